import { randomUUID } from 'node:crypto';
import type { KeptHost, Keeper } from '../host/state.ts';
import { isControl, placeIn } from '../host/place.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import type { WorldLog } from '../world/kept.ts';
import { answeredAs, type Begun } from '../world/world.ts';
import { notReadyAnswer, type Progress, refusedBy } from './answers.ts';
import { areLong, Batch, type Lengths, type Whole, wholeOf } from './batch.ts';
import { type Engine, failureOf, type StateError } from './engine.ts';
import { type Notebook, WorldNotes } from './notes.ts';
import { Recovery } from './recovery.ts';

type Phase = 'starting' | 'restoring' | 'ready' | 'closed';

/**
 * Keeps the worlds of a host in an engine that this process has for itself. Requests are answered from memory; their
 * changes are kept together, those of all requests that come while the engine is busy at once. No answer goes out before
 * what it saw is kept; where that fails, nothing was done.
 */
export class FileKeeper implements Keeper, Notebook {
  readonly #engine: Engine;
  readonly #host: KeptHost;
  readonly #onProgress: (progress: Progress) => void;
  readonly #started: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #worlds: Map<Fake, WorldNotes> = new Map();
  readonly #noted: Set<WorldNotes> = new Set();
  /** The batch that has the last of what was noted of a world, until it is kept. */
  readonly #last: Map<WorldNotes, Batch> = new Map();
  readonly #lengths: Map<string, Lengths> = new Map();
  readonly #stored: Set<string> = new Set();
  readonly #isStored = (digest: string): boolean => this.#stored.has(digest);
  #phase: Phase = 'starting';
  #failure: Error | undefined;
  #progress: Progress = { worlds: 0, of: 0 };
  #open: Batch = new Batch();
  #flushing: Promise<void> | undefined;
  #held: ((status?: number) => void)[] | undefined;

  constructor(engine: Engine, host: KeptHost, onProgress: (progress: Progress) => void = () => {}) {
    this.#engine = engine;
    this.#host = host;
    this.#onProgress = onProgress;
    // Whoever does not wait for it learns of it by each answer.
    this.#started.promise.catch(() => {});
  }

  get ready(): Promise<void> {
    return this.#started.promise;
  }

