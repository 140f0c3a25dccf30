/** The thread that keeps a file: while it waits for the disk, requests are answered. */
import { parentPort, workerData } from 'node:worker_threads';
import { StateError } from './engine.ts';
import type { FileOptions } from './sqlite-file.ts';
import { SqliteStore } from './sqlite-store.ts';

/** What the thread is asked to do, and what came of it. */
export interface Call {
  readonly number: number;
  readonly method: Exclude<keyof SqliteStore, symbol>;
  readonly values: readonly unknown[];
}

/** What came of a call. */
export interface Outcome {
  readonly number: number;
  readonly value?: unknown;
  readonly failure?: { readonly kind: StateError['kind'] | 'bug'; readonly message: string };
}

const store: SqliteStore = new SqliteStore(workerData as FileOptions);

function outcomeOf({ number, method, values }: Call): Outcome {
  try {
    const act = store[method].bind(store) as (...values: readonly unknown[]) => unknown;
    return { number, value: act(...values) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { number, failure: { kind: error instanceof StateError ? error.kind : 'bug', message } };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (call: Call) => parentPort?.postMessage(outcomeOf(call)));
