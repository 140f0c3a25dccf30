import { closeSync, existsSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { StateError } from './engine.ts';
import {
  checkBeside,
  checkMark,
  foreignLog,
  headOf,
  leastBytes,
  lockedBy,
  newMark,
  noOwner,
  noRoom,
  own,
  pageSize,
  unwritable,
  wasSynced,
} from './sqlite-beside.ts';
import { isLogDamaged } from './sqlite-log.ts';
import { migrationsFrom, schema, schemaVersion } from './schema.ts';
import { digestOf, isWhole, summed, withoutSum } from './texts.ts';

/** How a file is kept. */
export interface FileOptions {
  readonly file: string;
  /** `full`: what was acknowledged outlives a power failure; `normal`: the last second may be lost by one. */
  readonly sync: 'full' | 'normal';
  /** Bytes that the file may have. */
  readonly mostBytes: number;
  /** Whether it is only looked at: then it may stand where nobody can write. */
  readonly isRead?: boolean;
}

/** By which a file is known for one of ours: `IMFs`. */
const applicationId = 0x49_4d_46_73;

/**
 * Opens a file of state, for this process alone; one that is not there is made.
 * @throws StateError where it is not ours, damaged, newer, or another process has it. It is left as it is then.
 */
export function openFile(options: FileOptions): DatabaseSync {
  const { file, sync, mostBytes } = options;
  const beside = ['-wal', '-shm'].map((end) => file + end).filter((each) => !existsSync(each));
  let database: DatabaseSync | undefined;
  try {
    if (existsSync(file) && !statSync(file).isFile())
      throw new StateError('foreign', `${file} is no file, and is left as it is. Name a file.`);
    checkBeside(file);
    if (!existsSync(file) || statSync(file).size === 0) createFile(file);
    checkHeader(file);
    verify(file);
    database = new DatabaseSync(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;');
    database.exec(`PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'}; PRAGMA busy_timeout = 0;`);
    bound(database, mostBytes);
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
    migrate(database);
    own(file, markOf(database), sync === 'full');
    return database;
  } catch (error) {
    const refused = stateError(error, file);
    letGo(database);
    // Looking at a file leaves files beside it; those of another process were there before.
    if (refused.kind !== 'locked') for (const each of beside.filter(existsSync)) rmSync(each);
    throw refused;
  }
}

/** Pages that a log has at most when it is written back into its file. */
const mostLogPages = 1000;

/**
 * Bounds a file, and the log beside it: half as long as the file may be, and as what is written at once.
 * @param mostLog bytes that the log may have, where that is less.
 */
export function bound(database: DatabaseSync, mostBytes: number, mostLog: number = mostBytes): void {
  const pages = Math.floor(Math.max(leastBytes, mostBytes) / pageSize);
  const log = Math.min(mostLogPages, Math.floor(pages / 2), Math.floor(mostLog / pageSize));
  database.exec(`PRAGMA max_page_count = ${pages}; PRAGMA wal_autocheckpoint = ${log};`);
  database.exec(`PRAGMA journal_size_limit = ${log * pageSize}`);
}

/** Closes what could not be opened as a whole: the reason for that is known already. */
function letGo(database: DatabaseSync | undefined): void {
  try {
    database?.close();
  } catch {}
}

/** Opens a file beside which there is no log as it stands, without a lock: nobody can write to it. @throws as `openFile`. */
export function openUnwritten(file: string): DatabaseSync {
  try {
    checkBeside(file);
    checkHeader(file);
    const place = pathToFileURL(file);
    place.search = '?immutable=1';
    verify(file, place);
    return new DatabaseSync(place, { readOnly: true });
  } catch (error) {
    throw stateError(error, file);
  }
}

/** Whether a file can be looked at as it stands: it has the tables of this version, and no log. */
export function isComplete(file: string): boolean {
  const hasLog = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  return !hasLog && headOf(file, 100).readUInt32BE(60) === schemaVersion;
}

/** Makes the tables of an older version those of this one. */
function migrate(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === schemaVersion) return;
  database.exec(
    ['BEGIN', ...migrationsFrom(version), `PRAGMA user_version = ${schemaVersion}`, 'COMMIT'].join(';'),
  );
}

/** Lets go of a file, which is alone then: SQLite leaves the index of a log behind that was read before it was written. */
export function closeFile(database: DatabaseSync, file: string): void {
  database.close();
  if (!existsSync(`${file}-wal`)) rmSync(`${file}-shm`, { force: true });
  noOwner(file);
}

/** By what a file is known from all others; one that has no mark yet gets one, which is at once in the file itself. */
function markOf(database: DatabaseSync): string {
  const marked = database.prepare(`SELECT value FROM meta WHERE name = 'mark'`).get();
  if (marked !== undefined) return withoutSum(String(marked['value']));
  const mark = addMark(database);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return mark;
}

function addMark(database: DatabaseSync): string {
  const mark = newMark();
  database.prepare(`INSERT INTO meta (name, value) VALUES ('mark', ?)`).run(summed(mark, ['mark']));
  return mark;
}

/** Made beside and put in its place as a whole: whoever ends us meanwhile leaves no half of it. */
function createFile(file: string): void {
  const made = `${file}-new-${process.pid}`;
  const sweep = (): void =>
    ['', '-wal', '-shm', '-journal'].forEach((end) => rmSync(made + end, { force: true }));
  sweep();
  // It has passwords and tokens in it. SQLite gives its log the same mode.
  closeSync(openSync(made, 'wx', 0o600));
  const database = new DatabaseSync(made);
  database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA synchronous = FULL; BEGIN;`);
  for (const statement of schema) database.exec(statement);
  database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('version', String(schemaVersion));
  addMark(database);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT;`);
  database.close();
  // An empty file, as `mktemp` makes it, may be taken.
  if (existsSync(file) && statSync(file).size === 0) rmSync(file);
  try {
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    sweep();
  }
}