  start(): void {
    this.#recover().then(this.#started.resolve, (error: Error) => {
      this.#failure = error;
      this.#started.reject(error);
    });
  }

  log(name: string): WorldLog {
    return new WorldNotes(name, randomUUID(), this);
  }

  joined(notes: WorldNotes): void {
    const before = this.#phase === 'ready' ? this.#named(notes.name) : undefined;
    this.#worlds.set(notes.fake, notes);
    if (this.#phase === 'ready') this.#replace(before, notes);
  }

  noted(notes: WorldNotes): void {
    this.#noted.add(notes);
    this.#waitFor(notes);
    this.#schedule();
  }

  dropped(fake: Fake): void {
    const notes = this.#worlds.get(fake);
    if (notes === undefined) return;
    this.#worlds.delete(fake);
    if (this.#phase !== 'ready') return;
    this.#seal();
    this.#open.dropped(notes, () => {
      this.#worlds.set(fake, notes);
      this.#host.place(notes.name, fake);
    });
    this.#waitFor(notes);
    this.#schedule();
  }

  hold(write: (status?: number) => void): void {
    if (this.#held === undefined) write();
    else this.#held.push(write);
  }

  begin(head: RequestHead, begin: (head: RequestHead) => Begun<HttpResponse>): Begun<HttpResponse> {
    if (this.#phase !== 'ready') {
      const answer = notReadyAnswer(head, this.#progress, this.#failure);
      return answer === undefined ? begin(head) : { kind: 'answered', answer };
    }
    const world = isControl(head) ? undefined : (placeIn(head).world ?? 'default');
    const [begun, held] = this.#holding(() => begin(head));
    if (begun.kind === 'answered') return answeredAs(begun, (answer) => this.#settled(answer, world, held));
    return {
      ...begun,
      finish: (body) => {
        const [answer, later] = this.#holding(() => begun.finish(body));
        return this.#settled(answer, world, later);
      },
    };
  }

  async close(): Promise<void> {
    if (this.#phase === 'closed') return;
    await this.#started.promise.catch(() => {});
    while (this.#phase === 'ready' && this.#isBusy) {
      this.#schedule();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#flushing;
    }
    this.#phase = 'closed';
    await this.#engine.close();
  }

  get #isBusy(): boolean {
    return this.#flushing !== undefined || this.#noted.size > 0 || !this.#open.isEmpty;
  }

  /** What was noted of a world is in the open batch, which is the last one of all. */
  #waitFor(notes: WorldNotes): void {
    // A map keeps the place of a key that it has.
    this.#last.delete(notes);
    this.#last.set(notes, this.#open);
  }

  #named(name: string): WorldNotes | undefined {
    const fake = this.#host.find(name);
    return fake === undefined ? undefined : this.#worlds.get(fake);
  }

  /** Does something whose journal waits. @returns what came of it, and what is to be written. */
  #holding<Made>(act: () => Made): readonly [Made, readonly ((status?: number) => void)[]] {
    const held: ((status?: number) => void)[] = [];
    this.#held = held;
    try {
      return [act(), held];
    } finally {
      this.#held = undefined;
    }
  }

  /** A world is made, in the place of another one where there is one. */
  #replace(before: WorldNotes | undefined, notes: WorldNotes): void {
    const { name, fake } = notes;
    this.#seal();
    if (before !== undefined) this.#worlds.delete(before.fake);
    const back = (): void => {
      this.#worlds.delete(fake);
      this.#host.left(fake);
      this.#host.place(name, before?.fake);
      if (before !== undefined) this.#worlds.set(before.fake, before);
    };
    if (before !== undefined) this.#open.dropped(before, () => {});
    this.#open.made(notes, Date.now(), true, back);
    this.#waitFor(notes);
    this.#schedule();
  }

  /** The answer, once what it saw is kept: all that there is for a request to the control plane, else its own world. */
  #settled(
    answer: HttpResponse,
    world: string | undefined,
    held: readonly ((status?: number) => void)[],
  ): HttpResponse {
    const batch = this.#batchOf(world);
    if (batch === undefined) {
      for (const write of held) write();
      return answer;
    }
    const settled = batch.done.then((error) => {
      const sent = error === undefined ? answer : refusedBy(error);
      for (const write of held) write(error === undefined ? undefined : sent.status);
      return sent;
    });
    return { ...answer, settled };
  }

  #batchOf(world: string | undefined): Batch | undefined {
    if (this.#last.size === 0) return undefined;
    const notes = world === undefined ? undefined : this.#named(world);
    if (notes !== undefined) return this.#last.get(notes);
    return [...this.#last.values()].at(-1);
  }

  #schedule(): void {
    if (this.#flushing !== undefined || this.#phase !== 'ready') return;
    const { promise, resolve } = Promise.withResolvers<void>();
    setImmediate(resolve);
    this.#flushing = promise.then(() => this.#flush());
  }

  /** Takes all that was noted into the open batch, a step for each world. */
  #seal(): void {
    const now = Date.now();
    for (const notes of this.#noted) {
      if (!this.#worlds.has(notes.fake)) continue;
      const { steps = 0, whole = 0 } = this.#lengths.get(notes.id) ?? {};
      this.#lengths.set(notes.id, { steps: steps + (this.#open.step(notes, now) ?? 0), whole });
    }
    this.#noted.clear();
  }

  async #flush(): Promise<void> {
    this.#seal();
    const batch = this.#open;
    this.#open = new Batch();
    const wholes = this.#wholes();
    const commit = batch.commit(this.#isStored);
    const failure = await failureOf(this.#engine.commit(commit));
    this.#flushing = undefined;
    if (failure === undefined) {
      for (const { digest } of commit.data) this.#stored.add(digest);
      for (const [notes, last] of this.#last) if (last === batch) this.#last.delete(notes);
      batch.kept();
      await this.#keepWholes(wholes);
    } else this.#takeBack(batch, failure);
    if (this.#noted.size > 0 || !this.#open.isEmpty) this.#schedule();
  }

  /** What came later was decided on what is not kept: it goes as well, and first. */
  #takeBack(batch: Batch, failure: StateError): void {
    this.#seal();
    const later = this.#open;
    this.#open = new Batch();
    this.#last.clear();
    later.undo();
    batch.undo();
    batch.failed(failure);
    later.failed(failure);
  }

  /** The worlds whose steps have become long, as they are behind the batch that is on its way. */
  #wholes(): readonly Whole[] {
    return [...this.#worlds.values()].flatMap((notes) => {
      const lengths = this.#lengths.get(notes.id);
      if (lengths === undefined || !areLong(lengths)) return [];
      const whole = wholeOf(notes, this.#isStored);
      this.#lengths.set(notes.id, { steps: 0, whole: whole.length });
      return [whole];
    });
  }

  /** They only make the next start shorter: where there is no room, the steps stay. */
  async #keepWholes(wholes: readonly Whole[]): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const commit of wholes) await failureOf(this.#engine.commit(commit));
  }

  async #recover(): Promise<void> {
    await this.#engine.open();
    const stored = await this.#engine.worlds();
    this.#progress = { worlds: 0, of: stored.length };
    this.#phase = 'restoring';
    const recovery = new Recovery(this.#engine, this.#host);
    for (const [place, each] of stored.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const notes = await recovery.restored(each, this);
      if (notes !== undefined) this.#settle(notes);
      this.#progress = { worlds: place + 1, of: stored.length };
      this.#onProgress(this.#progress);
    }
    this.#phase = 'ready';
    this.#noted.clear();
    this.#last.clear();
    this.#makeOthers(new Set(stored.map(({ name }) => name)));
  }

  /** A world that is there again takes the place of one that was made before it was. */
  #settle(notes: WorldNotes): void {
    const before = this.#named(notes.name);
    if (before !== undefined && before !== notes) {
      this.#worlds.delete(before.fake);
      this.#host.left(before.fake);
    }
    this.#host.place(notes.name, notes.fake);
  }

  /** Worlds that were made before the others were there, such as the default one of a new file. */
  #makeOthers(stored: ReadonlySet<string>): void {
    for (const notes of this.#worlds.values()) {
      if (stored.has(notes.name)) continue;
      const isNew = notes.step() === undefined;
      notes.seq = 0;
      this.#open.made(notes, Date.now(), isNew, () => {});
      this.#waitFor(notes);
      this.#schedule();
    }
  }
}
