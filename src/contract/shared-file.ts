import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * Makes a directory, and those above it that are missing. Node's own way (`recursive`) never ends where the system says of a
 * place that something above it is missing, and it is not: in /proc, and in a directory that was removed.
 * @throws the system's error where it cannot be made.
 */
export function makeDirectory(directory: string): void {
  const above = dirname(directory);
  if (above !== directory && statSync(directory, { throwIfNoEntry: false }) === undefined)
    makeDirectory(above);
  try {
    mkdirSync(directory);
  } catch (error) {
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** How one waits for another process. */
interface Waiting {
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const inRealTime: Waiting = { now: Date.now, pause: (milliseconds) => setTimeout(milliseconds) };

/** Work under a lock takes no second. One that is older belongs to a process that is gone, and nobody waits much longer. */
const [staleMilliseconds, mostMilliseconds, pauseMilliseconds] = [10_000, 30_000, 25];

/**
 * Does something to a file while nobody else does who asks for the same: other processes, and this one. A file beside it,
 * `<file>.lock`, says so; one that a dead process left behind is taken away.
 * @throws Error where the file stays locked for half a minute; the system's error where there can be no lock.
 */
export async function underLock<Done>(
  path: string,
  work: () => Done,
  waiting: Waiting = inRealTime,
): Promise<Done> {
  const lock = `${path}.lock`;
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), key: crypto.randomUUID() });
  const start = waiting.now();
  while (!isTaken(lock, owner)) {
    if (waiting.now() - start > mostMilliseconds)
      throw new Error(`${path} is being written by another process. If there is none, delete ${lock}.`);
    const other = ownerOf(lock);
    if (other !== undefined && isGone(lock, other, waiting.now())) takeAway(lock, other);
    else await waiting.pause(pauseMilliseconds);
  }
  try {
    return work();
  } finally {
    if (ownerOf(lock) === owner) rmSync(lock, { force: true });
  }
}

/** Whether the lock could be taken; it cannot where there is one. */
function isTaken(lock: string, owner: string): boolean {
  try {
    writeNew(lock, owner);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What stands in a lock; undefined where there is none any more. */
function ownerOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether the process is gone that took a lock: it runs no more on this machine, or has kept it for too long. */
function isGone(lock: string, owner: string, now: number): boolean {
  const { pid, host } = readOwner(owner);
  if (host === hostname() && pid !== undefined && !isRunning(pid)) return true;
  const { mtimeMs = now } = statSync(lock, { throwIfNoEntry: false }) ?? {};
  return now - mtimeMs > staleMilliseconds;
}

function readOwner(text: string): { readonly pid?: number; readonly host?: string } {
  try {
    return JSON.parse(text) as { readonly pid?: number; readonly host?: string };
  } catch {
    return {};
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a lock away, unless it was taken away, and another one made, in the meantime. */
function takeAway(lock: string, owner: string): void {
  const aside = join(dirname(lock), `.${crypto.randomUUID()}.tmp`);
  try {
    renameSync(lock, aside);
    if (ownerOf(aside) !== owner) linkSync(aside, lock);
  } catch {
    // Somebody else was faster: the next turn sees what is there now.
  }
  rmSync(aside, { force: true });
}

/**
 * Replaces a file, or makes it: whoever reads it, at whatever moment, finds the old text or the new one. Where it cannot
 * be written the old one stays.
 * @throws the system's error, with its `code` (`ENOSPC`).
 */
export function replaceFile(path: string, text: string): void {
  const aside = join(dirname(path), `.${crypto.randomUUID()}.tmp`);
  try {
    writeNew(aside, text);
    const { mode } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mode !== undefined) chmodSync(aside, mode);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  syncDirectory(dirname(path));
}

/** Writes a file that must not be there yet, down to the disk. One that cannot be written in full is taken away. */
function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    let bytes = Buffer.from(text);
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(file, bytes));
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** The name of a file is on the disk once its directory is. Not every system lets one say so. */
function syncDirectory(directory: string): void {
  try {
    const file = openSync(directory, 'r');
    fsyncSync(file);
    closeSync(file);
  } catch {
    // Then it is there when the system gets round to it.
  }
}
