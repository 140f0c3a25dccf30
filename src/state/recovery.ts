import type { KeptHost } from '../host/state.ts';
import type { BytesOf } from './clouds.ts';
import { type Engine, type Read, StateError, type StoredStep, type StoredWorld } from './engine.ts';
import { type Notebook, WorldNotes } from './notes.ts';
import type { Seed } from '../world/seed.ts';
import { digestsIn, readStep, replay, type WrittenStep } from './steps.ts';
import { unsummed, withoutSum } from './texts.ts';
import { originsOf, readWorld } from './world-text.ts';

/** Steps that are read at a time: while they are made, the engine reads the next ones. More of them live too long to be collected cheaply. */
const stepsAtATime = 2000;

/** Makes worlds what they are in an engine. */
export class Recovery {
  readonly #engine: Engine;
  readonly #host: KeptHost;
  readonly #origins = originsOf();
  /** Bytes that were read, for as long as a world has them: worlds share them. */
  readonly #known: Map<string, WeakRef<Uint8Array>> = new Map();

  constructor(engine: Engine, host: KeptHost) {
    this.#engine = engine;
    this.#host = host;
  }

  /**
   * Makes a world that is kept; it has no place yet.
   * @returns undefined where it is gone by now.
   * @throws StateError where what is kept of it is no world.
   */
  async restored(
    { name, id }: Pick<StoredWorld, 'name' | 'id'>,
    book: Notebook,
  ): Promise<WorldNotes | undefined> {
    const read = await this.#engine.read(id, undefined, stepsAtATime);
    const { snapshot } = read;
    if (snapshot === undefined) return undefined;
    const state = unsummed(snapshot.state, [id, snapshot.seq], `The snapshot of the world ${name}`);
    const bytesOf = await this.#bytesFor(new Set(digestsIn(state)));
    const world = readWorld(state, this.#host.common, bytesOf, this.#origins);
    const notes = new WorldNotes(name, id, book);
    this.#host.restore(name, world.options, { ...world.beginning, log: notes });
    try {
      world.fill(notes.inner);
      notes.seq = snapshot.seq;
      notes.lengths = { steps: 0, whole: state.length };
      await this.#replayAll(notes, read);
    } catch (error) {
      book.forget(notes);
      throw error;
    }
    return notes;
  }

  async #replayAll(notes: WorldNotes, first: Read): Promise<void> {
    let { steps } = first;
    while (steps.length > 0) {
      const next = this.#behind(notes.id, steps);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#replay(notes, steps);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      ({ steps } = await next);
    }
    notes.settle();
  }

  /** Begins to read the steps that come next. */
  #behind(world: string, steps: readonly StoredStep[]): Promise<Read> {
    if (steps.length < stepsAtATime) return Promise.resolve({ snapshot: undefined, steps: [] });
    const next = this.#engine.read(world, steps.at(-1)!.seq, stepsAtATime);
    // Where what comes before cannot be made, nobody waits for it.
    next.catch(() => {});
    return next;
  }

  /**
   * Makes a world what it is behind steps that follow those that it has.
   * @throws StateError where they are damaged, or one is missing.
   */
  async caughtUp(notes: WorldNotes, steps: readonly StoredStep[]): Promise<void> {
    await this.#replay(notes, steps);
    notes.settle();
  }

  async #replay(notes: WorldNotes, steps: readonly StoredStep[]): Promise<void> {
    const written = steps.map((step) => this.#written(notes, step));
    for (const { change } of steps) notes.lengthen(change.length);
    const digests = new Set(written.flatMap(({ data }) => data ?? []));
    const bytesOf = await this.#bytesFor(digests);
    const begin = (seed: Seed): void => void (notes.beginnings = { seed });
    for (const [place, { seq }] of steps.entries()) {
      if (seq !== notes.seq + 1) throw damaged(notes, `step ${notes.seq + 1} is missing`);
      try {
        replay(notes.inner, readStep(written[place]!, bytesOf), begin);
      } catch (error) {
        throw error instanceof StateError ? error : damaged(notes, `step ${seq} cannot be made`, error);
      }
      notes.seq = seq;
    }
  }

  #written(notes: WorldNotes, { change, world, seq, at }: StoredStep): WrittenStep {
    const text =
      this.#engine.isVerified === true
        ? withoutSum(change)
        : unsummed(change, [world, seq, at], `Step ${seq} of the world ${notes.name}`);
    try {
      return JSON.parse(text) as WrittenStep;
    } catch (error) {
      throw damaged(notes, `step ${seq} cannot be read`, error);
    }
  }

  async #bytesFor(digests: Iterable<string>): Promise<BytesOf> {
    const needed = [...digests];
    const held = new Map<string, Uint8Array>();
    for (const digest of needed) {
      const known = this.#known.get(digest)?.deref();
      if (known !== undefined) held.set(digest, known);
    }
    const missing = needed.filter((digest) => !held.has(digest));
    const found = missing.length === 0 ? new Map<string, Uint8Array>() : await this.#engine.data(missing);
    for (const [digest, bytes] of found) {
      held.set(digest, bytes);
      this.#known.set(digest, new WeakRef(bytes));
    }
    return (digest) => {
      const bytes = held.get(digest);
      if (bytes !== undefined) return bytes;
      throw new StateError(
        'damaged',
        `${this.#engine.name} is damaged: data ${digest.slice(0, 12)}… is missing.`,
      );
    };
  }
}

function damaged({ name }: WorldNotes, what: string, cause?: unknown): StateError {
  return new StateError('damaged', `What is kept of the world ${name} is damaged: ${what}.`, { cause });
}
