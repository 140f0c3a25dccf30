import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { StateError } from './engine.ts';
import { migrationsFrom, schema, schemaVersion } from './schema.ts';
import { digestOf, isWhole } from './texts.ts';

/** How a file is kept. */
export interface FileOptions {
  readonly file: string;
  /** `full`: what was acknowledged outlives a power failure; `normal`: the last second may be lost by one. */
  readonly sync: 'full' | 'normal';
  /** Bytes that the file may have. */
  readonly mostBytes: number;
}

/** By which a file is known for one of ours: `IMFs`. */
const applicationId = 0x49_4d_46_73;

const pageSize = 4096;

/**
 * Opens a file of state, for this process alone; one that is not there is made.
 * @throws StateError where it is not ours, damaged, newer, or another process has it. It is left as it is then.
 */
export function openFile(options: FileOptions): DatabaseSync {
  const { file, sync, mostBytes } = options;
  const beside = ['-wal', '-shm'].map((end) => file + end).filter((each) => !existsSync(each));
  try {
    if (existsSync(file) && !statSync(file).isFile())
      throw new StateError('foreign', `${file} is no file, and is left as it is. Name a file.`);
    if (!existsSync(file) || statSync(file).size === 0) createFile(file);
    checkHeader(file);
    verify(file);
    const database = new DatabaseSync(file);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;');
    database.exec(`PRAGMA synchronous = ${sync === 'full' ? 'FULL' : 'NORMAL'}; PRAGMA busy_timeout = 0;`);
    database.exec(`PRAGMA max_page_count = ${Math.max(16, Math.floor(mostBytes / pageSize))}`);
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
    migrate(database);
    writeFileSync(ownerOf(file), `process ${process.pid} on ${hostname()}`);
    return database;
  } catch (error) {
    const refused = stateError(error, file);
    // Looking at a file leaves files beside it; those of another process were there before.
    if (refused.kind !== 'locked') for (const each of beside) rmSync(each, { force: true });
    throw refused;
  }
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
  rmSync(ownerOf(file), { force: true });
}

function ownerOf(file: string): string {
  return `${file}-owner`;
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
  const head = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  readSync(handle, head, 0, head.length, 0);
  closeSync(handle);
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
function verify(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
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

function damaged(file: string, what: string): StateError {
  return new StateError(
    'damaged',
    `${file} is damaged (${what}), and is left as it is. Restore it from a copy, or name another file.`,
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
  if (primary === codes.full || code === 'ENOSPC')
    return new StateError(
      'full',
      `There is no room left for ${file}: its disk is full, or it is as long as it may be (--state-bytes).`,
    );
  return new StateError('unusable', `${file} cannot be used: ${message}.`, { cause: error });
}

function lockedBy(file: string): StateError {
  const owner = existsSync(ownerOf(file))
    ? readFileSync(ownerOf(file), 'utf8').slice(0, 200)
    : 'another process';
  return new StateError(
    'locked',
    `${file} is in use by ${owner}. One process has a file at a time: end that one, or name another file.`,
  );
}
