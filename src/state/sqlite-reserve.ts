import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { headOf, pageSize } from './sqlite-beside.ts';

/** Bytes of a reserve at most: a log that is to be written back, and once more as much for a new one. */
const mostBytes = 2 * 1000 * pageSize;

/** Bytes below which a reserve is of no use. */
const fewBytes = 32 * pageSize;

/** How it begins: another file of its name is left alone. */
const beginning = 'reserve of image-members-fake';

/** Bytes that are free on the disk of a file for whoever asks; 0 where there is no such folder. */
function freeBeside(file: string): number {
  if (!existsSync(dirname(file))) return 0;
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize;
}

/**
 * A file of zeros beside a file of state. It goes when the disk is full: its room is that of the log, so that what removes
 * something can be written. It comes again once there is room.
 */
export class Reserve {
  readonly #file: string;
  readonly #beside: string;
  /** Bytes that it has, where it is there. */
  readonly bytes: number;

  /** @param file the file of state. @param most bytes that this may have: on a small disk it takes an eighth of what is free. */
  constructor(file: string, most: number) {
    this.#file = file;
    this.#beside = `${file}-reserve`;
    const own = this.#size;
    const there = own ?? 0;
    const wanted = Math.max(there, Math.min(mostBytes, most, (freeBeside(file) + there) / 8));
    const isOthers = own === undefined && existsSync(this.#beside);
    if (isOthers)
      process.emitWarning(
        `${this.#beside} is no reserve that can be read: there is none for a full disk. Remove it, or make it readable.`,
      );
    this.bytes = wanted < fewBytes || isOthers ? 0 : Math.floor(wanted / pageSize) * pageSize;
  }

  /** Bytes of the one that is there, where it can be read. */
  get #size(): number | undefined {
    try {
      const is = statSync(this.#beside);
      if (!is.isFile()) return undefined;
      const isOwn = headOf(this.#beside, beginning.length).toString('latin1') === beginning;
      return isOwn ? is.size : undefined;
    } catch {
      // Nor is one that cannot be read: it is another's, or goes at this moment.
      return undefined;
    }
  }

  /** Whether the disk has room for it, and for as much once more. */
  get fits(): boolean {
    return freeBeside(this.#file) >= 2 * this.bytes;
  }

  /** @returns whether it is there now. A part of it is none. */
  make(): boolean {
    if (this.#size === this.bytes) return true;
    this.free();
    if (this.bytes === 0 || !this.fits) return false;
    try {
      this.#write();
      return true;
    } catch {
      this.free();
      return false;
    }
  }

  /** It goes, and leaves its room. @returns whether it was there. */
  free(): boolean {
    const isThere = this.#size !== undefined;
    if (isThere) rmSync(this.#beside, { force: true });
    return isThere;
  }

  #write(): void {
    const opened = openSync(this.#beside, 'wx', 0o600);
    try {
      const bytes = Buffer.alloc(this.bytes);
      bytes.write(beginning, 'latin1');
      for (let at = 0; at < bytes.length;) at += writeSync(opened, bytes, at);
      // A file system may find out late that there is no room.
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  }
}
