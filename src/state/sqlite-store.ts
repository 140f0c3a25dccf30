import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Act, Commit, Read, SizedWorld, StoredSnapshot, StoredStep, StoredWorld } from './engine.ts';
import { References } from './references.ts';
import { sizesQuery } from './schema.ts';
import { bound, type FileOptions, stateError } from './sqlite-file.ts';
import { opened, openedOn, type OpenedFile } from './sqlite-reading.ts';
import { Reserve } from './sqlite-reserve.ts';

const dropping: readonly string[] = [
  'DELETE FROM worlds WHERE id = ?',
  'DELETE FROM changes WHERE world = ?',
  'DELETE FROM snapshots WHERE world = ?',
];

interface Speaking {
  readonly world: string;
  readonly seq: number;
  readonly text: string;
  readonly isWhole: 0 | 1;
}

/** Rows that may speak of data. */
const speaking: readonly string[] = [
  `SELECT world, seq, change AS text, 0 AS isWhole FROM changes WHERE change LIKE '%"data":[%'`,
  'SELECT world, seq, state AS text, 1 AS isWhole FROM snapshots',
];

/** State in a file of SQLite, in the thread that calls. */
export class SqliteStore {
  readonly #options: FileOptions;
  readonly #statements: Map<string, StatementSync> = new Map();
  readonly #references: References = new References();
  #opened: OpenedFile | undefined;
  #reserve: Reserve | undefined;
  /** Whether the disk was full, and all of the reserve but a slice is gone. */
  #isTight: boolean = false;

  constructor(options: FileOptions) {
    this.#options = options;
  }

