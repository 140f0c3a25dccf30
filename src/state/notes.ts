import type { WritableCloud } from '../domain/apply.ts';
import type { Change } from '../domain/cloud.ts';
import { applyUndoably, type Undo } from '../domain/undo.ts';
import type { Clock } from '../world/clock.ts';
import type { Fake } from '../world/fake.ts';
import type { Write } from '../world/fake-exchange.ts';
import type { WorldFaults } from '../world/faults.ts';
import type { Beginnings, KeptWorld, Resettable, WorldLog } from '../world/kept.ts';
import type { KeptSnapshots } from '../world/snapshots.ts';
import { clockFacts, faultsPart, type Part, seededSource, setClock, type Step } from './steps.ts';

/** Who hears of the notes of worlds. */
export interface Notebook {
  /** A world was made. */
  joined(notes: WorldNotes): void;
  /** Something was noted of a world. @throws Error where nothing may become different; then it is taken back. */
  noted(notes: WorldNotes): void;
  /** A world is no more here. */
  forget(notes: WorldNotes): void;
  /** Keeps what is to be written into a journal, until it is settled what is answered. */
  hold(write: (status?: number) => void): void;
}

/** What was noted of a world and is in no step yet. */
interface Open {
  readonly parts: Part[];
  readonly undos: Undo[];
  /** Those of the last part, where that is of changes: more are added to it. */
  changes: Change[] | undefined;
}

function nothing(): Open {
  return { parts: [], undos: [], changes: undefined };
}

/** A world that has joined its log. */
interface Joined {
  readonly fake: Fake;
  readonly inner: KeptWorld;
  beginnings: Beginnings;
}

/** How long the steps of a world are, and how long it was as a whole, in characters. */
export interface Lengths {
  readonly steps: number;
  readonly whole: number;
}

/** A step with what takes it back. */
export interface NotedStep extends Step {
  readonly undo: Undo;
  /** Bytes of data that the world has no more. */
  readonly freed: number;
}

/** The notes of one world: all that makes it different, and how each is taken back. */
export class WorldNotes implements WorldLog {
  readonly name: string;
  readonly id: string;
  readonly #book: Notebook;
  #open: Open = nothing();
  #random: number | undefined;
  /** Bytes of data behind the last step. */
  #data: number = 0;
  #world: Joined | undefined;
  /** The last step that was noted. */
  seq: number = 0;
  /** How long its steps have become since it was kept as a whole. */
  lengths: Lengths = { steps: 0, whole: 0 };

  constructor(name: string, id: string, book: Notebook) {
    this.name = name;
    this.id = id;
    this.#book = book;
  }

  get fake(): Fake {
    return this.#joined.fake;
  }

  get inner(): KeptWorld {
    return this.#joined.inner;
  }

  /** What it begins with, and goes back to. */
  get beginnings(): Beginnings {
    return this.#joined.beginnings;
  }

  set beginnings(beginnings: Beginnings) {
    this.#joined.beginnings = beginnings;
  }

  get #joined(): Joined {
    if (this.#world === undefined) throw new Error(`the world ${this.name} has not joined its log`);
    return this.#world;
  }

  apply(cloud: WritableCloud, change: Change): void {
    const undo = applyUndoably(cloud, change);
    const { changes } = this.#open;
    if (changes !== undefined) {
      this.#hear(undo);
      changes.push(change);
      this.#open.undos.push(undo);
      return;
    }
    const first = [change];
    this.#note({ kind: 'changes', changes: first }, undo);
    this.#open.changes = first;
  }

  clock(clock: Clock): Clock {
    const moved =
      <Arguments extends readonly unknown[]>(move: (...moving: Arguments) => void) =>
      (...moving: Arguments): void => {
        const before = clockFacts(clock);
        move(...moving);
        this.#note({ kind: 'clock', clock: clockFacts(clock) }, () => setClock(clock, before));
      };
    return {
      now: clock.now,
      get frozen() {
        return clock.frozen;
      },
      get offset() {
        return clock.offset;
      },
      set: moved(clock.set),
      advance: moved(clock.advance),
      freeze: moved(clock.freeze),
      run: moved(clock.run),
      reset: moved(clock.reset),
    };
  }

