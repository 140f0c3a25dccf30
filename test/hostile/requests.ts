/** Ways to write requests of any length. */
import { bytesOf, type HttpRequest } from '../../src/http/message.ts';

/** Makes a request whose body has about `size` bytes; what stands in a URL or a header is no longer than `longestHead`. */
export type HostileRequest = (size: number) => HttpRequest;

/** Requests by what they aim at. */
export type HostileRequests = Readonly<Record<string, HostileRequest>>;

/** Bytes that a URL or a header may have: Glance answers 414 to a request line of more than 8192. */
export const longestHead: number = 8000;

/** The image of the documents' own world. */
export const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** The headers of a request in JSON by the image's producer. */
export const json = { 'content-type': 'application/json', 'x-auth-token': 'producer-token' };

type Headers = Readonly<Record<string, string>>;

/** A text that grows: `part` again and again, `head` before it and `tail` behind it. A part may differ from the last. */
export type Pieces = readonly [head: string, part: string | ((index: number) => string), tail: string];

/** A request to the documents' own world. */
export function request(method: string, target: string, headers: Headers, text: string = ''): HttpRequest {
  return { method, target, base: 'http://cloud.test', headers, body: bytesOf(text) };
}

/** A text of about so many bytes. */
export function filled(size: number, [head, part, tail]: Pieces): string {
  if (typeof part === 'function') return counted(size, [head, part, tail]);
  const room = size - bytesOf(head + tail).length;
  return head + part.repeat(Math.max(1, Math.floor(room / bytesOf(part).length))) + tail;
}

function counted(
  size: number,
  [head, part, tail]: readonly [string, (index: number) => string, string],
): string {
  const parts: string[] = [];
  for (let length = head.length + tail.length, index = 0; length < size; index += 1) {
    const text = part(index);
    parts.push(text);
    length += text.length;
  }
  return head + parts.join('') + tail;
}

/** A JSON value that stands so many levels deep in others, and fills the rest of the size. */
export function nested(
  size: number,
  levels: number,
  [open, inside, close]: Readonly<[string, string, string]>,
): string {
  const room = size - levels * (open.length + close.length);
  const innermost = inside === '' ? '0' : filled(Math.max(room, 1), ['', inside, '0']);
  return open.repeat(levels) + innermost + close.repeat(levels);
}

/** Requests with such a body. */
export function sends(
  method: string,
  target: string,
  pieces: Pieces,
  headers: Headers = json,
): HostileRequest {
  return (size) => request(method, target, headers, filled(size, pieces));
}

/** Requests with such a URL. */
export function gets(pieces: Pieces, headers: Headers = json): HostileRequest {
  return (size) => request('GET', filled(Math.min(size, longestHead), pieces), headers);
}

/** Requests with such a header. */
export function shows(name: string, target: string, pieces: Pieces): HostileRequest {
  return (size) => request('GET', target, { ...json, [name]: filled(Math.min(size, longestHead), pieces) });
}
