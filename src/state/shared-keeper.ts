import type { Keeper, KeptHost } from '../host/state.ts';
import { isControl, isOpenControl } from '../host/place.ts';
import type { HttpResponse, RequestHead } from '../http/message.ts';
import type { Fake } from '../world/fake.ts';
import { callListener } from '../world/journal.ts';
import type { WorldLog } from '../world/kept.ts';
import type { Begun } from '../http/context.ts';
import {
  isReadiness,
  notReadyAnswer,
  type Progress,
  refusedBy,
  Startup,
  type StateListeners,
  Trouble,
} from './answers.ts';
import { Book } from './book.ts';
import { failureOf, type SharedEngine, StateError } from './engine.ts';
import { Replica } from './replica.ts';
import { asksNothing, Waiting } from './waiting.ts';

/** How worlds are shared; everything has a default. */
export interface SharingOptions extends StateListeners {
  /**
   * `latest` (the default): a read sees all that was answered before it came, by whichever process. `local`: a read sees what
   * its process knows, which may be some seconds behind the others.
   */
  readonly reads?: 'latest' | 'local';
}

/** As `SharingOptions`, for whoever has a clock of its own. */
interface KeeperOptions extends SharingOptions {
  /** Milliseconds since some moment. */
  readonly now?: () => number;
}

/** Requests that are answered at once; others wait for the next turn. */
const mostAtOnce = 1000;
/** How often a request is decided again because others were first. */
const mostTries = 100;
/** How often that is before fewer requests are decided at once. */
const patientTries = 3;
/** Milliseconds after which a process that answers reads of its own looks what the others have done. */
const localAge = 1000;

/**
 * Keeps the worlds of a host in an engine that several processes share. Requests go in turns: the process learns what the
 * others have done since, answers all requests that wait from its replica, and appends what they have changed. Where
 * another process was first, all is taken back, and what waits is decided again.
 */
export class SharedKeeper implements Keeper {
  readonly #engine: SharedEngine;
  readonly #reads: 'latest' | 'local';
  readonly #book: Book;
  readonly #replica: Replica;
  readonly #startup: Startup = new Startup();
  readonly #trouble: Trouble;
  readonly #onProgress: (progress: Progress) => void;
  readonly #now: () => number;
  #phase: 'starting' | 'ready' | 'closed' = 'starting';
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  /** Whether a request is answered at this moment: else nothing may become different. */
  #isDeciding: boolean = false;
  #lookedAt: number = -Infinity;

