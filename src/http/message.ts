import type { Release } from '../domain/release.ts';

/**
 * A request as the core takes it: raw, because a BOM, an empty body and a doubled slash each have
 * an answer of their own (RULES.md §2, Bodies; Routes and methods).
 */
export interface HttpRequest extends RequestHead {
  /** The body's bytes; empty where none was sent. */
  readonly body: Uint8Array;
}

/** What stands before the body of a request. */
export interface RequestHead {
  readonly method: string;
  /** Path and query exactly as sent, below `base`; starts with `/` (or is empty). */
  readonly target: string;
  /** Where the fake answers, as the caller sees it: origin and mount path, no trailing slash. */
  readonly base: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The body of a response: bytes, or a text that is sent as UTF-8. What the core writes is text, and stays text until
 * somebody needs bytes: most doors write texts themselves, and to make bytes costs more than the whole answer.
 */
export type Body = string | Uint8Array;

/** A reply as the core gives it. Header names are written as the real services write them. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Body;
  /** How it reaches the client, where that is not at once and whole. */
  readonly delivery?: Delivery;
  /** What follows the body for as long as the client listens. */
  readonly events?: Events;
  /** What is sent in its place, once it is settled whether this holds: where what it says is still being kept. */
  readonly settled?: Promise<HttpResponse>;
}

/** Something made of an answer, and of what is sent in its place. */
export function madeOf(answer: HttpResponse, make: (answer: HttpResponse) => HttpResponse): HttpResponse {
  const { settled, ...own } = answer;
  return settled === undefined ? make(own) : { ...make(own), settled: settled.then(make) };
}

/** How an answer reaches its client, where a fault is in the way. */
export interface Delivery {
  /** Milliseconds until it is sent. */
  readonly delay: number;
  /** The connection is cut: before anything of the answer is sent, or behind the head and half of the body. */
  readonly cut?: 'before-headers' | 'after-headers' | undefined;
  /** What the fault did, as a sentence. */
  readonly why: string;
}

/**
 * Something that goes on being sent.
 * @param send sends a piece of text.
 * @param end says that nothing more will come.
 * @returns ends it; to be called when the client has gone.
 */
export type Events = (send: (text: string) => void, end: () => void) => () => void;

const encoder: TextEncoder = new TextEncoder();

const decoder: TextDecoder = new TextDecoder();

/** A body as bytes, a text as UTF-8. */
export function bytesOf(body: Body): Uint8Array {
  return typeof body === 'string' ? encoder.encode(body) : body;
}

/** A body as text. */
export function textOf(body: Body): string {
  return typeof body === 'string' ? body : decoder.decode(body);
}

const ascii: RegExp = /^[\x00-\x7f]*$/;

/** How many bytes a body has. */
export function byteLength(body: Body): number {
  return typeof body === 'string' ? bytesIn(body) : body.length;
}

/** The text that was measured last: who made it asks, and who sends it asks again. */
const last = { text: '', bytes: 0 };

function bytesIn(text: string): number {
  if (last.text !== text) {
    last.bytes = ascii.test(text) ? text.length : encoder.encode(text).length;
    last.text = text;
  }
  return last.bytes;
}

/** Says of a text that it is in ASCII, where whoever made it knows that: it is not measured. */
export function asAscii(text: string): string {
  last.text = text;
  last.bytes = text.length;
  return text;
}

/** A response whose body is a text, with its `Content-Length`. */
export function textResponse(
  status: number,
  headers: readonly (readonly [string, string])[],
  body: string,
): HttpResponse {
  const bytes = byteLength(body);
  return { status, headers: withHeader(headers, lengths[bytes] ?? lengthOf(bytes)), body };
}

type Header = HttpResponse['headers'][number];

/** Headers that many answers share: whoever changes them in one would change them in those that come. */
export function sharedHeaders(headers: HttpResponse['headers']): HttpResponse['headers'] {
  for (const header of headers) Object.freeze(header);
  return Object.freeze(headers);
}

/**
 * A body of its pieces. Always a copy: what Node hands out is part of a larger piece of memory, which would live as long as the body.
 * @param length bytes of all pieces.
 */
