import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Act, Commit, StoredData, StoredStep } from './engine.ts';
import { StateError } from './engine.ts';
import { Broken, type PostgresConnection, Taken } from './postgres-connection.ts';
import { addSnapshot, appendSteps, shareData } from './postgres-sql.ts';
import { summed } from './texts.ts';

type Outcome = 'kept' | 'again';

/** Milliseconds for which a commit is looked for whose answer did not come. */
const looking = 30_000;
/** Milliseconds between two looks. */
const pause = 200;
/** Milliseconds for which a step stays that is in a snapshot: whoever looks for its own must find it. */
export const staying: number = 10 * 60_000;

/** Appends to a database, where nobody else was first; and finds out what became of a commit whose answer did not come. */
export class Appender {
  readonly #connection: PostgresConnection;
  /** The mark of the last transaction, which nobody will look for again. */
  #oldMark: string | undefined;

  constructor(connection: PostgresConnection) {
    this.#connection = connection;
  }

  /** Keeps a commit as `SharedEngine.append` says. */
  async append(commit: Commit): Promise<Outcome> {
    const [act] = commit.acts;
    const isOneStep = commit.acts.length === 1 && act?.kind === 'step' && commit.data.length === 0;
    return isOneStep ? this.#appendStep(act) : this.#transact(commit);
  }

  /** One statement, which is a transaction: it says all that there is to decide. */
  async #appendStep(step: StoredStep): Promise<Outcome> {
    try {
      return (await this.#steps([step])) === 1 ? 'kept' : 'again';
    } catch (error) {
      if (error instanceof Taken) return 'again';
      if (error instanceof Broken) return this.#found(() => this.#stepFound(step));
      throw error;
    }
  }

