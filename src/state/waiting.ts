import { isControl, placeIn, worldSeen } from '../host/place.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import { plainName } from '../world/snapshots.ts';
import { type Begun, finished } from '../http/context.ts';
import { refusedBy } from './answers.ts';
import { StateError } from './engine.ts';

/** A request with as much of its body as was read. */
export interface Sent {
  readonly head: RequestHead;
  readonly body: Uint8Array;
  /** Bytes that were read at most; one more, where there are more. */
  readonly most: number;
}

type Write = (status?: number) => void;

/** Whether a request has no body that anybody reads. */
export function asksNothing({ method }: Pick<RequestHead, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Which worlds a request may look at. */
export interface Seen {
  readonly names: readonly string[];
  /** Whether all others as well. */
  readonly all: boolean;
}

/** Which worlds a request may look at: its own; at the control plane also those that it names, or all. */
function seenBy(head: RequestHead, body: Uint8Array): Seen {
  const { world = 'default', target } = placeIn(head);
  if (!isControl(head)) return { names: [world].filter(isName), all: false };
  const [, rest] = /^\/_fake\/worlds(?:\/([^/?#]*))?\/?(?:[?#]|$)/.exec(target) ?? [];
  const all = rest === undefined && target.startsWith('/_fake/worlds');
  const model = rest === undefined || body.length > longestModel ? '' : modelIn(body);
  return { names: [world, rest ?? '', model].filter(isName), all };
}

/** Bytes of the longest body that names a world to copy: nothing else stands there. */
const longestModel = 4096;

function isName(name: string): boolean {
  return plainName.test(name);
}

/** The world that another one is a copy of. */
function modelIn(body: Uint8Array): string {
  return /"from"\s*:\s*"([^"\\]{1,100})"/.exec(new TextDecoder().decode(body))?.[1] ?? '';
}

/** A request that waits for its answer. It may be decided several times; one answer goes out. */
export class Waiting {
  readonly head: RequestHead;
  readonly #sent: Sent;
  readonly #begin: (head: RequestHead) => Begun<HttpResponse>;
  /** The name of the world whose state it sees; undefined: it may see all. */
  readonly world: string | undefined;
  readonly sees: Seen;
  readonly #done: PromiseWithResolvers<HttpResponse> = Promise.withResolvers();
  #decided: HttpResponse | undefined;
  #held: readonly Write[] = [];
  #tries: number = 0;

  constructor(sent: Sent, begin: (head: RequestHead) => Begun<HttpResponse>) {
    const { head, body } = sent;
    this.head = head;
    this.#sent = sent;
    this.#begin = begin;
    this.sees = seenBy(head, body);
    this.world = worldSeen(head);
  }

  /** The answer, once it goes out. */
  get answered(): Promise<HttpResponse> {
    return this.#done.promise;
  }

  /** How often it was decided. */
  get tries(): number {
    return this.#tries;
  }

  /** Whether it is no request to change something. */
  get isLook(): boolean {
    return asksNothing(this.head);
  }

  /** Decides it, in place of what was decided before. @param holding keeps what is to be told of it. */
  try(holding: (decide: () => HttpResponse) => readonly [HttpResponse, readonly Write[]]): void {
    this.#tries += 1;
    try {
      [this.#decided, this.#held] = holding(() => this.#decision());
    } catch (error) {
      this.fail(error);
    }
  }

  #decision(): HttpResponse {
    const { head, body, most } = this.#sent;
    const begun = this.#begin(head);
    // A body that was cut off where more of it may be meant now.
    if (begun.kind === 'body' && body.length > most && begun.most > most)
      return refusedBy(new StateError('busy', 'There is more room now than when this request came.'));
    return finished(begun, body);
  }

  /** Sends what was decided, or something in its place; what is to be told of it is told. */
  settle(instead?: HttpResponse): void {
    const answer = instead ?? this.#decided;
    if (answer === undefined) return;
    for (const write of this.#held) write(instead?.status);
    this.#held = [];
    this.#done.resolve(answer);
  }

  /** A bug: whoever waits learns of it. */
  fail(error: unknown): void {
    this.#done.reject(error);
  }
}
