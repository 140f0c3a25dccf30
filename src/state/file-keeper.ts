import type { KeptHost, Keeper } from '../host/state.ts';
import { worldSeen } from '../host/place.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import { callListener } from '../world/journal.ts';
import type { WorldLog } from '../world/kept.ts';
import { answeredAs, type Begun } from '../http/context.ts';
import { type Progress, refusedBy, Startup, type StateListeners, Trouble } from './answers.ts';
import { type Batch, shortened, smallWorld, type Whole, withoutStored } from './batch.ts';
import { Book } from './book.ts';
import { type Commit, type Engine, failureOf, StateError } from './engine.ts';
import type { WorldNotes } from './notes.ts';
import { Recovery } from './recovery.ts';

type Phase = 'starting' | 'restoring' | 'ready' | 'closed';

/**
 * Keeps the worlds of a host in an engine that this process has for itself. Requests are answered from memory; their
 * changes are kept together, those of all requests that come while the engine is busy at once. No answer goes out before
 * what it saw is kept; where that fails, nothing was done.
 */
export class FileKeeper implements Keeper {
  readonly #engine: Engine;
  readonly #host: KeptHost;
  readonly #onProgress: (progress: Progress) => void;
  readonly #startup: Startup = new Startup();
  readonly #trouble: Trouble;
  readonly #book: Book;
  /** The batch that has the last of what was noted of a world, until it is kept. */
  readonly #last: Map<WorldNotes, Batch> = new Map();
  readonly #stored: Set<string> = new Set();
  readonly #isStored = (digest: string): boolean => this.#stored.has(digest);
  #phase: Phase = 'starting';
  #flushing: Promise<void> | undefined;
  /** Whether room was made, and nothing was kept since. */
  #isCramped: boolean = false;

