import type { Change } from '../domain/cloud.ts';
import type { Trace } from '../domain/trace.ts';
import { lastRecords, type Reused } from './last-records.ts';

/** Who sent a request, or logged in by it. */
export interface NamedCaller {
  readonly user: string;
  /** Null where the world has no such user any more. */
  readonly userName: string | null;
  readonly tenant: string | null;
  readonly tenantName: string | null;
}

/** One exchange as it was: what was asked, what was answered, and why. No header, no body. */
export interface Noted {
  /** The name of the world. */
  readonly world: string;
  readonly method: string;
  /** Path and query as they were sent, with `***` for the secrets in them. */
  readonly target: string;
  /** 0 where a fault cut the connection and nothing was done. */
  readonly status: number;
  readonly trace: Trace;
  /** Null where no good token was sent, and nobody logged in. */
  readonly caller: NamedCaller | null;
  /** What is allowed and most likely not meant, a sentence each. */
  readonly warnings: readonly string[];
  /** What was sent and nobody reads, as `header x-request-source`; of the image API alone. */
  readonly unread: readonly string[];
  /** The fault that happened, and what it did, as a sentence; null: none did. */
  readonly fault: { readonly id: number; readonly sentence: string } | null;
  /** How long the answer took to make, in milliseconds. */
  readonly milliseconds: number;
  /** Why it was refused, in one sentence with the names of the world, made when it is read; undefined: it was not. */
  readonly because: string | undefined;
  /** The names of what the trace knows by ids: the image, its owner, the member. */
  readonly names: Readonly<Record<string, string>>;
}

/** One exchange as a listener hears of it. `changes` may have secrets in them. */
export interface Exchanged extends Noted {
  readonly changes: readonly Change[];
  /** The changes in words, without secrets. */
  readonly inWords: readonly string[];
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  readonly at: number;
}

/** One exchange in the journal. No secret. */
export interface JournalEntry extends Noted {
  /** Counted from 1 since the world was made; a reset does not start again. */
  readonly number: number;
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  readonly at: number;
  /** What became different in the world, in words. */
  readonly changes: readonly string[];
}

/** Which exchanges are looked for; whatever is left out does not matter. */
export interface JournalQuery {
  readonly operation?: string;
  /** The name or the id of the user or the tenant; `nobody`: no good token was sent. */
  readonly caller?: string;
  readonly status?: number;
  /** The id of the image that the path names. */
  readonly image?: string;
  /** The name of the check or of the refusal. */
  readonly refused?: string;
  readonly method?: string;
}

/** Hears of each new entry. */
export type JournalListener = (entry: JournalEntry) => void;

/** The last exchanges with a fake. */
export interface Journal {
  /** Those that fit, oldest first. */
  entries(query?: JournalQuery): readonly JournalEntry[];
  /**
   * Those that a test would want to know of: paths that the cloud does not have, failures of the server that no fault
   * asked for, and warnings.
   */
  unexpected(): readonly JournalEntry[];
  clear(): void;
  /**
   * Calls a listener after each exchange from now on; it must not throw.
   * @param ended is called when no more will come, since the world is gone.
   * @returns ends that.
   */
  subscribe(listener: JournalListener, ended?: () => void): () => void;
  /** How many listeners there are. */
  readonly listeners: number;
}

/** A journal that its fake writes. */
export interface WritableJournal<Draft, Kept> extends Journal {
  /** Says to all listeners that no more will come. */
  end(): void;
  /** Whether somebody keeps or hears what is written. */
  readonly isRead: boolean;
  /**
   * Counts an exchange, which gets the next number.
   * @param draft what the exchange was like, without what can be worked out when it is read; undefined where nobody reads it.
   * @returns the record of it, which is used again for a later exchange.
   */
  write(draft: Draft | undefined): Kept | undefined;
}

/** How exchanges are written, and read. */
export interface Script<Draft, Kept extends Reused<Draft>> {
  /** A record in which a draft is kept. */
  blank(): Kept;
  /** Makes an entry of what is kept of an exchange, and holds on to nothing of it. */
  read(kept: Kept, number: number): JournalEntry;
}

/**
 * An empty journal.
 * @param most how many exchanges are kept; older ones are forgotten.
 */
export function journalOf<Draft, Kept extends Reused<Draft>>(
  most: number,
  script: Script<Draft, Kept>,
): WritableJournal<Draft, Kept> {
  return new KeptJournal(most, script);
}

/** A class, so that all journals have one form to the engine. Its functions are taken from it, each alone. */
class KeptJournal<Draft, Kept extends Reused<Draft>> implements WritableJournal<Draft, Kept> {
  readonly #most: number;
  readonly #kept: KeptEntries<Draft, Kept>;
  readonly #listeners = new Listeners();
  #written = 0;

  constructor(most: number, script: Script<Draft, Kept>) {
    this.#most = most;
    this.#kept = keptEntries(most, script);
  }

  get isRead(): boolean {
    return this.#most > 0 || this.#listeners.count > 0;
  }

  get listeners(): number {
    return this.#listeners.count;
  }

