/** Engines in this process: the schema in a file that the calling thread keeps, for one keeper or for several that share it. */
import {
  type Act,
  type Commit,
  type KnownWorld,
  type News,
  type Read,
  type SharedEngine,
  type SizedWorld,
  StateError,
  type StoredWorld,
} from '../../src/state/engine.ts';
import { SqliteStore } from '../../src/state/sqlite-store.ts';

/** What keepers have asked an engine for. */
export interface Asked {
  /** Questions for what others have done. */
  news: number;
  /** Steps that were read behind snapshots, and how many characters these have. */
  steps: number;
  characters: number;
  snapshots: number;
  /** Commits that were refused because somebody else was first. */
  again: number;
}

/** An engine that several keepers in one process share. What is asked of it is done at once. */
export class EngineHere implements SharedEngine {
  readonly name: string = 'the engine of this process';
  readonly asked: Asked = { news: 0, steps: 0, characters: 0, snapshots: 0, again: 0 };
  /** Whether nobody reaches it. */
  isAway: boolean = false;
  /** Done before each append: what others do meanwhile. */
  meanwhile: (() => Promise<void>) | undefined;
  readonly #store: SqliteStore;

  /** @param file where it keeps what it has; whoever made it closes it by `end`. */
  constructor(file: string) {
    this.#store = new SqliteStore({ file, sync: 'normal', mostBytes: 2 ** 34 });
    this.#store.open();
  }

  /** Lets go of the file. */
  end(): void {
    this.#store.close();
  }

  async open(): Promise<void> {
    this.#reached();
  }

  async worlds(): Promise<readonly StoredWorld[]> {
    this.#reached();
    return this.#store.worlds();
  }

  async read(world: string, after: number | undefined, most: number): Promise<Read> {
    this.#reached();
    const read = this.#store.read(world, after, most);
    this.asked.steps += read.steps.length;
    for (const { change } of read.steps) this.asked.characters += change.length;
    return read;
  }

  async data(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    this.#reached();
    return this.#store.data(digests);
  }

  async commit(commit: Commit): Promise<readonly string[]> {
    this.#reached();
    this.asked.snapshots += commit.acts.filter(({ kind }) => kind === 'snapshot').length;
    return this.#store.commit(commit);
  }

  async sizes(): Promise<readonly SizedWorld[]> {
    this.#reached();
    return this.#store.sizes();
  }

  async size(): Promise<number> {
    this.#reached();
    return this.#store.size();
  }

  async compact(): Promise<void> {
    this.#reached();
    this.#store.compact();
  }

  async news(known: readonly KnownWorld[], all: boolean): Promise<readonly News[]> {
    this.#reached();
    this.asked.news += 1;
    const byName = new Map(known.map((each) => [each.name, each]));
    const worlds = this.#store.worlds().filter(({ name }) => all || byName.has(name));
    return worlds.map(({ name, id }) => {
      const own = byName.get(name);
      const steps = own?.id === id ? this.#store.read(id, own.seq, 1_000_000).steps : [];
      return { name, id, steps };
    });
  }

  async append(commit: Commit): Promise<'kept' | 'again'> {
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    this.#reached();
    if (commit.acts.some((act) => this.#isTaken(act, commit.acts))) {
      this.asked.again += 1;
      return 'again';
    }
    await this.commit(commit);
    return 'kept';
  }

  async close(): Promise<void> {}

  #reached(): void {
    if (this.isAway) throw new StateError('lost', `${this.name} does not answer.`);
  }

  /** Whether somebody else was first. */
  #isTaken(act: Act, acts: readonly Act[]): boolean {
    const worlds = this.#store.worlds();
    if (act.kind === 'made') {
      const gone = new Set(acts.flatMap((each) => (each.kind === 'dropped' ? [each.id] : [])));
      return worlds.some(({ name, id }) => name === act.name && !gone.has(id));
    }
    if (act.kind === 'dropped') return !worlds.some(({ id }) => id === act.id);
    if (act.kind === 'snapshot' || acts.some((each) => each.kind === 'made' && each.id === act.world))
      return false;
    const isThere = worlds.some(({ id }) => id === act.world);
    return !isThere || this.#store.read(act.world, act.seq - 1, 1).steps.length > 0;
  }
}
