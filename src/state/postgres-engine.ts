import type {
  Commit,
  KnownWorld,
  News,
  Read,
  SharedEngine,
  SizedWorld,
  StoredStep,
  StoredWorld,
} from './engine.ts';
import { StateError } from './engine.ts';
import { Appender } from './postgres-append.ts';
import { Broken, type DatabaseOptions, PostgresConnection } from './postgres-connection.ts';
import { compactDatabase, openDatabase } from './postgres-database.ts';
import { newsOfAll, newsOfNames, readWhole } from './postgres-sql.ts';
import { sizeQuery, sizesQuery } from './schema.ts';

type Row = Readonly<Record<string, unknown>>;

/** State in a database that speaks PostgreSQL's protocol, which any number of processes share. */
export class PostgresEngine implements SharedEngine {
  readonly name: string;
  readonly #connection: PostgresConnection;
  readonly #appender: Appender;
  /** Who waits for the connection: it does one thing at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: DatabaseOptions) {
    this.#connection = new PostgresConnection(options);
    this.#appender = new Appender(this.#connection);
    this.name = this.#connection.name;
  }

  open(): Promise<void> {
    return this.#alone(() => openDatabase(this.#connection));
  }

  worlds(): Promise<readonly StoredWorld[]> {
    return this.#look(async () => {
      const { rows } = await this.#connection.query(
        'SELECT name, id, at, options FROM worlds ORDER BY at, name',
      );
      return rows.map(worldIn);
    });
  }

  read(world: string, after: number | undefined, most: number): Promise<Read> {
    return this.#look(async () => {
      if (after !== undefined) {
        const sql =
          'SELECT seq, at, change AS text FROM changes WHERE world = $1 AND seq > $2 ORDER BY seq LIMIT $3';
        const { rows } = await this.#connection.query(sql, [world, after, most]);
        return { snapshot: undefined, steps: rows.map((row) => stepIn(world, row)) };
      }
      const { rows } = await this.#connection.query(readWhole, [world, most]);
      const whole = rows.find((row) => row['whole'] === 1);
      const steps = rows.filter((row) => row['whole'] === 0).map((row) => stepIn(world, row));
      return {
        snapshot: whole && { world, seq: Number(whole['seq']), state: String(whole['text']) },
        steps: steps.toSorted((one, other) => one.seq - other.seq),
      };
    });
  }

  data(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#look(async () => {
      const sql = 'SELECT digest, bytes FROM data WHERE digest = ANY($1::text[])';
      const { rows } = await this.#connection.query(sql, [digests]);
      return new Map(rows.map((row) => [String(row['digest']), new Uint8Array(row['bytes'] as Uint8Array)]));
    });
  }

  news(known: readonly KnownWorld[], all: boolean): Promise<readonly News[]> {
    return this.#look(async () => {
      const lists = [known.map(({ name }) => name), known.map(({ id }) => id), known.map(({ seq }) => seq)];
      const { rows } = all
        ? await this.#connection.query(newsOfAll, lists, 'newsOfAll')
        : await this.#connection.query(newsOfNames, lists, 'newsOfNames');
      return newsIn(rows);
    });
  }

  append(commit: Commit): Promise<'kept' | 'again'> {
    return this.#alone(() => this.#appender.append(commit));
  }

  async commit(commit: Commit): Promise<readonly string[]> {
    // Whether others speak of its data is known when it is compacted.
    if ((await this.append(commit)) === 'kept') return [];
    throw new StateError('busy', `Another process has changed ${this.name} at the same moment. Try again.`);
  }

  sizes(): Promise<readonly SizedWorld[]> {
    return this.#look(async () => {
      const { rows } = await this.#connection.query(sizesQuery);
      return rows.map((row) => ({
        ...worldIn(row),
        steps: Number(row['steps']),
        changed: Number(row['changed']),
        bytes: Number(row['bytes']),
      }));
    });
  }

  size(): Promise<number> {
    return this.#look(async () => Number((await this.#connection.query(sizeQuery)).rows[0]?.['bytes']));
  }

  compact(): Promise<void> {
    return this.#alone(() => compactDatabase(this.#connection));
  }

  close(): Promise<void> {
    return this.#alone(() => this.#connection.close());
  }

  /** What changes nothing may be asked twice: a connection that is found dead is no reason to give up. */
  #look<Value>(act: () => Promise<Value>): Promise<Value> {
    return this.#alone(async () => {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        return act();
      }
    });
  }

  #alone<Value>(act: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(act).catch((error: unknown) => {
      if (!(error instanceof Broken)) throw error;
      throw new StateError('lost', `${this.name} does not answer: ${error.message}.`, { cause: error });
    });
    this.#turn = done.catch(() => {});
    return done;
  }
}

function worldIn(row: Row): StoredWorld {
  return {
    name: String(row['name']),
    id: String(row['id']),
    at: Number(row['at']),
    options: String(row['options']),
  };
}

function stepIn(world: string, row: Row): StoredStep {
  return {
    world,
    seq: Number(row['seq']),
    at: Number(row['at']),
    change: String(row['text'] ?? row['change']),
  };
}

function newsIn(rows: readonly Row[]): readonly News[] {
  const news = new Map<string, { name: string; id: string; steps: StoredStep[] }>();
  for (const row of rows) {
    const id = String(row['id']);
    const one = news.get(id) ?? { name: String(row['name']), id, steps: [] };
    news.set(id, one);
    if (row['seq'] !== null) one.steps.push(stepIn(id, row));
  }
  return [...news.values()];
}
