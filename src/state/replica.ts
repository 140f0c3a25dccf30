import type { KeptHost } from '../host/state.ts';
import { longestBody } from '../host/control.ts';
import { isControl, placeIn } from '../host/place.ts';
import { mostBytes as longestIdentity } from '../http/identity/exchange.ts';
import type { RequestHead } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import type { Progress } from './answers.ts';
import type { Book } from './book.ts';
import {
  failureOf,
  type KnownWorld,
  type News,
  type SharedEngine,
  StateError,
  type StoredWorld,
} from './engine.ts';
import type { WorldNotes } from './notes.ts';
import { Recovery } from './recovery.ts';
import type { Seen } from './waiting.ts';

/** How often something is read again that others change while it is read. */
const mostTries = 10;

/** The worlds that several processes share, as this one knows them. */
export class Replica {
  readonly #engine: SharedEngine;
  readonly #host: KeptHost;
  readonly #book: Book;
  readonly #recovery: Recovery;

  constructor(engine: SharedEngine, host: KeptHost, book: Book) {
    this.#engine = engine;
    this.#host = host;
    this.#book = book;
    this.#recovery = new Recovery(engine, host);
  }

  /**
   * Reads all worlds. Those that are here and nowhere else, such as the default one of a new state, are kept from now on,
   * unless another process was first.
   */
  async restore(onProgress: (progress: Progress) => void): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      // oxlint-disable-next-line no-await-in-loop -- until nobody else was first
      if (await this.#restoreAll(onProgress)) return;
    }
    throw new StateError(
      'busy',
      `Other processes make worlds in ${this.#engine.name} at the same moment. Try again.`,
    );
  }

  async #restoreAll(onProgress: (progress: Progress) => void): Promise<boolean> {
    const stored = await this.#engine.worlds();
    onProgress({ worlds: 0, of: stored.length });
    for (const [place, each] of stored.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      if (this.#book.named(each.name)?.id !== each.id) await this.#restored(each);
      onProgress({ worlds: place + 1, of: stored.length });
    }
    this.#book.begin();
    this.#book.makeOthers(new Set(stored.map(({ name }) => name)));
    const batch = this.#book.take();
    return batch.isEmpty || (await this.#engine.append(batch.commit(() => false))) === 'kept';
  }

  /**
   * Learns what others have done.
   * @returns the worlds that cannot be had, by name.
   * @throws StateError where the engine does not answer.
   */
  async catchUp(seen: readonly Seen[]): Promise<ReadonlyMap<string, StateError>> {
    const all = seen.some((each) => each.all);
    const names = new Set(seen.flatMap((each) => each.names));
    if (all) for (const { name } of this.#book.worlds) names.add(name);
    const known = Array.from(names, (name) => this.#known(name));
    const news = await this.#engine.news(known, all);
    const there = new Set(news.map(({ name }) => name));
    for (const { name } of known) if (!there.has(name)) this.#gone(name);
    const failed = new Map<string, StateError>();
    if (names.has('default') && !there.has('default')) failed.set('default', noDefault(this.#engine.name));
    for (const each of news) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const failure = await failureOf(this.#learn(each));
      if (failure?.kind === 'lost') throw failure;
      if (failure !== undefined) failed.set(each.name, failure);
    }
    return failed;
  }

  /** A world left this process, and no other. */
  left(fake: Fake): void {
    const notes = [...this.#book.worlds].find((each) => each.fake === fake);
    if (notes !== undefined) this.#book.forget(notes);
  }

  /** Bytes of the longest body that a request may have, whoever asks: that is decided once it is there. */
  longestBody(head: RequestHead): number {
    if (isControl(head)) return longestBody;
    const { imageBytes = 0, jsonBytes = 0 } = this.#host.find('default')?.limits ?? {};
    const isData = /\/(?:file|stage)\/?(?:\?|$)/.test(placeIn(head).target);
    return isData ? imageBytes : Math.max(jsonBytes, longestIdentity);
  }

  #known(name: string): KnownWorld {
    const notes = this.#book.named(name);
    return { name, id: notes?.id ?? null, seq: notes?.seq ?? 0 };
  }

  async #learn(news: News): Promise<void> {
    const notes = this.#book.named(news.name);
    if (notes?.id !== news.id) return this.#restored(news);
    const [first] = news.steps;
    if (first === undefined) return;
    // What lies between is in a snapshot.
    if (first.seq !== notes.seq + 1) return this.#restored(news);
    const failure = await failureOf(this.#recovery.caughtUp(notes, news.steps));
    if (failure !== undefined) return this.#restored(news);
  }

  /** Reads a world as it is kept. Where others compact it meanwhile, once more. */
  async #restored(world: Pick<StoredWorld, 'name' | 'id'>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- until it is read at one moment
        const notes = await this.#recovery.restored(world, this.#book);
        if (notes === undefined) this.#gone(world.name);
        else this.#place(notes);
        return;
      } catch (error) {
        const isDamaged = error instanceof StateError && error.kind === 'damaged';
        if (!isDamaged || tries >= mostTries) throw error;
      }
    }
  }

  #place(notes: WorldNotes): void {
    const before = this.#book.named(notes.name);
    this.#book.settle(notes);
    if (before !== undefined && before !== notes) before.fake.end();
  }

  #gone(name: string): void {
    const notes = this.#book.named(name);
    if (notes === undefined || name === 'default') return;
    this.#book.forget(notes);
    this.#host.place(name, undefined);
    notes.fake.end();
  }
}

function noDefault(where: string): StateError {
  return new StateError(
    'unusable',
    `The default world was dropped from ${where}. Start the server again: it makes another one.`,
  );
}
