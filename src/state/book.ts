import { randomUUID } from 'node:crypto';
import type { KeptHost } from '../host/state.ts';
import type { Fake } from '../world/fake.ts';
import type { WorldLog } from '../world/kept.ts';
import { areLong, Batch, type Whole, wholeOf } from './batch.ts';
import { type Lengths, type Notebook, WorldNotes } from './notes.ts';

/** Who has a book, and hears of what is noted in it. */
export interface Reader {
  /** Whether others keep steps of the same worlds: then each step has something of its own. */
  readonly shares?: boolean;
  /** @throws Error where nothing may become different now: then nothing does. */
  mayChange(): void;
  /** Something of a world is in the book, and in no batch that was taken. */
  noted(notes: WorldNotes): void;
}

/** A world that is to be kept as a whole. */
export interface TakenWhole extends Whole {
  /** It is not: its steps are as long as they were. */
  failed(): void;
}

/** What becomes of the worlds of a host: each with its notes, and all that was noted since the last batch was taken. */
export class Book implements Notebook {
  readonly #host: KeptHost;
  readonly #reader: Reader;
  readonly #worlds: Map<Fake, WorldNotes> = new Map();
  readonly #noted: Set<WorldNotes> = new Set();
  /** Worlds whose steps are longer than when they were last looked at. */
  readonly #grown: Set<WorldNotes> = new Set();
  #open: Batch = new Batch();
  #held: ((status?: number) => void)[] | undefined;
  #isOn: boolean = false;
  /** Notes of worlds that are about to be made: others that join are of worlds that are kept already. */
  readonly #expected: WeakSet<WorldNotes> = new WeakSet();
  /** Names of the worlds of which something is in the open batch, or will be. */
  readonly #touched: Set<string> = new Set();

  constructor(host: KeptHost, reader: Reader) {
    this.#host = host;
    this.#reader = reader;
  }

  get isEmpty(): boolean {
    return this.#noted.size === 0 && this.#open.isEmpty;
  }

  /** Whether something of a world was noted that is in no batch that was taken; of any world, where none is named. */
  has(name?: string): boolean {
    if (this.isEmpty) return false;
    return name === undefined || this.#touched.has(name);
  }

  /** What will be kept next. */
  get open(): Batch {
    return this.#open;
  }

  /** The worlds that there are. */
  get worlds(): Iterable<WorldNotes> {
    return this.#worlds.values();
  }

  /** The log of a world that is about to be made. */
  log(name: string): WorldLog {
    const notes = new WorldNotes(name, randomUUID(), this);
    this.#expected.add(notes);
    return notes;
  }

  /** From now on it is noted what becomes of worlds, and what was noted before is forgotten. */
  begin(): void {
    this.#isOn = true;
    this.#noted.clear();
  }

  joined(notes: WorldNotes): void {
    const isNew = this.#isOn && this.#expected.delete(notes);
    if (isNew) this.#reader.mayChange();
    const before = isNew ? this.named(notes.name) : undefined;
    this.#worlds.set(notes.fake, notes);
    if (isNew) this.#replace(before, notes);
  }

  noted(notes: WorldNotes): void {
    if (this.#isOn) this.#reader.mayChange();
    this.#noted.add(notes);
    this.#hear(notes);
  }

  dropped(fake: Fake): void {
    const notes = this.#worlds.get(fake);
    if (notes === undefined) return;
    if (this.#isOn) this.#reader.mayChange();
    this.#worlds.delete(fake);
    if (!this.#isOn) return;
    this.seal();
    this.#open.dropped(notes, () => {
      this.#worlds.set(fake, notes);
      this.#host.place(notes.name, fake);
    });
    this.#hear(notes);
  }

  hold(write: (status?: number) => void): void {
    if (this.#held === undefined) write();
    else this.#held.push(write);
  }

  /** Does something whose journal waits. @returns what came of it, and what is to be written. */
  holding<Made>(act: () => Made): readonly [Made, readonly ((status?: number) => void)[]] {
    const held: ((status?: number) => void)[] = [];
    this.#held = held;
    try {
      return [act(), held];
    } finally {
      this.#held = undefined;
    }
  }

  /** The world of a name, where it is in the book. */
  named(name: string): WorldNotes | undefined {
    const fake = this.#host.find(name);
    return fake === undefined ? undefined : this.#worlds.get(fake);
  }

  /** A world is no more here. Nobody else hears of it. */
  forget(notes: WorldNotes): void {
    this.#worlds.delete(notes.fake);
    this.#noted.delete(notes);
    this.#grown.delete(notes);
    this.#host.left(notes.fake);
  }

  /** A world that was made as it is kept takes its place. */
  settle(notes: WorldNotes): void {
    const before = this.named(notes.name);
    if (before !== undefined && before !== notes) this.forget(before);
    this.#host.place(notes.name, notes.fake);
  }

  /** Worlds that were made before the others were there, such as the default one of a new state, are kept from now on. */
  makeOthers(stored: ReadonlySet<string>): void {
    for (const notes of this.#worlds.values()) {
      if (stored.has(notes.name)) continue;
      const isNew = notes.step() === undefined;
      notes.seq = 0;
      this.#open.made(notes, Date.now(), isNew, () => {});
      this.#hear(notes);
    }
  }

  /** Takes all that was noted into the open batch, a step for each world. */
  seal(): void {
    const now = Date.now();
    for (const notes of this.#noted) {
      if (!this.#worlds.has(notes.fake)) continue;
      const by = this.#reader.shares === true ? randomUUID() : undefined;
      notes.lengthen(this.#open.step(notes, now, by));
      this.#grown.add(notes);
    }
    this.#noted.clear();
  }

  /** Takes the batch of all that was noted; what is noted from now on is in another one. */
  take(): Batch {
    this.seal();
    const batch = this.#open;
    this.#open = new Batch();
    this.#touched.clear();
    return batch;
  }

  /**
   * The worlds whose steps have become long, as they are behind the batch that was taken.
   * @param isWanted what is long; where it is not the usual, worlds are looked at whose steps are as they were, too.
   */
  wholes(isWanted: (lengths: Lengths, notes: WorldNotes) => boolean = areLong): readonly TakenWhole[] {
    const looked = isWanted === areLong ? [...this.#grown] : [...this.#worlds.values()];
    const wanted = looked.filter((notes) => isWanted(notes.lengths, notes) && this.#worlds.has(notes.fake));
    this.#grown.clear();
    return wanted.map((notes) => {
      const [made, before] = [wholeOf(notes), notes.lengths];
      notes.lengths = { steps: 0, whole: made.length };
      const failed = (): void => {
        notes.lengths = { steps: before.steps + notes.lengths.steps, whole: before.whole };
      };
      return { ...made, failed };
    });
  }

  /** A world is made, in the place of another one where there is one. */
  #replace(before: WorldNotes | undefined, notes: WorldNotes): void {
    const { name, fake } = notes;
    this.seal();
    if (before !== undefined) this.#worlds.delete(before.fake);
    const back = (): void => {
      this.#worlds.delete(fake);
      this.#host.left(fake);
      this.#host.place(name, before?.fake);
      if (before !== undefined) this.#worlds.set(before.fake, before);
    };
    if (before !== undefined) this.#open.dropped(before, () => {});
    this.#open.made(notes, Date.now(), true, back);
    this.#hear(notes);
  }

  #hear(notes: WorldNotes): void {
    this.#touched.add(notes.name);
    this.#reader.noted(notes);
  }
}
