import type { Trace } from '../domain/trace.ts';

/** One exchange with the cloud: what was sent, what was answered, and how that came about. No header, no body, no secret. */
export interface JournalEntry {
  /** Counted from 1 since the fake was made; a reset does not start again. */
  readonly number: number;
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path and query, with `***` in place of tokens and other secrets. */
  readonly target: string;
  readonly status: number;
  readonly trace: Trace;
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
  /** What is allowed and most likely not meant, a sentence each. */
  readonly warnings: readonly string[];
  /** Why it was refused, in one sentence with the names of the world, made when it is read; undefined: it was not. */
  readonly because: string | undefined;
}

/** Which exchanges are looked for; whatever is left out does not matter. */
export interface JournalQuery {
  readonly operation?: string;
  /** The name or the id of the user, or the id of the tenant. */
  readonly caller?: string;
  readonly status?: number;
  /** The id of the image that the path names. */
  readonly image?: string;
  /** The name of the check or of the refusal. */
  readonly refused?: string;
  readonly method?: string;
}

/** The last exchanges with a fake. */
export interface Journal {
  /** Those that fit, oldest first. */
  entries(query?: JournalQuery): readonly JournalEntry[];
  /** The latest one, without a look at the others; undefined where there is none, or the journal is off. */
  last(): JournalEntry | undefined;
  /** Those that a test would want to know of: paths that the cloud does not have, failures of the server, and warnings. */
  unexpected(): readonly JournalEntry[];
  clear(): void;
}

/** A journal that its fake writes. */
export interface WritableJournal extends Journal {
  /** Adds an entry, which gets the next number. */
  write(entry: (number: number) => JournalEntry): void;
}

/**
 * An empty journal.
 * @param most how many exchanges are kept; older ones are forgotten.
 * @param nameOf the name of a user, by its id.
 */
export function journalOf(most: number, nameOf: (user: string) => string | undefined): WritableJournal {
  let written = 0;
  let kept: JournalEntry[] = [];
  const entries = (): readonly JournalEntry[] => (most === 0 ? [] : kept.slice(-most));
  return {
    write(entry) {
      written += 1;
      if (most === 0) return;
      kept.push(entry(written));
      // Dropped in bulk, so that each costs the same.
      if (kept.length >= 2 * most) kept = kept.slice(-most);
    },
    entries: (query = {}) => entries().filter((each) => fits(each, query, nameOf)),
    last: () => kept.at(-1),
    unexpected: () => entries().filter(isUnexpected),
    clear: () => void (kept = []),
  };
}

function fits(
  { method, status, trace }: JournalEntry,
  query: JournalQuery,
  nameOf: (user: string) => string | undefined,
): boolean {
  const { caller, refused, operation, decision } = trace;
  const facts: { readonly [K in keyof JournalQuery]-?: readonly unknown[] } = {
    operation: [operation],
    caller: caller === null ? [] : [nameOf(caller.user), caller.user, caller.tenant],
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

function isUnexpected({ status, trace: { refused }, warnings }: JournalEntry): boolean {
  const lost = refused?.check === 'route' && nowhere.has(refused.refusal);
  return lost || status === 300 || status >= 500 || warnings.length > 0;
}