  constructor(engine: SharedEngine, host: KeptHost, options: KeeperOptions = {}) {
    const { reads = 'latest', onProgress = () => {}, now = () => performance.now() } = options;
    this.#now = now;
    this.#engine = engine;
    this.#reads = reads;
    this.#onProgress = onProgress;
    this.#trouble = new Trouble(engine.name, options.onTrouble);
    this.#book = new Book(host, { shares: true, mayChange: () => this.#mayChange(), noted: () => {} });
    this.#replica = new Replica(engine, host, this.#book);
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

  /** Who is idle here may be busy elsewhere: such a world leaves this process alone. */
  dropped(fake: Fake, isIdle: boolean): void {
    if (isIdle) this.#replica.left(fake);
    else this.#book.dropped(fake);
  }

  hold(tell: (status?: number) => void): void {
    this.#book.hold(tell);
  }

  begin(head: RequestHead, begin: (head: RequestHead) => Begun<HttpResponse>): Begun<HttpResponse> {
    if (this.#phase !== 'ready') return this.#startup.begin(head, begin);
    if (isControl(head) && isOpenControl(head) && !isReadiness(head)) return begin(head);
    const most = asksNothing(head) ? 0 : this.#replica.longestBody(head);
    const ask = (body: Uint8Array): HttpResponse => this.#asked(new Waiting({ head, body, most }, begin));
    return asksNothing(head)
      ? { kind: 'answered', answer: ask(new Uint8Array()) }
      : { kind: 'body', most, finish: ask };
  }

  async close(): Promise<void> {
    if (this.#phase === 'closed') return;
    await this.#startup.over;
    while (this.#running !== undefined) {
      // oxlint-disable-next-line no-await-in-loop -- until nobody waits
      await this.#running;
    }
    this.#phase = 'closed';
    await this.#engine.close();
  }

  #asked(waiting: Waiting): HttpResponse {
    this.#queue.push(waiting);
    this.#running ??= this.#run();
    return { status: 503, headers: [], body: '', settled: waiting.answered };
  }

  /** Turns, until nobody waits. */
  async #run(): Promise<void> {
    // Whoever comes at the same moment is in the same turn.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) {
      const turn = this.#queue.splice(0, this.#howMany());
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await this.#turn(turn).catch((error: unknown) => {
        for (const waiting of turn) waiting.fail(error);
      });
    }
    this.#running = undefined;
  }

  /**
   * Requests of the next turn: half as many each time that the first of them came too late again. Who decides much at once needs longer
   * for it than who decides little, and would never be first.
   */
  #howMany(): number {
    const late = Math.max(0, (this.#queue[0]?.tries ?? 0) - patientTries);
    return Math.ceil(Math.min(this.#queue.length, mostAtOnce) / 2 ** late);
  }

  async #turn(turn: readonly Waiting[]): Promise<void> {
    const failed = await this.#catchUp(turn);
    const undecided = this.#decide(turn.filter((waiting) => !this.#isRefused(waiting, failed)));
    if (!this.#book.isEmpty) await this.#append(undecided);
  }

  /** Refuses a request whose worlds cannot be had. */
  #isRefused(waiting: Waiting, failed: (name: string) => StateError | undefined): boolean {
    const { head, sees } = waiting;
    const error = [...sees.names, ''].map(failed).find((each) => each !== undefined);
    if (error === undefined) return false;
    const readiness = isReadiness(head) ? notReadyAnswer(head, this.#startup.progress, error) : undefined;
    waiting.settle(readiness ?? refusedBy(error));
    return true;
  }

  /** @returns why a world cannot be had; of no name: why none can. */
  async #catchUp(turn: readonly Waiting[]): Promise<(name: string) => StateError | undefined> {
    const isLocal = this.#reads === 'local' && turn.every(({ isLook }) => isLook);
    if (isLocal && this.#now() - this.#lookedAt < localAge) return () => undefined;
    try {
      const failed = await this.#replica.catchUp(turn.map(({ sees }) => sees));
      this.#lookedAt = this.#now();
      this.#trouble.kept();
      return (name) => failed.get(name);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.#trouble.refused(error);
      return () => error;
    }
  }

  /** Answers each request from the replica. @returns those whose answer waits until what it saw is kept. */
  #decide(turn: readonly Waiting[]): readonly Waiting[] {
    const undecided: Waiting[] = [];
    this.#isDeciding = true;
    try {
      for (const waiting of turn) {
        waiting.try((decide) => this.#book.holding(decide));
        if (this.#book.has(waiting.world)) undecided.push(waiting);
        else waiting.settle();
      }
    } finally {
      this.#isDeciding = false;
    }
    return undecided;
  }

  async #append(undecided: readonly Waiting[]): Promise<void> {
    const batch = this.#book.take();
    const commit = batch.commit(() => false);
    try {
      if ((await this.#engine.append(commit)) === 'kept') {
        this.#trouble.kept(commit);
        for (const waiting of undecided) waiting.settle();
        await this.#keepWholes();
        return;
      }
    } catch (error) {
      batch.undo();
      if (!(error instanceof StateError)) throw error;
      this.#trouble.refused(error, commit);
      for (const waiting of undecided) waiting.settle(refusedBy(error));
      return;
    }
    batch.undo();
    this.#again(undecided);
  }

  #again(undecided: readonly Waiting[]): void {
    const busy = new StateError('busy', 'Other processes change the same world, and were first each time.');
    for (const waiting of undecided) if (waiting.tries >= mostTries) waiting.settle(refusedBy(busy));
    this.#queue.unshift(...undecided.filter(({ tries }) => tries < mostTries));
  }

  /** They only make the next start shorter: where that fails, the steps stay. */
  async #keepWholes(): Promise<void> {
    for (const whole of this.#book.wholes())
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await failureOf(this.#engine.append(whole));
  }

  async #recover(): Promise<void> {
    await this.#engine.open();
    await this.#replica.restore((progress) => {
      this.#startup.progress = progress;
      callListener('onProgress', this.#onProgress, progress);
    });
    this.#phase = 'ready';
  }

  #mayChange(): void {
    if (this.#isDeciding || this.#phase === 'starting') return;
    throw new StateError(
      'unusable',
      `Several processes share the worlds of ${this.#engine.name}: they change by requests to a server or to host.begin() alone.`,
    );
  }
}
