import type { Change } from '../domain/changes.ts';
import type { Trace } from '../domain/trace.ts';

/** One exchange with the cloud: what was sent, what was answered, and how that came about. No header, no body, no secret. */
export interface Exchanged {
  /** Counted from 1 since the world was made; a reset does not start again. */
  readonly number: number;
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query, with `***` in place of tokens and other secrets. */
  readonly target: string;
  readonly status: number;
  readonly trace: Trace;
  readonly changes: readonly Change[];
  /** What is allowed and most likely not meant, a sentence each. */
  readonly warnings: readonly string[];
  /** Why it was refused, in one sentence with the names of the world, made when it is read; undefined: it was not. */
  readonly because: string | undefined;
}

/** Which exchanges are looked for; whatever is left out does not matter. */
export interface JournalQuery {
  readonly operation?: string;
  /** The id or the name of the user, or the id of the tenant. */
  readonly caller?: string;
  readonly status?: number;
  /** The id of the image that the path names. */
  readonly image?: string;
  /** The name of the check or of the refusal. */
  readonly refused?: string;
  readonly method?: string;
}

/** The last exchanges of a world. */
export interface Journal {
  /** Those that fit, oldest first. */
  entries(query?: JournalQuery): readonly Exchanged[];
  /** Those that no test asks for: paths that no service of the cloud has, failures of the server, and warnings. */
  unexpected(): readonly Exchanged[];
  clear(): void;
  /** Has a listener hear of each exchange; calling what is returned ends that. */
  listen(listener: (exchanged: Exchanged) => void): () => void;
}

/** A journal that its world writes. */
export interface WritableJournal extends Journal {
  write(exchanged: Exchanged): void;
}

/**
 * An empty journal.
 * @param most how many exchanges are kept; older ones are forgotten.
 * @param userNames the names of users by id, for queries.
 */
export function journalOf(most: number, userNames: (id: string) => string | undefined): WritableJournal {
  let kept: Exchanged[] = [];
  const listeners = new Set<(exchanged: Exchanged) => void>();
  return {
    write(exchanged) {
      if (most > 0) kept.push(exchanged);
      // Dropped in bulk, so that each costs the same.
      if (kept.length >= 2 * most) kept = kept.slice(-most);
      for (const listener of listeners) listener(exchanged);
    },
    entries: (query = {}) =>
      (most === 0 ? [] : kept.slice(-most)).filter((each) => fits(each, query, userNames)),
    unexpected: () => kept.slice(-most).filter(isUnexpected),
    clear: () => void (kept = []),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function fits(
  { method, status, trace }: Exchanged,
  query: JournalQuery,
  userNames: (id: string) => string | undefined,
): boolean {
  const { caller, refused, operation, decision } = trace;
  const callers = caller === null ? [] : [caller.user, caller.tenant, userNames(caller.user)];
  const facts: { readonly [K in keyof JournalQuery]-?: readonly unknown[] } = {
    operation: [operation],
    caller: callers,
    status: [status],
    image: [decision?.image?.id],
    refused: [refused?.check, refused?.refusal],
    method: [method],
  };
  return Object.entries(query).every(
    ([name, wanted]) => wanted === undefined || facts[name as keyof JournalQuery].includes(wanted),
  );
}

/** Refusals that say that nothing of the cloud is there. */
const nowhere: ReadonlySet<string> = new Set(['resourceNotFound', 'methodUnknown', 'notServed']);

function isUnexpected({ status, trace, warnings }: Exchanged): boolean {
  const lost = trace.refused?.check === 'route' && nowhere.has(trace.refused.refusal);
  return lost || status >= 500 || warnings.length > 0;
}
