import { kindOf } from '../domain/given-options.ts';
import type { Answer, Begun } from '../http/context.ts';
import { isPreflight } from '../http/cors.ts';
import { faultReply, headFacts } from '../http/fault-reply.ts';
import type { HttpRequest, HttpResponse, RequestHead } from '../http/message.ts';
import { silent } from '../domain/trace.ts';
import { fieldsOf } from '../http/unread.ts';
import { faultSentence } from './fault.ts';
import type { HappeningFault, WorldFaults } from './faults.ts';
import type { Ended } from './journal-parts.ts';
import type { World } from './world.ts';

// The platform's own, as it was at first: a test may put another in its place, and let it stand still or throw.
const now: () => number = performance.now.bind(performance);

/** Writes an exchange into the journal. */
export type Write = (ended: Ended) => void;

/** Where requests are answered. */
export interface Answering {
  readonly world: World;
  readonly faults: WorldFaults;
  readonly write: Write;
}

/** What the parts of a request that stand before its body must be. */
const headParts = {
  method: ['string', 'a text, such as GET'],
  target: ['string', 'a text, path and query below `base`, such as /v2/images'],
  base: ['string', 'a text, the URL of the cloud without a slash at its end, such as http://cloud.test'],
  headers: ['object', 'an object with names in lower case and texts'],
} as const satisfies { readonly [Part in keyof RequestHead]: readonly [type: string, text: string] };

const headNames = Object.keys(headParts) as (keyof RequestHead)[];

/** @throws TypeError where what a program without types has put together is no head of a request. */
function checkHead(head: RequestHead): void {
  if (typeof head !== 'object' || head === null)
    throw new TypeError(
      `A request is an object with ${headNames.join(', ')} and body, and this is ${kindOf(head)}.`,
    );
  for (const name of headNames) {
    const value: unknown = head[name];
    const [type, text] = headParts[name];
    if (typeof value !== type || value === null || Array.isArray(value)) throw wrongPart(name, text, value);
  }
}

/** @throws TypeError as `checkHead`, and where its body is not bytes, or a header would not be found. */
function checkRequest(request: HttpRequest): void {
  checkHead(request);
  const { headers, body } = request;
  if (!ArrayBuffer.isView(body))
    throw wrongPart('body', 'bytes, a Uint8Array, which is empty where nothing is sent', body);
  let place = 0;
  for (const name in headers) {
    const value: unknown = headers[name];
    if (typeof value !== 'string') throw wrongPart(`header ${name}`, 'a text', value);
    if (!isLowerCase(name, place++))
      throw new TypeError(
        `A request has its headers by names in lower case: ${name.toLowerCase()}, and not ${name}.`,
      );
  }
}

/** @param place of the header: whoever asks again has the same name there, which was looked at before. */
function isLowerCase(name: string, place: number): boolean {
  if (lastNames[place] === name) return true;
  if (/[A-Z]/.test(name)) return false;
  if (place < 16) lastNames[place] = name;
  return true;
}

const lastNames: string[] = [];

function wrongPart(part: string, text: string, value: unknown): TypeError {
  const problem = value === undefined ? 'is missing' : `is ${kindOf(value)}`;
  return new TypeError(`The ${part} of a request ${problem}. It must be ${text}.`);
}

/** Begins a request, with the fault that happens in it, and writes it into the journal once it is answered. */
export function beginIn(answering: Answering, head: RequestHead): Begun<HttpResponse> {
  checkHead(head);
  const going = goingFor(answering, head);
  if (going.instead !== undefined) return { kind: 'answered', answer: ended(going, going.instead) };
  const begun = answering.world.begin(head, going.happening?.seen);
  if (begun.kind === 'body') return new Admitted(going, begun);
  return { kind: 'answered', answer: ended(going, begun.answer) };
}

/** Answers a request whose body is there: the same at one moment. */
export function exchangeIn(answering: Answering, request: HttpRequest): HttpResponse {
  checkRequest(request);
  const going = goingFor(answering, request);
  if (going.instead !== undefined) return ended(going, going.instead);
  const { answer, isRead } = answering.world.exchange(request, going.happening?.seen);
  return ended(going, answer, isRead ? request.body : undefined);
}

/** A request on its way. */
interface Going {
  readonly write: Write;
  readonly head: RequestHead;
  readonly happening: HappeningFault | undefined;
  /** What is answered in place of what the world would. */
  readonly instead: Answer | undefined;
  readonly started: number;
}

function goingFor({ world, faults, write }: Answering, head: RequestHead): Going {
  const started = now();
  // A browser asks before it sends what a fault is meant for.
  const facts = faults.any && !isPreflight(head) ? headFacts(head, world.context()) : undefined;
  const happening = facts && faults.happening(facts, head.method);
  const instead = happening && answerOf(happening, head, facts, world);
  return { write, head, happening, instead, started };
}

/** A request that waits for its body. A class: nearly every request is one for a moment. */
class Admitted {
  readonly kind = 'body';
  readonly most: number;
  readonly #going: Going;
  readonly #begun: Extract<Begun<Answer>, { readonly kind: 'body' }>;

  constructor(going: Going, begun: Extract<Begun<Answer>, { readonly kind: 'body' }>) {
    this.most = begun.most;
    this.#going = going;
    this.#begun = begun;
  }

  finish(body: Uint8Array): HttpResponse {
    return ended(this.#going, this.#begun.finish(body), body);
  }
}

/** The response of an answer, once it stands in the journal. */
function ended({ write, head, happening, started }: Going, answer: Answer, body?: Uint8Array): HttpResponse {
  const { response, trace, fields } = answer;
  write({
    head,
    answer,
    status: response.status,
    fault: happening?.fault,
    milliseconds: now() - started,
    fields: fields ?? (body === undefined ? none : fieldsOf(trace.operation, body)),
    body: body !== undefined && body.length > 0,
  });
  return happening === undefined ? response : { ...response, delivery: deliveryOf(happening, response) };
}

const none: readonly string[] = [];
const nothing: Uint8Array = new Uint8Array();

/** What is answered where a fault does not let the request through; undefined: it does. */
function answerOf(
  { fault }: HappeningFault,
  head: RequestHead,
  { api, operation, caller }: ReturnType<typeof headFacts>,
  world: World,
): Answer | undefined {
  const { status, retryAfter, cut } = fault;
  if (status === undefined && cut !== 'before-headers') return undefined;
  const response =
    status === undefined
      ? { status: 0, headers: [], body: nothing }
      : faultReply(head, { status, retryAfter }, api, world.context());
  const refused = { check: 'fault', refusal: status === undefined ? 'connectionCut' : `answered${status}` };
  return { response, changes: [], trace: { ...silent, operation, caller, refused } };
}

/** An answer without a body has nothing behind its headers that could be missed: it is cut before them. */
function deliveryOf(
  { fault }: HappeningFault,
  { body, delivery }: HttpResponse,
): NonNullable<HttpResponse['delivery']> {
  const { delay = 0, cut } = fault;
  if (delivery?.cut !== undefined) return { ...delivery, delay };
  const isEarly = cut === 'answer-lost' || (cut === 'after-headers' && body.length === 0);
  return { delay, cut: isEarly ? 'before-headers' : cut, why: faultSentence(fault) };
}
