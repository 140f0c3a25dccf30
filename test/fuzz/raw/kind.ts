import { long } from '../mutations/mutation.ts';
import { imageOf, tokenOf } from '../place.ts';
import type { RawClient } from './client.ts';

/**
 * What must come of a raw connection. `answers`: one answer for each of these marks, in their order, each with its own
 * id. `closes`: whatever is answered, the server closes the connection. `settles`: it answers or closes. `leaves`: the
 * client goes away, and nothing is expected. `stays`: the client keeps its end open, and the server must not.
 */
export type Outcome =
  | { readonly must: 'answers'; readonly marks: readonly string[] }
  | { readonly must: 'closes'; readonly valid?: readonly string[] }
  | { readonly must: 'settles' | 'leaves' | 'stays' };

/** A kind of raw connection: a name for the report, and what the client does. */
export interface Kind {
  readonly name: string;
  readonly act: (client: RawClient) => Promise<Outcome> | Outcome;
}

export const closes: Outcome = { must: 'closes' };
export const settles: Outcome = { must: 'settles' };
export const leaves: Outcome = { must: 'leaves' };
export const stays: Outcome = { must: 'stays' };

/** An upload, whole. */
export function upload(size: number): string {
  const lines = [
    `PUT /v2/images/${imageOf(1, 2)}/file HTTP/1.1`,
    'Host: 127.0.0.1',
    `X-Auth-Token: ${tokenOf('producer-1')}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${size}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${long('x', size)}`;
}

/** A request with a JSON body: a mark, other framing headers, and whatever follows the head. */
export function posted(client: RawClient, framing: readonly string[], body: string): string {
  return `${client.request(client.mark(), 'PUT', ['Content-Type: application/json', ...framing])}${body}`;
}

/** A request inside of another one's body. */
export function hidden(client: RawClient): string {
  return client.request(client.mark('hidden'));
}

/** Writes a text in some pieces, with pauses between them. */
export async function slowly(client: RawClient, text: string): Promise<void> {
  const size = Math.max(1, Math.ceil(text.length / client.dice.whole(2, 12)));
  for (let from = 0; from < text.length; from += size) {
    client.write(text.slice(from, from + size));
    await client.pause(8);
  }
}

/** Kinds from a table of names and of what clients do. */
export function written(kinds: Readonly<Record<string, Kind['act']>>): readonly Kind[] {
  return Object.entries(kinds).map(([name, act]) => ({ name, act }));
}
