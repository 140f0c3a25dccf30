import type { Worker } from 'node:worker_threads';
import {
  type Commit,
  type Engine,
  type Read,
  type SizedWorld,
  StateError,
  type StoredWorld,
} from './engine.ts';
import type { Call, Outcome } from './sqlite-thread.ts';

/** State in a file of SQLite, which a thread of its own keeps. */
export class SqliteEngine implements Engine {
  readonly name: string;
  readonly isVerified = true;
  readonly #start: () => Worker;
  #worker: Worker | undefined;
  #calls: number = 0;
  readonly #waiting: Map<number, PromiseWithResolvers<unknown>> = new Map();

  /** @param start starts the thread. */
  constructor(file: string, start: () => Worker) {
    this.name = file;
    this.#start = start;
  }

  async open(): Promise<void> {
    const worker = this.#start();
    worker.on('message', (outcome: Outcome) => this.#settle(outcome));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () =>
      this.#fail(new StateError('unknown', `The thread that keeps ${this.name} has ended.`)),
    );
    this.#worker = worker;
    try {
      await this.#call('open');
    } catch (error) {
      await this.#end();
      throw error;
    }
  }

  /** Without a reserve, too, the file is kept. */
  begun(): void {
    this.#call('prepare').catch(() => {});
  }

  worlds(): Promise<readonly StoredWorld[]> {
    return this.#call('worlds');
  }

  read(world: string, after: number | undefined, most: number): Promise<Read> {
    return this.#call('read', world, after, most);
  }

  data(digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#call('data', digests);
  }

  commit(commit: Commit): Promise<readonly string[]> {
    return this.#call('commit', commit);
  }

  sizes(): Promise<readonly SizedWorld[]> {
    return this.#call('sizes');
  }

  size(): Promise<number> {
    return this.#call('size');
  }

  compact(): Promise<void> {
    return this.#call('compact');
  }

  async close(): Promise<void> {
    if (this.#worker === undefined) return;
    await this.#call('close');
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #call<Value>(method: Call['method'], ...values: readonly unknown[]): Promise<Value> {
    this.#calls += 1;
    const waiting = Promise.withResolvers<unknown>();
    if (this.#worker === undefined) waiting.reject(new StateError('lost', `${this.name} is closed.`));
    else {
      this.#waiting.set(this.#calls, waiting);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.#worker.postMessage({ number: this.#calls, method, values } satisfies Call);
    }
    return waiting.promise as Promise<Value>;
  }

  #settle({ number, value, failure }: Outcome): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (failure === undefined) return waiting?.resolve(value);
    const { kind, message } = failure;
    waiting?.reject(kind === 'bug' ? new Error(message) : new StateError(kind, message));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