  faults(faults: WorldFaults): WorldFaults {
    const after = <Result>(act: () => Result): Result => {
      const before = faults.kept();
      const result = act();
      const kept = faults.kept();
      const isSame =
        before.count === kept.count &&
        before.faults.length === kept.faults.length &&
        before.faults.every(({ fault }, place) => fault === kept.faults[place]?.fault);
      if (!isSame) this.#note(faultsPart(kept), () => faults.become(before));
      return result;
    };
    return {
      get any() {
        return faults.any;
      },
      list: faults.list,
      kept: faults.kept,
      become: faults.become,
      add: (fault) => after(() => faults.add(fault)),
      remove: (id) => after(() => faults.remove(id)),
      clear: () => after(() => faults.clear()),
      happening: (facts, method) => after(() => faults.happening(facts, method)),
    };
  }

  snapshots(snapshots: KeptSnapshots): KeptSnapshots {
    const note = (kind: Extract<Part, { readonly name: string }>['kind'], name: string, undo: Undo): void =>
      this.#note({ kind, name }, undo);
    return {
      ...snapshots,
      save(name) {
        const before = snapshots.kept();
        snapshots.save(name);
        note('snapshotSaved', name, () => snapshots.become(before));
      },
      restore: (name) => {
        const back = this.inner.world.held();
        snapshots.restore(name);
        note('snapshotRestored', name, back);
      },
      delete(name) {
        const before = snapshots.kept();
        const was = snapshots.delete(name);
        if (was) note('snapshotDeleted', name, () => snapshots.become(before));
        return was;
      },
    };
  }

  writing(write: Write): Write {
    return (ended) =>
      this.#book.hold((status) =>
        write(status === undefined ? ended : { ...ended, status, answer: { ...ended.answer, changes: [] } }),
      );
  }

  joined<Joining extends Resettable>(fake: Joining, inner: KeptWorld): Joining {
    const joined = Object.defineProperties({} as Joining, {
      ...Object.getOwnPropertyDescriptors(fake),
      reset: { value: this.#resetting(fake.reset), enumerable: true },
    });
    // Nothing but fakes joins a log.
    this.#world = { fake: joined as unknown as Fake, inner, beginnings: inner.beginnings };
    this.settle();
    this.#book.joined(this);
    return joined;
  }

  /** Its steps are so many characters longer. */
  lengthen(characters: number): void {
    const { steps, whole } = this.lengths;
    this.lengths = { steps: steps + characters, whole };
  }

  /** What was noted since the last step, as the next one; undefined: nothing. */
  step(): NotedStep | undefined {
    const { parts, undos } = this.#open;
    if (parts.length === 0) return undefined;
    this.#open = nothing();
    this.seq += 1;
    const [before, data] = [this.#random, this.#data];
    this.#data = this.inner.world.cloud.usage.data;
    this.#random = seededSource(this.inner)?.state;
    const undo = (): void => {
      for (const each of undos.toReversed()) each();
      this.seq -= 1;
      this.#data = data;
      const source = seededSource(this.inner);
      if (source !== undefined && before !== undefined) [source.state, this.#random] = [before, before];
    };
    const freed = Math.max(0, data - this.#data);
    return { parts, ...(this.#random === undefined ? {} : { random: this.#random }), undo, freed };
  }

  /** Takes notice of the randomness as it is, which nobody is to take back, and of the data. */
  settle(): void {
    this.#data = this.inner.world.cloud.usage.data;
    this.#random = seededSource(this.inner)?.state;
  }

  #resetting(reset: Fake['reset']): Fake['reset'] {
    return (seed) => {
      const { inner, beginnings } = this.#joined;
      const back = inner.world.held();
      reset(seed);
      if (seed !== undefined) this.beginnings = { seed };
      this.#note({ kind: 'begun', at: inner.world.begunAt, seed: seed ?? null }, () => {
        back();
        this.beginnings = beginnings;
      });
    };
  }

  #note(part: Part, undo: Undo): void {
    this.#hear(undo);
    this.#open.parts.push(part);
    this.#open.undos.push(undo);
    this.#open.changes = undefined;
  }

  /** @throws as its book, and nothing is different then. */
  #hear(undo: Undo): void {
    try {
      this.#book.noted(this);
    } catch (error) {
      undo();
      throw error;
    }
  }
}