  open(): void {
    if (this.#opened !== undefined) return;
    if (this.#options.isRead === true) this.#opened = opened(this.#options);
    else this.#openWithReserve();
    const references = this.#references;
    for (const sql of speaking)
      for (const { isWhole, ...row } of this.#all<Speaking>(sql))
        references.speaks({ ...row, isWhole: isWhole === 1 });
    for (const { digest } of this.#all<{ readonly digest: string }>('SELECT digest FROM data'))
      references.there(digest);
    this.#removeUnused();
  }

  #openWithReserve(): void {
    const { file, mostBytes } = this.#options;
    const reserve = new Reserve(file, mostBytes);
    const found = openedOn(this.#options, reserve);
    this.#opened = found.file;
    this.#reserve = reserve;
    // A log begins anew with each start: what two power failures leave of one would look like damage.
    this.#wroteBack();
    if (!found.isTight) return;
    // The next start takes it as well.
    reserve.makeSlice();
    this.#tighten();
  }

  /** Makes the reserve. It takes as long as a disk needs for some megabytes, which no start waits for. */
  prepare(): void {
    if (this.#opened === undefined || this.#reserve === undefined) return;
    if (this.#isTight) this.#regain();
    else if (this.#reserve.make()) this.#bound();
    else this.#reserve.makeSlice();
  }

  /** Half of the reserve is for a log that cannot be written back as the file is to grow, the other half for the next one. */
  #bound(): void {
    const { bytes = 0 } = this.#reserve ?? {};
    bound(this.#open, this.#options.mostBytes, bytes === 0 ? undefined : bytes / 2);
  }

  worlds(): readonly StoredWorld[] {
    return this.#all<StoredWorld>('SELECT name, id, at, options FROM worlds ORDER BY at, name');
  }

  read(world: string, after: number | undefined, most: number): Read {
    const snapshot =
      after === undefined
        ? this.#all<StoredSnapshot>(
            'SELECT world, seq, state FROM snapshots WHERE world = ? ORDER BY seq DESC LIMIT 1',
            world,
          )[0]
        : undefined;
    const steps = this.#all<StoredStep>(
      'SELECT world, seq, at, change FROM changes WHERE world = ? AND seq > ? ORDER BY seq LIMIT ?',
      world,
      after ?? snapshot?.seq ?? 0,
      most,
    );
    return { snapshot, steps };
  }

  data(digests: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const found = digests.flatMap((digest) =>
      this.#all<{ readonly bytes: Uint8Array }>('SELECT bytes FROM data WHERE digest = ?', digest).map(
        ({ bytes }) => [digest, bytes] as const,
      ),
    );
    return new Map(found);
  }

  /** @returns the digests of data that is removed: nothing speaks of it any more. */
  commit(commit: Commit): readonly string[] {
    this.#transact(() => this.#write(commit));
    for (const act of commit.acts) this.#references.kept(act);
    return this.#removeUnused();
  }

  /** Bytes of the file. */
  size(): number {
    const [sum] = this.#all<{ readonly bytes: number }>(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
    );
    return sum?.bytes ?? 0;
  }

  /** Gives back the room of what is no more. */
  compact(): void {
    // A file is written anew, which needs all room that there is.
    this.#reserve?.free();
    try {
      for (const table of ['changes', 'snapshots'])
        this.#run(`DELETE FROM ${table} WHERE world NOT IN (SELECT id FROM worlds)`);
      this.#run(
        `DELETE FROM changes WHERE seq <= (SELECT MAX(seq) FROM snapshots WHERE world = changes.world)`,
      );
      this.#open.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
    } catch (error) {
      throw stateError(error, this.#options.file);
    }
  }

  sizes(): readonly SizedWorld[] {
    return this.#all<SizedWorld>(sizesQuery);
  }

  close(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.close();
    this.#reserve?.free();
  }

  /**
   * Where there is no room, it is tried once more with the log written back. Where the disk has none at all, the reserve goes:
   * its room is that of the log, and the file grows no more, so that what fits into the room that it has is done.
   */
  #transact(act: () => void): void {
    this.#regain();
    this.#helped(act, [() => this.#wroteBack(), () => this.#fallBack()]);
  }

  /** @param helps what may make room, and says whether it has: the first of them that has is followed by another try. */
  #helped(act: () => void, helps: readonly (() => boolean)[]): void {
    try {
      this.#tried(act);
    } catch (error) {
      const refused = stateError(error, this.#options.file);
      const helped = refused.kind === 'full' ? helps.findIndex((help) => help()) : -1;
      if (helped < 0) throw refused;
      this.#helped(act, helps.slice(helped + 1));
    }
  }

  /** @returns whether that can help: the disk is full, and was not until now. */
  #fallBack(): boolean {
    if (this.#isTight || this.#reserve === undefined || this.#reserve.fits) return false;
    this.#reserve.shrink();
    this.#tighten();
    return true;
  }

  /** The disk is full: the file keeps the length that it has. */
  #tighten(): void {
    this.#isTight = true;
    this.#wroteBack();
    this.#open.exec('PRAGMA max_page_count = 1');
  }

  /** With room again, there is a reserve, and the file may grow. */
  #regain(): void {
    if (!this.#isTight || this.#reserve?.make() !== true) return;
    this.#isTight = false;
    this.#bound();
  }

  #tried(act: () => void): void {
    try {
      this.#run('BEGIN IMMEDIATE');
      act();
      this.#run('COMMIT');
    } catch (error) {
      if (this.#open.isTransaction) this.#run('ROLLBACK');
      throw stateError(error, this.#options.file);
    }
  }

  /** Writes the log back into the file. @returns whether that made it shorter. */
  #wroteBack(): boolean {
    try {
      const [done] = this.#all<{ readonly log: number }>('PRAGMA wal_checkpoint(RESTART)');
      return (done?.log ?? 0) > 0;
    } catch {
      return false;
    }
  }

  /** It only makes room: what cannot be removed now, is later. @returns what is removed. */
  #removeUnused(): readonly string[] {
    const { unused } = this.#references;
    if (unused.length === 0) return unused;
    try {
      this.#transact(() => {
        for (const digest of unused) this.#run('DELETE FROM data WHERE digest = ?', digest);
      });
    } catch {
      return [];
    }
    this.#references.removed(unused);
    return unused;
  }

  #write({ acts, data }: Commit): void {
    for (const { digest, bytes } of data)
      this.#run('INSERT INTO data (digest, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', digest, bytes);
    for (const act of acts) this.#act(act);
  }

  #act(act: Act): void {
    switch (act.kind) {
      case 'made':
        return this.#run(
          'INSERT INTO worlds (name, id, at, options) VALUES (?, ?, ?, ?)',
          act.name,
          act.id,
          act.at,
          act.options,
        );
      case 'step':
        return this.#run(
          'INSERT INTO changes (world, seq, at, change) VALUES (?, ?, ?, ?)',
          act.world,
          act.seq,
          act.at,
          act.change,
        );
      case 'snapshot':
        return this.#whole(act);
      case 'dropped':
        for (const sql of dropping) this.#run(sql, act.id);
    }
  }

  #whole({ world, seq, state }: StoredSnapshot): void {
    // What goes makes room for what comes.
    this.#run('DELETE FROM snapshots WHERE world = ? AND seq <= ?', world, seq);
    this.#run('DELETE FROM changes WHERE world = ? AND seq < ?', world, seq);
    this.#run('INSERT INTO snapshots (world, seq, state) VALUES (?, ?, ?)', world, seq, state);
  }

  get #open(): DatabaseSync {
    if (this.#opened === undefined) throw new Error('the file of state is not open');
    return this.#opened.database;
  }

  #run(sql: string, ...values: readonly (string | number | Uint8Array)[]): void {
    this.#statement(sql).run(...values);
  }

  #all<Row>(sql: string, ...values: readonly (string | number)[]): readonly Row[] {
    try {
      return this.#statement(sql).all(...values) as Row[];
    } catch (error) {
      throw stateError(error, this.#options.file);
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#open.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
