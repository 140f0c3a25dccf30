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
  const match = /^\s*bytes\s*=\s*(?:(\d+)\s*)?-\s*(?:(\d+)\s*)?$/.exec(header);
  const [, first = '', last = ''] = match ?? [];
  const backwards = first !== '' && last !== '' && Number(first) > Number(last);
  if (match === null || backwards || (first === '' && last === '')) return refuse('rangeInvalid');
  if (first === '') return { start: Number(last) === 0 ? 0 : Math.max(0, size - Number(last)), stop: size };
  const start = Number(first);
  if (start >= size) return refuse('rangeBeyond', { last: String(size - 1) });
  return { start, stop: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/**
 * The part that a `Content-Range` header asks for. It has no place in a request, but Glance still takes it there; its
 * end may lie beyond the data where the header names another length.
 * Source: asked of Glance 25.1.
 */
export function readContentRange(header: string | undefined, size: number): ByteRange | Refusal | undefined {
  if (header === undefined) return undefined;
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)/.exec(header);
  if (match === null) return refuse('contentRangeInvalid');
  const [, first, final, length] = match;
  if (first === undefined) return refuse('serverErred');
  const [start, stop] = [Number(first), Number(final) + 1];
  const most = length === undefined ? Infinity : Number(length);
  if (start >= stop || stop > most) return refuse('contentRangeInvalid');
  const last = String(size - 1);
  if (length === undefined && stop > size) return refuse('contentRangeEndBeyond', { last });
  return start >= size ? refuse('contentRangeStartBeyond', { last }) : { start, stop };
}
