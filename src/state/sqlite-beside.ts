import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { StateError } from './engine.ts';

/**
 * What stands beside a file of state: the log of SQLite and its index, and who has the file. SQLite takes any log of that
 * name for the file's own, and writes what it says into the file: so each is looked at before the file is opened.
 */

/** Bytes of a page of a file of state. */
export const pageSize = 4096;

/** Bytes that a file of state must be allowed to have: those of a new one, and room for some changes. */
export const leastBytes: number = 128 * 1024;

/** By what a file is known from all others. It is found in the bytes of the file, without SQLite. */
export function newMark(): string {
  return `image-members-file:${randomUUID()}`;
}

const marked = /image-members-file:[0-9a-f-]{36}/;

/** Bytes at the beginning of a file among which its mark is. */
const markWithin = 64 * 1024;

/** The first bytes of a file; those that it does not have are 0. */
export function headOf(file: string, bytes: number): Buffer {
  const head = Buffer.alloc(bytes);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, bytes, 0);
    return head;
  } finally {
    closeSync(handle);
  }
}

/**
 * Looks at the files beside a file of state.
 * @throws StateError where one does not belong to it. All are left as they are.
 */
export function checkBeside(file: string): void {
  const size = (end: string): number => (existsSync(file + end) ? statSync(file + end).size : 0);
  if (size('-journal') > 0) throw foreign(file, '-journal', 'state has no such file');
  if (size('-shm') > 0 && !isIndex(`${file}-shm`)) throw foreign(file, '-shm', 'it is no index of SQLite');
  if (size('-wal') === 0) return;
  if (!isLog(headOf(`${file}-wal`, 12))) throw foreign(file, '-wal', 'it is no log of such a file');
  if (size('') === 0) throw foreign(file, '-wal', `${file} itself is missing or empty`);
  const noted = marked.exec(ownerIn(file))?.[0];
  if (noted !== undefined) checkMark(file, noted);
}

/** @param mark of the file that a log was written for. @throws StateError where that is another one. */
export function checkMark(file: string, mark: string): void {
  const own = marked.exec(headOf(file, markWithin).toString('latin1'))?.[0];
  if (own !== undefined && own !== mark)
    throw foreign(file, '-wal', `it was written for another file that was called ${file} before`);
}

/** The error for a log of another program's database. */
export function foreignLog(file: string): StateError {
  return foreign(file, '-wal', 'it is the log of another database');
}

function foreign(file: string, end: string, why: string): StateError {
  return new StateError(
    'foreign',
    `${file}${end} does not belong to ${file}: ${why}. All is left as it is. Move ${file}${end} away, or name another file.`,
  );
}

/**
 * Whether a log of SQLite begins so, with pages as a file of state has them. After a power failure there may be nothing but zeros in what
 * was not synced: SQLite reads nothing in such a log. Source: https://www.sqlite.org/fileformat2.html §4.1
 */
function isLog(head: Buffer): boolean {
  if (head.every((byte) => byte === 0)) return true;
  const isNamed = [0x377f0682, 0x377f0683].includes(head.readUInt32BE(0));
  return isNamed && head.readUInt32BE(4) === 3_007_000 && head.readUInt32BE(8) === pageSize;
}

/**
 * Whether an index of a log begins so: in the order of bytes of the machine that wrote it. It is never synced, so after a power failure it
 * may be zeros, and of any length: SQLite makes it anew. Source: https://www.sqlite.org/walformat.html §2
 */
function isIndex(file: string): boolean {
  const head = headOf(file, 4);
  const versions = [head.readUInt32LE(0), head.readUInt32BE(0)];
  return versions.some((each) => each === 0 || each === 3_007_000);
}

function ownerOf(file: string): string {
  return `${file}-owner`;
}

/** Who has a file, or had it and did not let go of it; empty: nobody. */
function ownerIn(file: string): string {
  return existsSync(ownerOf(file)) ? readFileSync(ownerOf(file), 'utf8').slice(0, 400) : '';
}

const synced = 'each change is synced';

/** Notes that this process has a file. @param mark of the file. @param isSynced whether each change is on disk before it is over. */
export function own(file: string, mark: string, isSynced: boolean): void {
  const lines = [`process ${process.pid} on ${hostname()}`, mark, ...(isSynced ? [synced] : [])];
  writeFileSync(ownerOf(file), `${lines.join('\n')}\n`);
}

/** Whether each change was synced by who had a file and did not let go of it. */
export function wasSynced(file: string): boolean {
  return ownerIn(file).includes(synced);
}

/** Notes that nobody has a file any more. */
export function noOwner(file: string): void {
  rmSync(ownerOf(file), { force: true });
}

/** The error for a file that another process has. */
export function lockedBy(file: string): StateError {
  const owner = ownerIn(file).split('\n')[0] || 'another process';
  return new StateError(
    'locked',
    `${file} is in use by ${owner}. One process has a file at a time: end that one, or name another file.`,
  );
}

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'its disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
};

/** Why a file that is there cannot be written; undefined: that is not what is wrong. */
export function unwritable(file: string): StateError | undefined {
  for (const place of [file, dirname(file)]) {
    const why = reasons[accessCode(place)];
    if (why !== undefined)
      return new StateError(
        'unwritable',
        `${file} cannot be written: ${why}. Make ${place} writable, or copy ${file}, with its -wal where there is one, to another place.`,
      );
  }
  return existsSync(file) && statfsSync(file).bavail === 0 ? noRoom(file) : undefined;
}

/** The system's word for why a place may not be written; empty: it may. */
function accessCode(place: string): string {
  try {
    accessSync(place, constants.W_OK);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  }
}

/** The error for a file that cannot become longer. */
export function noRoom(file: string): StateError {
  return new StateError(
    'full',
    `There is no room left for ${file}: its disk is full, or it is as long as it may be (--state-bytes).`,
  );
}