  async #transact({ acts, data }: Commit): Promise<Outcome> {
    const mark = `commit ${randomUUID()}`;
    try {
      await this.#connection.query('BEGIN');
      await this.#mark(mark);
      if (data.length > 0) await this.#data(data);
      await this.#acts(acts);
    } catch (error) {
      await this.#rollback();
      // Nothing is kept before the commit is asked for.
      if (error instanceof Taken || error instanceof Broken) return 'again';
      throw error;
    }
    const outcome = await this.#committed(mark);
    this.#oldMark = mark;
    return outcome;
  }

  async #committed(mark: string): Promise<Outcome> {
    try {
      await this.#connection.query('COMMIT');
      return 'kept';
    } catch (error) {
      if (error instanceof Taken) return 'again';
      if (error instanceof Broken) return this.#found(() => this.#markFound(mark));
      throw error;
    }
  }

  async #mark(mark: string): Promise<void> {
    const sql = 'INSERT INTO meta (name, value) VALUES ($1, $2)';
    await this.#connection.query(sql, [mark, String(Date.now())]);
    if (this.#oldMark === undefined) return;
    await this.#connection.query('DELETE FROM meta WHERE name = $1', [this.#oldMark]);
  }

  async #rollback(): Promise<void> {
    try {
      await this.#connection.query('ROLLBACK');
    } catch {
      this.#connection.reset();
    }
  }

  async #data(data: readonly StoredData[]): Promise<void> {
    await this.#connection.query(shareData);
    const digests = data.map(({ digest }) => digest);
    const sql = 'SELECT digest FROM data WHERE digest = ANY($1::text[])';
    const { rows } = await this.#connection.query(sql, [digests]);
    const there = new Set(rows.map((row) => row['digest']));
    for (const { digest, bytes } of data.filter((each) => !there.has(each.digest)))
      // oxlint-disable-next-line no-await-in-loop -- one connection
      await this.#connection.query(
        'INSERT INTO data (digest, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [digest, bytes],
      );
  }

  async #acts(acts: readonly Act[]): Promise<void> {
    const steps = acts.filter((act) => act.kind === 'step');
    // In one order everywhere: two processes do not wait for each other.
    if (steps.length === acts.length) {
      const sorted = steps.toSorted((one, other) => (one.world < other.world ? -1 : 1));
      return some((await this.#steps(sorted)) === steps.length);
    }
    // oxlint-disable-next-line no-await-in-loop -- one connection, and in this order
    for (const act of acts) await this.#act(act);
  }

  async #act(act: Act): Promise<void> {
    switch (act.kind) {
      case 'made': {
        const sql =
          'INSERT INTO worlds (name, id, at, options) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING';
        return some(await this.#count(sql, [act.name, act.id, act.at, act.options]));
      }
      case 'step':
        return some((await this.#steps([act])) === 1);
      case 'snapshot':
        return this.#snapshot(act);
      case 'dropped':
        some(await this.#count('DELETE FROM worlds WHERE id = $1', [act.id]));
        await this.#connection.query('DELETE FROM changes WHERE world = $1', [act.id]);
        await this.#connection.query('DELETE FROM snapshots WHERE world = $1', [act.id]);
    }
  }

  async #snapshot({ world, seq, state }: Extract<Act, { readonly kind: 'snapshot' }>): Promise<void> {
    if ((await this.#count(addSnapshot, [world, seq, state])) === 0) return;
    await this.#connection.query('DELETE FROM snapshots WHERE world = $1 AND seq < $2', [world, seq]);
    const old = 'DELETE FROM changes WHERE world = $1 AND seq < $2 AND at < $3';
    await this.#connection.query(old, [world, seq, Date.now() - staying]);
  }

  /** @returns how many of the steps were added. */
  #steps(steps: readonly StoredStep[]): Promise<number> {
    const lists = [
      steps.map(({ world }) => world),
      steps.map(({ seq }) => seq),
      steps.map(({ at }) => at),
      steps.map(({ change }) => change),
    ];
    return this.#count(appendSteps, lists, 'appendSteps');
  }

  async #count(sql: string, values: readonly unknown[], name?: string): Promise<number> {
    return (await this.#connection.query(sql, values, name)).rowCount ?? 0;
  }

  /** Looks until it is known what became of a commit. @throws StateError where the database does not come back in time. */
  async #found(look: () => Promise<Outcome | undefined>): Promise<Outcome> {
    const until = performance.now() + looking;
    while (performance.now() < until) {
      // oxlint-disable-next-line no-await-in-loop -- until it is known
      const outcome = await look().catch(lookedInVain);
      if (outcome !== undefined) return outcome;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await setTimeout(pause);
    }
    throw new StateError('unknown', `${this.#connection.name} did not answer a commit, and is not back.`);
  }

  /** Where there is no step of this number, one that says nothing takes it: then the one that was sent can come no more. */
  async #stepFound({ world, seq, at, change }: StoredStep): Promise<Outcome | undefined> {
    const sql = 'SELECT change FROM changes WHERE world = $1 AND seq = $2';
    const [row] = (await this.#connection.query(sql, [world, seq])).rows;
    if (row !== undefined) return row['change'] === change ? 'kept' : 'again';
    const nothing = summed(JSON.stringify({ parts: [], by: randomUUID() }), [world, seq, at]);
    const added = await this.#steps([{ world, seq, at, change: nothing }]);
    if (added === 1) return 'again';
    const there = 'SELECT 1 FROM changes WHERE world = $1 AND seq = $2';
    // Added by somebody since the first look, or the world is gone, or the step is older than all that stays.
    return (await this.#count(there, [world, seq])) === 0 ? 'again' : undefined;
  }

  /** Whoever adds the mark again waits for a transaction that is still under way. */
  async #markFound(mark: string): Promise<Outcome> {
    const { rows } = await this.#connection.query('SELECT 1 FROM meta WHERE name = $1', [mark]);
    if (rows.length > 0) return 'kept';
    try {
      await this.#connection.query('BEGIN');
      await this.#connection.query('INSERT INTO meta (name, value) VALUES ($1, $2)', [mark, '']);
      return 'again';
    } catch (error) {
      if (error instanceof Taken) return 'kept';
      throw error;
    } finally {
      await this.#rollback();
    }
  }
}

/** A look that failed is done again. @throws what is no fault of the connection. */
function lookedInVain(error: unknown): undefined {
  const isAway = error instanceof Broken || (error instanceof StateError && error.kind === 'lost');
  if (!isAway && !(error instanceof Taken)) throw error;
}

/** @throws Taken where a condition did not hold: somebody else was first. */
function some(held: boolean | number): void {
  if (held === false || held === 0) throw new Taken('somebody else was first');
}
