import { type Refusal, refuse } from '../../domain/refusals.ts';

/** A part of an image's data: from `start` up to, not including, `stop`. */
export interface ByteRange {
  readonly start: number;
  readonly stop: number;
}

/**
 * The part of `size` bytes that a `Range` header asks for; undefined: all of it.
 * Source: recorded, 08-image_crud files/range-*; asked of Glance 25.1.
 */
export function readRange(header: string | undefined, size: number): ByteRange | Refusal | undefined {
  if (header === undefined) return undefined;
  if (header.includes(',')) return refuse('rangesMultiple');
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(header);
  const [, first = '', last = ''] = match ?? [];
  const backwards = first !== '' && last !== '' && Number(first) > Number(last);
  if (match === null || backwards || (first === '' && last === '')) return refuse('rangeInvalid');
  if (first === '') return { start: Number(last) === 0 ? 0 : Math.max(0, size - Number(last)), stop: size };
  const start = Number(first);
  if (start >= size) return refuse('rangeBeyond', { last: String(size - 1) });
  return { start, stop: last === '' ? size : Math.min(Number(last) + 1, size) };
}
