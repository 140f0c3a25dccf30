import { type AnyProfile, nameOf } from '../domain/profiles.ts';
import { createHost } from '../host/host.ts';
import type { Keeper, KeptHost } from '../host/state.ts';
import type { Fake } from '../world/fake.ts';
import type { WorldLog } from '../world/kept.ts';
import { Book } from './book.ts';
import { wholeOf } from './batch.ts';
import { type Commit, type Engine, StateError, type StoredWorld } from './engine.ts';
import type { WorldNotes } from './notes.ts';
import { Recovery } from './recovery.ts';
import { withoutSum } from './texts.ts';

/**
 * A world as an engine keeps it, to look at: nothing that is done to it is kept, and no other world is made.
 * @throws StateError where it cannot be read, or is gone by now.
 */
export async function worldIn(engine: Engine, stored: StoredWorld): Promise<Fake> {
  const host = createHost({ state: { keep: (kept) => new Looker(engine, kept, stored) } });
  await host.ready;
  const fake = stored.name === 'default' ? host.world : host.worlds.find(stored.name);
  if (fake !== undefined) return fake;
  throw new StateError('unusable', `The world ${stored.name} is gone from ${engine.name}.`);
}

/**
 * Keeps each world as a whole, without the steps that led to it, and gives back the room of these and of what is no more.
 * @returns bytes of the state before and afterwards, and how many worlds had steps.
 */
export async function compacted(
  engine: Engine,
): Promise<{ readonly before: number; readonly after: number; readonly worlds: number }> {
  const before = await engine.size();
  const stored = (await engine.sizes()).filter(({ steps }) => steps > 0);
  for (const each of stored) {
    // oxlint-disable-next-line no-await-in-loop -- they are not all read at once
    const whole = await wholeIn(engine, each);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (whole !== undefined) await engine.commit(whole);
  }
  await engine.compact();
  return { before, after: await engine.size(), worlds: stored.length };
}

/** A world as it is; undefined: it is gone by now. */
async function wholeIn(engine: Engine, stored: StoredWorld): Promise<Commit | undefined> {
  let looker: Looker | undefined;
  const host = createHost({ state: { keep: (kept) => (looker = new Looker(engine, kept, stored)) } });
  await host.ready;
  const notes = looker?.notes;
  return notes && wholeOf(notes);
}

/** What the profile of a world is called, by the options that an engine keeps of it. */
export function profileIn(options: StoredWorld['options']): string {
  const { profile } = JSON.parse(withoutSum(options)) as { readonly profile: AnyProfile };
  return nameOf(profile);
}

/** Reads one world, and keeps nothing. */
class Looker implements Keeper {
  readonly #engine: Engine;
  readonly #host: KeptHost;
  readonly #stored: StoredWorld;
  readonly #book: Book;
  readonly #started: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly begin: Keeper['begin'] = (head, begin) => begin(head);
  /** The world, once it is there. */
  notes: WorldNotes | undefined;

  constructor(engine: Engine, host: KeptHost, stored: StoredWorld) {
    this.#engine = engine;
    this.#host = host;
    this.#stored = stored;
    this.#book = new Book(host, { mayChange: () => {}, noted: () => {} });
  }

  get ready(): Promise<void> {
    return this.#started.promise;
  }

  start(): void {
    this.#read().then(this.#started.resolve, this.#started.reject);
  }

  log(name: string): WorldLog {
    return this.#book.log(name);
  }

  dropped(): void {}

  hold(tell: () => void): void {
    tell();
  }

  async close(): Promise<void> {}

  async #read(): Promise<void> {
    this.notes = await new Recovery(this.#engine, this.#host).restored(this.#stored, this.#book);
    if (this.notes !== undefined) this.#book.settle(this.notes);
  }
}
