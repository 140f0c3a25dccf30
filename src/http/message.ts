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

/** A reply as the core gives it. Header names are written as the real services write them. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** How it reaches the client, where that is not at once and whole. */
  readonly delivery?: Delivery;
  /** What follows the body for as long as the client listens. */
  readonly events?: Events;
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

/** A text as UTF-8 bytes. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A text body as UTF-8 bytes with its `Content-Length`. */
export function textResponse(
  status: number,
  headers: readonly (readonly [string, string])[],
  text: string,
): HttpResponse {
  const body = bytesOf(text);
  return { status, headers: [...headers, ['Content-Length', String(body.length)]], body };
}

/** What Glance's server answers where Glance breaks outside its own handling of errors. Source: RULES.md §2, Routes and methods. */
export const brokenReply: HttpResponse = textResponse(500, [['Content-Type', 'text/plain']], '');

/** Characters that may not stand in the value of a header. Source: RFC 9110, 5.5; Node refuses to write others. */
const unwritable: RegExp = /[^\t\x20-\x7e\x80-\xff]/g;

/**
 * The response with `?` for each character that no header may have. Some headers repeat what a client or a seed says:
 * that can neither begin another header nor keep the answer from being written.
 */
export function writable(response: HttpResponse): HttpResponse {
  const headers = response.headers.map(([name, value]) => [name, value.replace(unwritable, '?')] as const);
  return { ...response, headers };
}
