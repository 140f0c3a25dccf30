import { type AnyProfile, nameOf } from '../domain/profiles.ts';
import { createHost } from '../host/host.ts';
import type { Keeper, KeptHost } from '../host/state.ts';
import type { Fake } from '../world/fake.ts';
import type { WorldLog } from '../world/kept.ts';
import { Book } from './book.ts';
import { type Engine, StateError, type StoredWorld } from './engine.ts';
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
    const notes = await new Recovery(this.#engine, this.#host).restored(this.#stored, this.#book);
    if (notes !== undefined) this.#book.settle(notes);
  }
}