/** Looks at the first bytes alone: what is not ours is not opened. */
function checkHeader(file: string): void {
  const head = headOf(file, 100);
  if (!head.toString('latin1').startsWith('SQLite format 3\0') || head.readUInt32BE(68) !== applicationId)
    throw new StateError(
      'foreign',
      `${file} is no state of image-members-fake, and is left as it is. Name another file.`,
    );
  const version = head.readUInt32BE(60);
  if (version > schemaVersion)
    throw new StateError(
      'newer',
      `${file} was written by a newer image-members-fake: its schema has version ${version}, and this program knows ${schemaVersion}. It is left as it is. Use the newer program, or name another file.`,
    );
}

/** Tables whose rows have a checksum: in which column, and of which others. */
const summedRows: readonly (readonly [table: string, text: string, key: readonly string[]])[] = [
  ['worlds', 'options', ['name', 'id', 'at']],
  ['changes', 'change', ['world', 'seq', 'at']],
  ['snapshots', 'state', ['world', 'seq']],
];

/** Reads all of a file without writing to it. @throws StateError where it is damaged. */
function verify(file: string, place: string | URL = file): void {
  const database = new DatabaseSync(place, { readOnly: true });
  try {
    verifyLog(database, file);
    const checked = database.prepare('PRAGMA integrity_check(1)').get() as {
      readonly integrity_check?: string;
    };
    if (checked.integrity_check !== 'ok') throw damaged(file, String(checked.integrity_check));
    for (const [table, text, key] of summedRows) {
      const sql = `SELECT ${text} AS text, ${key.join(" || ' ' || ")} AS key FROM ${table}`;
      for (const row of database.prepare(sql).iterate())
        if (!isWhole(String(row['text']), [String(row['key'])]))
          throw damaged(file, `a row of ${table} is not what was written`);
    }
    for (const row of database.prepare('SELECT digest, bytes FROM data').iterate())
      if (digestOf(row['bytes'] as Uint8Array) !== row['digest'])
        throw damaged(file, 'data of an image is not what was written');
  } finally {
    database.close();
  }
}

/** A log that replaces the first pages is of this file where it says so. @throws StateError where it does not. */
function verifyLog(database: DatabaseSync, file: string): void {
  const { application_id: id } = database.prepare('PRAGMA application_id').get() as {
    application_id: number;
  };
  if (id !== applicationId) throw foreignLog(file);
  const log = `${file}-wal`;
  // By now no other process has the file, and writes to its log.
  if (existsSync(log) && wasSynced(file) && isLogDamaged(log))
    throw damaged(file, `${log} is not what was written, and changes follow behind that`);
  const marked = database.prepare(`SELECT value FROM meta WHERE name = 'mark'`).get();
  if (marked === undefined) return;
  const mark = String(marked['value']);
  if (!isWhole(mark, ['mark'])) throw damaged(file, 'its mark is not what was written');
  checkMark(file, withoutSum(mark));
}

function damaged(file: string, what: string): StateError {
  const log = existsSync(`${file}-wal`) ? ` If ${file}-wal is of another file, move it away.` : '';
  return new StateError(
    'damaged',
    `${file} is damaged (${what}), and is left as it is. Restore it from a copy, or name another file.${log}`,
  );
}

/** Codes of SQLite. Source: https://www.sqlite.org/rescode.html */
const codes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
};

/** What an error of SQLite or of the system means for whoever keeps state in a file. */
export function stateError(error: unknown, file: string): StateError {
  if (error instanceof StateError) return error;
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string };
  const primary = (errcode ?? 0) & 0xff;
  if (primary === codes.busy || primary === codes.locked) return lockedBy(file);
  if (primary === codes.corrupt || primary === codes.notADatabase) return damaged(file, message);
  if (primary === codes.full || code === 'ENOSPC') return noRoom(file);
  const isUnwritten = [codes.readOnly, codes.ioError, codes.cannotOpen].includes(primary);
  const refused = isUnwritten || code !== undefined ? unwritable(file) : undefined;
  if (refused !== undefined) return refused;
  // A folder that is missing, or where nobody can make a file. A file in the place of a folder is another matter.
  if ('syscall' in (error as object) && code !== 'ENOTDIR')
    return new StateError('unwritable', `${file} cannot be written: ${message}.`, { cause: error });
  return new StateError('unusable', `${file} cannot be used: ${message}.`, { cause: error });
}
