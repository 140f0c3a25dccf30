import { existsSync, realpathSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { checkOptions, type OptionKinds } from './domain/given-options.ts';
import type { State } from './host/state.ts';
import type { StateListeners } from './state/answers.ts';
import type { FileOptions } from './state/sqlite-file.ts';
import { FileKeeper } from './state/file-keeper.ts';
import { SqliteEngine } from './state/sqlite-engine.ts';
import { fullPath } from './yaml-file/bytes.ts';

/** How a file keeps worlds; everything has a default. */
export interface SqliteOptions extends StateListeners {
  /**
   * `full` (the default): what was answered outlives the end of the process and a power failure. `normal`: a power failure
   * may cost the last second; the end of the process alone costs nothing.
   */
  readonly sync?: 'full' | 'normal';
  /**
   * Bytes that the file may have (16 GiB), at least 128 KiB; over it, what would make it longer is answered 507. The log beside it (`-wal`) is written
   * back at half of that, at the latest at 4 MiB, and is longer only by what is written at once.
   */
  readonly mostBytes?: number;
}

const sqliteOptions: OptionKinds<SqliteOptions> = {
  sync: ['full', 'normal'],
  mostBytes: 'count',
  onProgress: 'function',
  onTrouble: 'function',
};

/**
 * Keeps the worlds of a host in a file of SQLite: `createHost({ state: sqlite('x.db') })`. One process has a file at a time.
 * `host.ready` says when the worlds are there, and why they cannot be.
 */
export function sqlite(file: string, options: SqliteOptions = {}): State {
  checkOptions('sqlite', options, sqliteOptions);
  return { keep: (host) => new FileKeeper(sqliteEngine(file, options), host, options) };
}

/** The engine behind `sqlite`. @param isRead whether the file is only looked at. */
export function sqliteEngine(
  file: string,
  { sync = 'full', mostBytes = 16 * 1024 ** 3 }: SqliteOptions = {},
  isRead = false,
): SqliteEngine {
  // A link names the file behind it.
  const place = existsSync(file) ? realpathSync(file) : fullPath(file);
  const workerData: FileOptions = { file: place, sync, mostBytes, isRead };
  const end = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const thread = new URL(`./state/sqlite-thread.${end}`, import.meta.url);
  // Node 22 warns of its own SQLite.
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  return new SqliteEngine(file, () => new Worker(thread, { workerData, execArgv }));
}