export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** An answer that many requests get: as with shared headers. */
export function sharedResponse(response: HttpResponse): HttpResponse {
  return Object.freeze({ ...response, headers: sharedHeaders(response.headers) });
}

/**
 * Headers with one more behind them. A list that is written out has no more room than it needs; a copy that grows has some for 16 more,
 * and to take a list apart by a pattern makes an iterator.
 */
export function withHeader(headers: HttpResponse['headers'], header: Header): HttpResponse['headers'] {
  const { 0: first, 1: second, length } = headers;
  if (first === undefined) return [header];
  if (second === undefined) return [first, header];
  return length === 2 ? [first, second, header] : [...headers, header];
}

/** Headers of short bodies, made once. */
const lengths: readonly Header[] = Array.from({ length: 1024 }, (_, bytes) => lengthOf(bytes));

function lengthOf(bytes: number): Header {
  return Object.freeze(['Content-Length', String(bytes)] as const);
}

/** A response to a request that was made in code: its body is bytes. */
export interface WholeResponse extends HttpResponse {
  readonly body: Uint8Array;
}

/** A response with its body as bytes, which are made of a text when they are first read. */
export function wholeResponse(response: HttpResponse): WholeResponse {
  const { body } = response;
  return typeof body === 'string' ? new LazyResponse(response, body) : { ...response, body };
}

class LazyResponse implements WholeResponse {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  declare readonly body: Uint8Array;
  readonly #text: string;
  #bytes: Uint8Array | undefined;

  constructor({ status, headers }: HttpResponse, text: string) {
    this.status = status;
    this.headers = headers;
    this.#text = text;
    // A property of its own, not of the class: copies of the response have it too.
    Object.defineProperty(this, 'body', LazyResponse.#body);
  }

  static readonly #body: PropertyDescriptor & ThisType<LazyResponse> = {
    enumerable: true,
    configurable: true,
    get() {
      return (this.#bytes ??= bytesOf(this.#text));
    },
  };
}

/** What Glance's server answers where Glance breaks outside its own handling of errors. Source: RULES.md §2, Routes and methods. */
export const brokenReply: HttpResponse = sharedResponse({
  status: 500,
  headers: [['Content-Type', 'text/plain'], lengthOf(0)],
  body: '',
});

/** What a client gets in its place from a web server that has no page for that. Source: RELEASES.md, from 30 to 33. */
const cutReply: HttpResponse = sharedResponse({
  status: 0,
  headers: [],
  body: '',
  delivery: Object.freeze({
    delay: 0,
    cut: 'before-headers',
    why: 'Glance broke on the request, and its web server ended the connection',
  }),
});

/** What comes of a request on which Glance breaks, by the web server of its release. */
export function replyOfBroken({ webServer }: Release): HttpResponse {
  return webServer.broken === 'cut' ? cutReply : brokenReply;
}

/** Characters that may not stand in the value of a header. Source: RFC 9110, 5.5; Node refuses to write others. */
const unwritable: RegExp = /[^\t\x20-\x7e\x80-\xff]/;
const allUnwritable: RegExp = new RegExp(unwritable, 'g');

/**
 * The response with `?` for each character that no header may have. Some headers repeat what a client or a seed says:
 * that can neither begin another header nor keep the answer from being written.
 */
export function writable(response: HttpResponse): HttpResponse {
  if (isWritable(response.headers)) return response;
  const headers = response.headers.map(([name, value]) => [name, value.replace(allUnwritable, '?')] as const);
  return { ...response, headers };
}

function isWritable(headers: HttpResponse['headers']): boolean {
  for (let place = 0; place < headers.length; place += 1) {
    const value = headers[place]?.[1] ?? '';
    if (made.text === value || lastWritable[place] === value) continue;
    if (unwritable.test(value)) return false;
    if (place < 8) lastWritable[place] = value;
  }
  return true;
}

/** The text that was made last for a header. */
const made = { text: '' };

/** Says of a text that a header may have it, where whoever made it knows that: it is not looked at. */
export function asWritable(text: string): string {
  made.text = text;
  return text;
}

/** The values of headers that were looked at last, by their places: most are those of the answer before. */
const lastWritable: string[] = [];
