import type { IncomingMessage } from 'node:http';
import { bytesOf, joined } from '../http/message.ts';

/**
 * The headers of a request, each once, in lower case; without those that HTTP/2 has for the request line. What Node joins
 * is joined as Glance's server joins it, without a space.
 */
export function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const { headers, rawHeaders } = request;
  let plain = 0;
  for (const name in headers) if (typeof headers[name] === 'string' && !name.startsWith(':')) plain += 1;
  // Nearly always: nothing was joined, and what Node has is what was sent.
  return plain * 2 === rawHeaders.length ? (headers as Record<string, string>) : joinedHeaders(request);
}

function joinedHeaders(request: IncomingMessage): Readonly<Record<string, string>> {
  // A request of HTTP/2 has no such list: there Node has nothing to join.
  const distinct: NodeJS.Dict<string[]> | undefined = request.headersDistinct;
  const pairs = Object.entries(request.headers)
    .filter(([name]) => !name.startsWith(':'))
    .map(([name, value]) => {
      const all = distinct?.[name] ?? [];
      const isJoined = Array.isArray(value) || (all.length > 1 && value === all.join(', '));
      return [name, isJoined ? all.join(',') : value];
    });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Whether a request's head says that a body may follow; in HTTP/2 it says nothing. */
export function declaresBody({ headers, httpVersionMajor }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': coding } = headers;
  return coding !== undefined || Number(length) > 0 || httpVersionMajor > 1;
}

/** What came of reading a body: it is there; it broke off, and nobody is left to answer; or there is no room for it now. */
export type Received =
  | { readonly kind: 'body'; readonly body: Uint8Array }
  | { readonly kind: 'brokenOff' }
  | { readonly kind: 'noRoom' };

/** A request; a body parser before us may have taken its body. */
type Incoming = IncomingMessage & { readonly body?: unknown };

type Done = (received: Received) => void;

/**
 * Reads the bodies of requests. Each is cut off behind `most` bytes and one more; the rest is dropped as it comes. What a
 * body parser has taken is written out again, as far as it can be.
 * @param room bytes of bodies that are still arriving, all requests together.
 */
export function bodyReader(room: number): (request: Incoming, most: number, done: Done) => void {
  const all = { held: 0, room };
  return (request, most, done) => {
    if (request.readableEnded) done({ kind: 'body', body: parsed(request.body) });
    else readBody(request, most, all, done);
  };
}

function readBody(
  request: Incoming,
  most: number,
  all: { held: number; readonly room: number },
  done: Done,
): void {
  const chunks: Uint8Array[] = [];
  let [length, isOver] = [0, false];
  const keep = (chunk: Buffer): void => {
    const kept = chunk.subarray(0, most + 1 - length);
    length += kept.length;
    all.held += kept.length;
    chunks.push(kept);
    if (all.held > all.room) settle('noRoom', true);
    else if (length > most) settle('body', true);
  };
  const settle = (kind: Received['kind'], isCut = false): void => {
    if (isOver) return;
    isOver = true;
    all.held -= length;
    if (isCut) request.off('data', keep).resume();
    done(kind === 'body' ? { kind, body: joined(chunks, length) } : { kind });
  };
  const brokenOff = (): void => settle('brokenOff');
  request.on('data', keep);
  request.on('end', () => settle('body'));
  request.on('error', brokenOff).on('close', brokenOff);
  // Who came before may have paused it, to look something up first.
  request.resume();
}

function parsed(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return bytesOf(body);
  return body === undefined ? new Uint8Array() : bytesOf(JSON.stringify(body));
}
