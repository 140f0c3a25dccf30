import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { StateError } from './engine.ts';

/** What a row is known by: its other columns. */
export type RowKey = readonly (string | number)[];

/** A text with a checksum before it, of the text and of the row: whoever reads it knows whether it is what was written. */
export function summed(text: string, key: RowKey): string {
  return sumOf(text, key) + text;
}

function sumOf(text: string, key: RowKey): string {
  return crc32(text, crc32(key.join(' ')))
    .toString(16)
    .padStart(8, '0');
}

/** The text behind its checksum, whether or not that fits. */
export function withoutSum(written: string): string {
  return written.slice(8);
}

/** Whether a text is what `summed` wrote. */
export function isWhole(written: string, key: RowKey): boolean {
  return written.startsWith(sumOf(withoutSum(written), key));
}

/** The text behind its checksum. @throws StateError where it is another one than was written. */
export function unsummed(written: string, key: RowKey, what: string): string {
  if (isWhole(written, key)) return withoutSum(written);
  throw new StateError('damaged', `${what} is damaged: its checksum does not fit.`);
}

const digests: WeakMap<Uint8Array, string> = new WeakMap();

/** The digest by which bytes are kept: SHA-512, in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  const known = digests.get(bytes);
  if (known !== undefined) return known;
  const digest = createHash('sha512').update(bytes).digest('hex');
  digests.set(bytes, digest);
  return digest;
}
