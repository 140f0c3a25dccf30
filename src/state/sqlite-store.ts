import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Act, Commit, Read, SizedWorld, StoredSnapshot, StoredStep, StoredWorld } from './engine.ts';
import { sizesQuery } from './schema.ts';
import { digestsIn } from './steps.ts';
import { withoutSum } from './texts.ts';
import { closeFile, type FileOptions, openFile, stateError } from './sqlite-file.ts';

const dropping: readonly string[] = [
  'DELETE FROM worlds WHERE id = ?',
  'DELETE FROM changes WHERE world = ?',
  'DELETE FROM snapshots WHERE world = ?',
];

/** State in a file of SQLite, in the thread that calls. */
export class SqliteStore {
  readonly #options: FileOptions;
  readonly #statements: Map<string, StatementSync> = new Map();
  #database: DatabaseSync | undefined;

  constructor(options: FileOptions) {
    this.#options = options;
  }

  open(): void {
    this.#database ??= openFile(this.#options);
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

  commit(commit: Commit): void {
    this.#run('BEGIN IMMEDIATE');
    try {
      this.#write(commit);
      this.#run('COMMIT');
    } catch (error) {
      if (this.#open.isTransaction) this.#run('ROLLBACK');
      throw stateError(error, this.#options.file);
    }
  }

  /** Gives back the room of what is no more. */
  compact(): void {
    const used = new Set<string>();
    for (const [column, table] of [
      ['change', 'changes'],
      ['state', 'snapshots'],
    ] as const) {
      this.#run(`DELETE FROM ${table} WHERE world NOT IN (SELECT id FROM worlds)`);
      for (const { text } of this.#all<{ readonly text: string }>(`SELECT ${column} AS text FROM ${table}`))
        for (const digest of digestsIn(withoutSum(text))) used.add(digest);
    }
    for (const { digest } of this.#all<{ readonly digest: string }>('SELECT digest FROM data'))
      if (!used.has(digest)) this.#run('DELETE FROM data WHERE digest = ?', digest);
    this.#open.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
  }

  sizes(): readonly SizedWorld[] {
    return this.#all<SizedWorld>(sizesQuery);
  }

  close(): void {
    if (this.#database === undefined) return;
    closeFile(this.#database, this.#options.file);
    this.#database = undefined;
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
    this.#run('INSERT INTO snapshots (world, seq, state) VALUES (?, ?, ?)', world, seq, state);
    this.#run('DELETE FROM snapshots WHERE world = ? AND seq < ?', world, seq);
    this.#run('DELETE FROM changes WHERE world = ? AND seq < ?', world, seq);
  }

  get #open(): DatabaseSync {
    if (this.#database === undefined) throw new Error('the file of state is not open');
    return this.#database;
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