  readonly write: WritableJournal<Draft, Kept>['write'] = (draft) => {
    this.#written += 1;
    if (draft === undefined) return undefined;
    const kept = this.#kept.add(draft, this.#written);
    if (this.#listeners.count > 0) this.#listeners.hear(this.#kept.read(kept, this.#written));
    return kept;
  };

  readonly entries: Journal['entries'] = (query = {}) => this.#kept.all().filter((each) => fits(each, query));

  readonly unexpected: Journal['unexpected'] = () => this.#kept.all().filter(isUnexpected);

  readonly clear: Journal['clear'] = () => this.#kept.clear();

  readonly subscribe: Journal['subscribe'] = (listener, ended) => this.#listeners.add(listener, ended);

  readonly end: WritableJournal<Draft, Kept>['end'] = () => this.#listeners.end();
}

/** What a journal keeps. */
interface KeptEntries<Draft, Kept> {
  /** @returns what is kept of a draft, until another takes its place. */
  add(draft: Draft, number: number): Kept;
  /** The entry of what is kept: the same one, however often it is read, for as long as it is kept. */
  read(kept: Kept, number: number): JournalEntry;
  /** Oldest first. */
  all(): readonly JournalEntry[];
  clear(): void;
}

function keptEntries<Draft, Kept extends Reused<Draft>>(
  most: number,
  { blank, read }: Script<Draft, Kept>,
): KeptEntries<Draft, Kept> {
  const drafts = lastRecords(most, blank);
  const known = new Map<number, JournalEntry>();
  let newest = 0;
  const entryOf = (kept: Kept, number: number): JournalEntry => {
    const entry = known.get(number) ?? read(kept, number);
    if (most > 0) known.set(number, entry);
    return entry;
  };
  return {
    add(draft, number) {
      newest = number;
      if (known.size > 0) known.delete(number - most);
      return drafts.add(draft);
    },
    read: entryOf,
    all() {
      const all = drafts.all();
      return all.map((kept, place) => entryOf(kept, newest - all.length + place + 1));
    },
    clear() {
      drafts.clear();
      known.clear();
    },
  };
}

/**
 * Calls a function of whoever made the fake. What that throws is theirs, and changes nothing here: the answer that it heard
 * of goes out. It is printed with the name of the function.
 * @param name what it is called where it was given: `onExchange`.
 * @returns once it is over, where it takes its time.
 */
export function callListener<Heard>(
  name: string,
  listener: (heard: Heard) => unknown,
  heard: Heard,
): Promise<unknown> | undefined {
  const threw = (error: unknown): void =>
    console.error(
      `The function ${name}, which was given to image-members-fake, threw an error. It changes no answer; a listener must not throw.`,
      error,
    );
  try {
    const heardIt = listener(heard);
    return heardIt instanceof Promise ? heardIt.catch(threw) : undefined;
  } catch (error) {
    return void threw(error);
  }
}

/** Who hears of new entries. */
class Listeners {
  readonly #all = new Map<JournalListener, (() => void) | undefined>();

  get count(): number {
    return this.#all.size;
  }

  add(listener: JournalListener, ended?: () => void): () => void {
    const own: JournalListener = (entry) => listener(entry);
    this.#all.set(own, ended);
    return () => void this.#all.delete(own);
  }

  hear(entry: JournalEntry): void {
    for (const listener of this.#all.keys()) callListener('journal.subscribe', listener, entry);
  }

  end(): void {
    for (const ended of this.#all.values()) ended?.();
    this.#all.clear();
  }
}

/** Whether an entry is one that a query looks for. @throws TypeError for a query by something else. */
export function fits({ method, status, trace, caller, target }: JournalEntry, query: JournalQuery): boolean {
  const { refused, operation, decision } = trace;
  const facts: { readonly [K in keyof JournalQuery]-?: readonly unknown[] } = {
    operation: [operation],
    caller: caller === null ? ['nobody'] : Object.values(caller),
    status: [status],
    image: [decision?.image?.id, imageIn(target)],
    refused: [refused?.check, refused?.refusal],
    method: [method],
  };
  return Object.entries(query).every(([name, wanted]) => {
    if (!Object.hasOwn(facts, name))
      throw new TypeError(
        `A journal is not asked by "${name}". It is asked by: ${Object.keys(facts).join(', ')}.`,
      );
    return wanted === undefined || facts[name as keyof JournalQuery].includes(wanted);
  });
}

/** The id of the image that a path names. */
function imageIn(target: string): string | undefined {
  return /^\/v2[^/]*\/images\/([^/?]+)/.exec(target)?.[1]?.toLowerCase();
}

/** Refusals that say that nothing of the cloud is there. */
const nowhere: ReadonlySet<string> = new Set(['resourceNotFound', 'methodUnknown', 'notServed']);

/** Whether a test would want to know of an entry: see `Journal.unexpected`. */
export function isUnexpected({ status, trace: { refused }, warnings }: JournalEntry): boolean {
  const lost = refused?.check === 'route' && nowhere.has(refused.refusal);
  const failed = status >= 500 && refused?.check !== 'fault';
  return lost || status === 300 || failed || warnings.length > 0;
}
