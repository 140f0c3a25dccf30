import { isControl, isOpenControl, placeIn } from '../host/place.ts';
import { printJson } from '../http/json.ts';
import { type HttpResponse, type RequestHead, textResponse } from '../http/message.ts';
import { callListener } from '../world/journal.ts';
import type { Begun } from '../http/context.ts';
import { lengthOf } from './batch.ts';
import { type Commit, type Engine, StateError } from './engine.ts';

/** How far a recovery is. */
export interface Progress {
  readonly worlds: number;
  readonly of: number;
}

/** Who hears how the keeping of worlds goes. */
export interface StateListeners {
  /** Called while worlds are read at the start, with how many are there already. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with a sentence when requests begin to be refused because of the state, and once more when that is over. */
  readonly onTrouble?: (trouble: string) => void;
}

/** What is answered for a request whose changes could not be kept: nothing of it was done. */
export function refusedBy(error: unknown): HttpResponse {
  if (!(error instanceof StateError)) throw error;
  if (error.kind === 'full')
    return refusal(507, `${error.message} Nothing was changed. Make room, and try again.`);
  const done =
    error.kind === 'unknown'
      ? 'Whether the request has changed something is not known.'
      : 'Nothing was changed.';
  return refusal(503, `${error.message} ${done} Try again.`);
}

/** What a look has changed. */
const look: Commit = { acts: [], data: [] };

/** Says that requests are refused because of a state: once when that begins, with the reason, and once when it is over. */
export class Trouble {
  readonly #name: string;
  readonly #tell: (trouble: string) => void;
  /** Bytes of the shortest that was refused; undefined: there is no trouble. */
  #shortest: number | undefined;

  /** @param name of the engine, as it may be shown. */
  constructor(name: string, tell: (trouble: string) => void = () => {}) {
    this.#name = name;
    this.#tell = (trouble) => callListener('onTrouble', tell, trouble);
  }

  /** @param commit what was refused; left out: a look. */
  refused(error: StateError, commit: Commit = look): void {
    const isFull = error.kind === 'full';
    const which = isFull ? 'Changes are answered 507' : 'Requests are answered 503';
    if (this.#shortest === undefined) this.#tell(`${which} until that is over: ${error.message}`);
    // A look that works says nothing of changes: where those are refused, one that is kept ends the trouble.
    const bytes = Math.min(lengthOf(commit), isFull ? Infinity : 1);
    this.#shortest = Math.min(this.#shortest ?? Infinity, bytes);
  }

  /** Where there was no room, there is again once as much is kept as was refused: something shorter may fit into what is left. */
  kept(commit: Commit = look): void {
    if (this.#shortest === undefined || lengthOf(commit) < this.#shortest) return;
    this.#shortest = undefined;
    this.#tell(`${this.#name} keeps changes again.`);
  }
}

/** Whether a request asks if the worlds are there. */
export function isReadiness(head: Pick<RequestHead, 'target' | 'headers'>): boolean {
  return /^\/_fake\/ready\/?(?:\?|$)/.test(placeIn(head).target);
}

/** What is answered before the worlds are there; undefined: what needs no world. */
export function notReadyAnswer(
  head: RequestHead,
  progress: Progress,
  failure?: Error,
): HttpResponse | undefined {
  const asksReadiness = isReadiness(head);
  if (isControl(head) && isOpenControl(head) && !asksReadiness) return undefined;
  const why =
    failure?.message ?? `The worlds are being read: ${progress.worlds} of ${progress.of} are there.`;
  return refusal(503, why, asksReadiness ? { ready: false, ...progress } : {});
}

function refusal(status: number, error: string, more: object = {}): HttpResponse {
  const again = status === 503 ? [['Retry-After', '1'] as const] : [];
  return textResponse(
    status,
    [['Content-Type', 'application/json'], ...again],
    printJson({ ...more, error }),
  );
}

/** The time in which a keeper reads its worlds from an engine: how far it is, how it ended, and what is answered meanwhile. */
export class Startup {
  readonly #done: PromiseWithResolvers<void> = Promise.withResolvers();
  #failure: Error | undefined;
  progress: Progress = { worlds: 0, of: 0 };

  constructor() {
    // Whoever does not wait for it learns of it by each answer.
    this.ready.catch(() => {});
  }

  /** Resolves once the worlds are there. Rejects with the reason where they cannot be had. */
  get ready(): Promise<void> {
    return this.#done.promise;
  }

  /** Resolves once it has ended, well or not. */
  get over(): Promise<void> {
    return this.ready.catch(() => {});
  }

  /** @param recover reads the worlds of the engine, which is let go of where that fails. */
  run(engine: Pick<Engine, 'close'>, recover: () => Promise<void>): void {
    recover().then(this.#done.resolve, (error: Error) => {
      this.#failure = error;
      this.#done.reject(error);
      // A program that goes on without its worlds has no use for it, and one that ends does not wait for it.
      engine.close().catch(() => {});
    });
  }

  /** Begins a request before the worlds are there: it is refused, unless it needs none. */
  begin(head: RequestHead, begin: (head: RequestHead) => Begun<HttpResponse>): Begun<HttpResponse> {
    const answer = notReadyAnswer(head, this.progress, this.#failure);
    return answer === undefined ? begin(head) : { kind: 'answered', answer };
  }
}
