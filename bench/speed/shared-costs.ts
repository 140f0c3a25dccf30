/** What work costs, in milliseconds of a core; and how long a sync and a way through the network take. */
export interface Costs {
  /** A read, and a change, at a server. */
  readonly read: number;
  readonly change: number;
  /** A turn at a server; one that keeps something, besides; its question and its append at the database. */
  readonly turn: number;
  readonly keeping: number;
  readonly question: number;
  readonly append: number;
  readonly sync: number;
  readonly network: number;
  /** A request at whoever sends it, where that is the same machine. */
  readonly client: number;
}

/** What was found, and when. */
export interface Found {
  readonly date: string;
  readonly costs: Costs;
  /** Milliseconds of a server's core for a request, with 64 connections, by the number of servers. */
  readonly points: readonly { readonly servers: number; readonly reads: number; readonly changes: number }[];
}

/** Where `bench/shared.ts` writes what it has found, and `bench/many-jobs.ts` reads it. */
export const foundFile: URL = new URL('../costs.json', import.meta.url);
