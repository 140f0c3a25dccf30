import { checkOptions, type OptionKinds } from './domain/given-options.ts';
import type { State } from './host/state.ts';
import { PostgresEngine } from './state/postgres-engine.ts';
import { SharedKeeper, type SharingOptions } from './state/shared-keeper.ts';

/** How a database keeps worlds; everything has a default. */
export interface PostgresOptions extends SharingOptions {
  /** Seconds after which a database that does not answer is lost (30): then requests are 503 until it is back. */
  readonly patience?: number;
}

const postgresOptions: OptionKinds<PostgresOptions> = {
  patience: 'count',
  reads: ['latest', 'local'],
  onProgress: 'function',
  onTrouble: 'function',
};

/**
 * Keeps the worlds of a host in a database, which any number of processes share: `createHost({ state:
 * postgres('postgres://…') })`. Needs the package `pg`. `host.ready` says when the worlds are there, and why they cannot be.
 * @param url as PostgreSQL's own programs take it; the password may stand in PGPASSWORD.
 */
export function postgres(url: string, options: PostgresOptions = {}): State {
  checkOptions('postgres', options, postgresOptions);
  return { keep: (host) => new SharedKeeper(postgresEngine(url, options), host, options) };
}

/** The engine behind `postgres`. */
export function postgresEngine(url: string, { patience = 30 }: PostgresOptions = {}): PostgresEngine {
  return new PostgresEngine({ url, patience: patience * 1000 });
}
