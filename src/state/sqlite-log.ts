import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSize } from './sqlite-beside.ts';

/** The log of SQLite, as its own bytes show it. Source: https://www.sqlite.org/fileformat2.html §4 */

const headBytes = 32;
const frameBytes = 24 + pageSize;

type Sums = readonly [number, number];

/** Sums of words, two at a time, behind those that were summed before. Source: as above, §4.2 */
function summed([one, two]: Sums, bytes: DataView, isLittle: boolean): Sums {
  let [first, second] = [one, two];
  for (let at = 0; at < bytes.byteLength; at += 8) {
    first = (first + bytes.getUint32(at, isLittle) + second) >>> 0;
    second = (second + bytes.getUint32(at + 4, isLittle) + first) >>> 0;
  }
  return [first, second];
}

/** A part of a buffer. */
function part(bytes: Buffer, from: number, to: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
}

const sumsAt = (bytes: Buffer, at: number): Sums => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
const areSame = (one: Sums, other: Sums): boolean => one[0] === other[0] && one[1] === other[1];

/**
 * Whether a log of a file each of whose changes was synced is damaged: its head is not what was written, or changes follow one that is
 * not. SQLite reads a log up to there alone. What is wrong in the last change of all may be a change that was not finished.
 * @param log its name.
 */
export function isLogDamaged(log: string): boolean {
  const handle = openSync(log, 'r');
  try {
    const frames = Math.floor((fstatSync(handle).size - headBytes) / frameBytes);
    const head = Buffer.alloc(headBytes);
    readSync(handle, head, 0, headBytes, 0);
    if (frames < 1 || head.every((byte) => byte === 0)) return false;
    const isLittle = head.readUInt32BE(0) === 0x377f0682;
    const sums = summed([0, 0], part(head, 0, 24), isLittle);
    return (
      !areSame(sums, sumsAt(head, 24)) || haveGap(handle, frames, { salts: sumsAt(head, 16), sums, isLittle })
    );
  } finally {
    closeSync(handle);
  }
}

interface Log {
  readonly salts: Sums;
  /** Of the head. */
  readonly sums: Sums;
  readonly isLittle: boolean;
}

/** Whether something was written behind the end of a change that cannot be read any more: that was synced before. */
function haveGap(handle: number, frames: number, { salts, sums: first, isLittle }: Log): boolean {
  const frame = Buffer.alloc(frameBytes);
  let sums: Sums | undefined = first;
  let isOver = false;
  for (let place = 0; place < frames; place += 1) {
    readSync(handle, frame, 0, frameBytes, headBytes + place * frameBytes);
    const isOwn = areSame(sumsAt(frame, 8), salts);
    if (sums !== undefined) {
      sums = summed(summed(sums, part(frame, 0, 8), isLittle), part(frame, 24, frameBytes), isLittle);
      if (isOwn && areSame(sums, sumsAt(frame, 16))) continue;
      sums = undefined;
    }
    if (isOwn && isOver) return true;
    isOver ||= isOwn && frame.readUInt32BE(4) !== 0;
  }
  return false;
}
