import type { KeptHost } from '../host/state.ts';
import type { BytesOf } from './clouds.ts';
import { type Engine, type Read, StateError, type StoredStep, type StoredWorld } from './engine.ts';
import { type Notebook, WorldNotes } from './notes.ts';
import { digestsIn, readStep, replay } from './steps.ts';
import { unsummed } from './texts.ts';
import { originsOf, readWorld } from './world-text.ts';

/** Steps that are read at a time. */
const stepsAtATime = 10_000;

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
    const bytesOf = await this.#bytesFor([state]);
    const world = readWorld(state, this.#host.common, bytesOf, this.#origins);
    const notes = new WorldNotes(name, id, book);
    this.#host.restore(name, world.options, { ...world.beginning, log: notes });
    try {
      world.fill(notes.inner);
      notes.seq = snapshot.seq;
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
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#replay(notes, steps);
      if (steps.length < stepsAtATime) break;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      ({ steps } = await this.#engine.read(notes.id, notes.seq, stepsAtATime));
    }
    notes.settle();
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
    const texts = steps.map(({ change, world, seq, at }) =>
      unsummed(change, [world, seq, at], `Step ${seq} of the world ${notes.name}`),
    );
    const bytesOf = await this.#bytesFor(texts);
    for (const [place, { seq }] of steps.entries()) {
      if (seq !== notes.seq + 1) throw damaged(notes, `step ${notes.seq + 1} is missing`);
      try {
        replay(notes.inner, readStep(texts[place]!, bytesOf), (seed) => (notes.beginnings = { seed }));
      } catch (error) {
        throw error instanceof StateError ? error : damaged(notes, `step ${seq} cannot be made`, error);
      }
      notes.seq = seq;
    }
  }

  async #bytesFor(texts: readonly string[]): Promise<BytesOf> {
    const needed = [...new Set(texts.flatMap(digestsIn))];
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