  constructor(engine: Engine, host: KeptHost, { onProgress = () => {}, onTrouble }: StateListeners = {}) {
    this.#engine = engine;
    this.#host = host;
    this.#onProgress = onProgress;
    this.#trouble = new Trouble(engine.name, onTrouble);
    this.#book = new Book(host, {
      mayChange: () => this.#mayChange(),
      noted: (notes) => {
        this.#waitFor(notes);
        this.#schedule();
      },
    });
  }

  get ready(): Promise<void> {
    return this.#startup.ready;
  }

  start(): void {
    this.#startup.run(this.#engine, () => this.#recover());
  }

  log(name: string): WorldLog {
    return this.#book.log(name);
  }

  dropped(fake: Fake): void {
    this.#book.dropped(fake);
  }

  hold(write: (status?: number) => void): void {
    this.#book.hold(write);
  }

  begin(head: RequestHead, begin: (head: RequestHead) => Begun<HttpResponse>): Begun<HttpResponse> {
    if (this.#phase !== 'ready') return this.#startup.begin(head, begin);
    const world = worldSeen(head);
    const [begun, held] = this.#book.holding(() => begin(head));
    if (begun.kind === 'answered') return answeredAs(begun, (answer) => this.#settled(answer, world, held));
    return {
      ...begun,
      finish: (body) => {
        const [answer, later] = this.#book.holding(() => begun.finish(body));
        return this.#settled(answer, world, later);
      },
    };
  }

  async close(): Promise<void> {
    if (this.#phase === 'closed') return;
    await this.#startup.over;
    while (this.#phase === 'ready' && this.#isBusy) {
      this.#schedule();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#flushing;
    }
    this.#phase = 'closed';
    await this.#engine.close();
  }

  get #isBusy(): boolean {
    return this.#flushing !== undefined || !this.#book.isEmpty;
  }

  /** What was noted of a world is in the open batch, which is the last one of all. */
  #waitFor(notes: WorldNotes): void {
    // A map keeps the place of a key that it has.
    this.#last.delete(notes);
    this.#last.set(notes, this.#book.open);
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
    const notes = world === undefined ? undefined : this.#book.named(world);
    if (notes !== undefined) return this.#last.get(notes);
    return [...this.#last.values()].at(-1);
  }

  #schedule(): void {
    if (this.#flushing !== undefined || this.#phase !== 'ready') return;
    const { promise, resolve } = Promise.withResolvers<void>();
    setImmediate(resolve);
    this.#flushing = promise.then(() => this.#flush());
  }

  async #flush(): Promise<void> {
    const batch = this.#book.take();
    const wholes = this.#book.wholes();
    const commit = batch.commit(this.#isStored);
    const failure = await this.#kept(commit);
    if (failure === undefined) {
      this.#areKept([batch], commit);
      this.#isCramped = false;
      await this.#keepWholes(wholes);
    } else {
      for (const whole of wholes) whole.failed();
      if (failure.kind === 'full') await this.#squeeze(batch, commit);
      else this.#takeBack([batch], commit, failure);
    }
    this.#flushing = undefined;
    if (!this.#book.isEmpty) this.#schedule();
  }

  #areKept(batches: readonly Batch[], commit: Commit): void {
    this.#trouble.kept(commit);
    for (const [notes, last] of this.#last) if (batches.includes(last)) this.#last.delete(notes);
    for (const batch of batches) batch.kept();
  }

  /**
   * There is no room for the steps of a batch: its worlds are kept as they are behind it instead, which takes less room than all that became
   * of them; so what removes something goes through. Once that was in vain, it is done for small worlds alone.
   */
  async #squeeze(batch: Batch, commit: Commit): Promise<void> {
    const later = this.#book.take();
    const wholes = this.#book.wholes(
      ({ steps }, { inner }) =>
        steps > 0 && (!this.#isCramped || inner.world.cloud.usage.records <= smallWorld),
    );
    const { acts, data } = shortened([commit, later.commit(this.#isStored)], wholes);
    const failure = await this.#kept({ acts, data: withoutStored(data, this.#isStored) });
    if (failure === undefined) return this.#areKept([batch, later], commit);
    for (const whole of wholes) whole.failed();
    this.#takeBack([batch, later], commit, failure);
    if (failure.kind === 'full') await this.#makeRoom();
  }

  /** Keeps something. What is noted meanwhile waits for the end of it: it may speak of data that goes. */
  #kept(commit: Commit): Promise<StateError | undefined> {
    const done = async (): Promise<void> => {
      const removed = await this.#engine.commit(commit);
      for (const { digest } of commit.data) this.#stored.add(digest);
      for (const digest of removed) this.#stored.delete(digest);
    };
    return failureOf(done());
  }

  /** Worlds as they are take less room than all that became of them. Where that was in vain, it is tried again after the next change. */
  async #makeRoom(): Promise<void> {
    if (this.#isCramped) return;
    this.#isCramped = true;
    await this.#keepWholes(this.#book.wholes((lengths) => lengths.steps > 0));
  }

  /** What came later was decided on what is not kept: it goes as well, and first. */
  #takeBack(batches: readonly Batch[], commit: Commit, failure: StateError): void {
    this.#trouble.refused(failure, commit);
    const all = [...batches, this.#book.take()];
    this.#last.clear();
    for (const each of all.toReversed()) each.undo();
    for (const each of all) each.failed(failure);
  }

  /** They only make the next start shorter: where there is no room, the steps stay. */
  async #keepWholes(wholes: readonly Whole[]): Promise<void> {
    for (const { acts, data } of wholes)
      // oxlint-disable-next-line no-await-in-loop -- one after the other: what is stored by now shows when the last one is kept
      await this.#kept({ acts, data: withoutStored(data, this.#isStored) });
  }

  async #recover(): Promise<void> {
    await this.#engine.open();
    const stored = await this.#engine.worlds();
    this.#tell({ worlds: 0, of: stored.length });
    this.#phase = 'restoring';
    const recovery = new Recovery(this.#engine, this.#host);
    for (const [place, each] of stored.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const notes = await recovery.restored(each, this.#book);
      if (notes !== undefined) this.#book.settle(notes);
      this.#tell({ worlds: place + 1, of: stored.length });
    }
    this.#phase = 'ready';
    this.#book.begin();
    this.#last.clear();
    this.#book.makeOthers(new Set(stored.map(({ name }) => name)));
    // Behind the first commit, which answers wait for.
    setImmediate(() => this.#engine.begun?.());
  }

  #tell(progress: Progress): void {
    this.#startup.progress = progress;
    callListener('onProgress', this.#onProgress, progress);
  }

  #mayChange(): void {
    if (this.#phase === 'closed')
      throw new StateError(
        'unusable',
        `${this.#engine.name} is closed: nothing that changes is kept any more.`,
      );
  }
}
