import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { headOf, pageSize } from './sqlite-beside.ts';

/** Bytes of a reserve at most that are for a log: one that is to be written back, and once more as much for a new one. */
const mostBytes = 2 * 1000 * pageSize;

/** Bytes for a log below which they are of no use. */
const fewBytes = 32 * pageSize;

/** Bytes that are for opening alone: the index of a log, the name of who has the file, the first pages of a log. The most first. */
const slices: readonly number[] = [32 * pageSize, 16 * pageSize];
const [slice = 0] = slices;

/** How it begins: another file of its name is left alone. */
const beginning = 'reserve of image-members-fake';

/** Bytes that are free on the disk of a file for whoever asks; 0 where there is no such folder. */
function freeBeside(file: string): number {
  if (!existsSync(dirname(file))) return 0;
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
}

/**
 * A file of zeros beside a file of state. When the disk is full, all but a slice of it goes: its room is that of the log, so that
 * what removes something can be written. The slice goes when the file cannot be opened without. Both come again once there is room.
 */
export class Reserve {
  readonly #file: string;
  readonly #beside: string;
  readonly #most: number;
  readonly #isOthers: boolean;
  #bytes: number;

  /** @param file the file of state. @param most bytes that this may have: on a small disk it takes an eighth of what is free. */
  constructor(file: string, most: number) {
    this.#file = file;
    this.#beside = `${file}-reserve`;
    this.#most = most;
    this.#isOthers = this.#size === undefined && existsSync(this.#beside);
    if (this.#isOthers)
      process.emitWarning(
        `${this.#beside} is no reserve that can be read: there is none for a full disk. Remove it, or make it readable.`,
      );
    this.#bytes = this.#wanted;
  }

  /** Bytes that it has for a log, where it is there. */
  get bytes(): number {
    return this.#bytes;
  }

  get #wanted(): number {
    const there = this.#size ?? 0;
    const fits = Math.min(mostBytes, this.#most, (freeBeside(this.#file) + there) / 8);
    const wanted = Math.max(there - slice, fits);
    return wanted < fewBytes || this.#isOthers ? 0 : Math.floor(wanted / pageSize) * pageSize;
  }

  /** Bytes of the one that is there, where it can be read. */
  get #size(): number | undefined {
    try {
      const is = lstatSync(this.#beside);
      if (!is.isFile()) return undefined;
      // Who is killed while it is made leaves an empty one. A link is another's: what it leads to may look empty as well.
      const isOwn = is.size === 0 || headOf(this.#beside, beginning.length).toString('latin1') === beginning;
      return isOwn ? is.size : undefined;
    } catch {
      // Nor is one that cannot be read: it is another's, or goes at this moment.
      return undefined;
    }
  }

  /** Whether the disk has room for it, and for as much once more; what is another's takes none. */
  get fits(): boolean {
    return this.#isOthers || freeBeside(this.#file) >= 2 * (this.#bytes + slice);
  }

  /** @returns whether it is there now as a whole: on a small disk, a slice alone. */
  make(): boolean {
    if (this.#isOthers) return false;
    // On a disk that was full when it was opened, there was no more to be had.
    if (this.#bytes === 0) this.#bytes = this.#wanted;
    const whole = this.#bytes + slice;
    return (this.#size ?? 0) >= whole || (this.fits && this.#grown(whole));
  }

  /** Makes what opening takes: as much of it as there is room for. */
  makeSlice(): void {
    if (!this.#isOthers) slices.some((each) => this.#grown(each));
  }

  /** All but the slice goes. @returns whether that made room. */
  shrink(): boolean {
    if ((this.#size ?? 0) <= slice) return false;
    truncateSync(this.#beside, slice);
    return true;
  }

  /** It goes, and leaves its room. @returns whether it was there. */
  free(): boolean {
    const isThere = this.#size !== undefined;
    if (isThere) rmSync(this.#beside, { force: true });
    return isThere;
  }

  /** Makes it so long, where it is shorter. @returns whether it is; where there is no room, it is as it was. */
  #grown(bytes: number): boolean {
    const there = this.#size;
    if ((there ?? 0) >= bytes) return true;
    try {
      this.#write(there, bytes);
      return true;
    } catch {
      if (there === undefined) this.free();
      return false;
    }
  }

  #write(there: number | undefined, bytes: number): void {
    const opened = openSync(this.#beside, there === undefined ? 'wx' : 'r+', 0o600);
    try {
      const zeros = Buffer.alloc(bytes);
      zeros.write(beginning, 'latin1');
      for (let at = there ?? 0; at < bytes;) at += writeSync(opened, zeros, at, bytes - at, at);
      // A file system may find out late that there is no room.
      fsyncSync(opened);
    } catch (error) {
      ftruncateSync(opened, there ?? beginning.length);
      throw error;
    } finally {
      closeSync(opened);
    }
  }
}
