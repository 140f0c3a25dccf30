import { type IsSecret, maskedTarget, maskedText } from '../../http/masking.ts';
import type { Visibility } from '../../domain/model.ts';
import type { RequestHead } from '../../http/message.ts';
import type { Fake } from '../../world/fake.ts';
import { type Candidate, versionsCandidate } from './candidate.ts';
import type { KnownValues } from './comparison.ts';
import { type Draft, draftFrom, draftOf } from './draft.ts';
import { narrowedLists } from './narrowed-lists.ts';
import { exchangeKindOf, type RecordedExchange, type Skipped, skipped } from './recorded-exchange.ts';
import { leanOf } from './reduction.ts';
import { type FindsSecret, type RecordedSecrets, recordedSecrets } from './secrets.ts';
import { type Unread, type UnreadCount, unreadCount } from './unread.ts';

/** How much of what a client does is kept, until it is written. */
export interface Bounds {
  /** Bytes of memory, about. */
  readonly bytes: number;
  /** Exchanges that differ in what they say. */
  readonly exchanges: number;
}

/** Exchanges that say the same, whoever took part in them. */
export interface DistinctExchange {
  /** What they say, as one text. */
  readonly key: string;
  /** Which of all that are recorded came first. */
  readonly place: number;
  /** The draft with nothing of what images merely bear. */
  readonly lean: Draft;
  /** With all that the images bore in one of the exchanges. */
  readonly full: Candidate;
  /** How many exchanges say it; 0 where it is derived from what says something else. */
  readonly times: number;
  /** One of them: `GET /v2/tasks`. */
  readonly example: string;
}

/** Exchanges that are in no pact, with the reason. */
export interface SkippedExchanges {
  readonly why: string;
  /** One of them: `GET /v2/tasks`. */
  readonly example: string;
  readonly times: number;
}

/** The exchanges of a client so far. Those that say the same are kept once, as soon as they come. */
export interface ExchangeCollection {
  add(fake: Fake, recorded: RecordedExchange): void;
  /** Counts an exchange that cannot be recorded, and says why. */
  skip(request: RequestHead, isSecret: IsSecret, why: string): void;
  /** How many exchanges there were with the cloud. */
  readonly exchanges: number;
  recorded(): readonly DistinctExchange[];
  leftOut(): readonly SkippedExchanges[];
  unread(): readonly Unread[];
  readonly isSecret: IsSecret;
  secretFinder(): FindsSecret;
}

/** Exchanges of one draft, as they are kept. */
interface Entry {
  readonly full: string;
  readonly times: number;
  readonly example: string;
}

/** An empty collection. */
export function collectionFor(bounds: Bounds): ExchangeCollection {
  const secrets = recordedSecrets();
  const drafts = draftsFor(bounds, secrets);
  const [left, unread, visibilities] = [skippedCount(), unreadCount(), earlierVisibilities()];
  let exchanges = 0;
  return {
    add(fake, recorded) {
      const outcome = orFailure(() => {
        if (!drafts.isFull()) secrets.note(fake, recorded);
        const draft = draftFor({ ...recorded, earlier: visibilities.noted(recorded) }, unread);
        return draft.kind === 'draft' ? drafts.add(draft, exampleOf(recorded), 1) : draft;
      });
      exchanges += 1;
      for (const draft of narrowedDrafts(recorded)) drafts.add(draft, exampleOf(recorded), 0);
      if (outcome.kind === 'skipped') left.add(outcome.why, exampleOf(recorded));
    },
    skip: (request, isSecret, why) => {
      exchanges += 1;
      left.add(why, exampleOf({ request, isSecret }));
    },
    get exchanges() {
      return exchanges;
    },
    recorded: () => drafts.all(),
    leftOut: () => left.all(),
    unread: () => masked(unread.all(), secrets.isSecret),
    isSecret: secrets.isSecret,
    secretFinder: secrets.finder,
  };
}

/** Images whose earlier visibilities are kept. */
const mostImages = 1000;

/** The visibilities that images had with members on record, before a client changed them. */
function earlierVisibilities(): {
  /** Notes what a change leaves behind, and gives all that was noted. */
  noted(recorded: RecordedExchange): ReadonlyMap<string, Visibility>;
} {
  const before = new Map<string, Visibility>();
  return {
    noted({ before: cloud, request, response }) {
      const isChange = request.method === 'PATCH' && response.status === 200;
      for (const { id, visibility, members } of isChange ? cloud.images.values() : [])
        if (members.size > 0 && visibility !== 'public' && (before.has(id) || before.size < mostImages))
          before.set(id, visibility);
      return before;
    },
  };
}

function masked(all: readonly Unread[], isSecret: IsSecret): readonly Unread[] {
  return all.map((each) => ({ ...each, name: maskedText(each.name, isSecret) }));
}

/** A draft that was added, or was there already. */
interface Added {
  readonly kind: 'added';
}

/** The drafts that differ. */
interface Drafts {
  isFull(): boolean;
  /** @param times how many exchanges say so: none where it is derived from one that says something else. */
  add(draft: Draft, example: string, times: number): Added | Skipped;
  all(): readonly DistinctExchange[];
}

/** Drafts are kept as texts, whose length is known. Secrets take their share of the memory. */
function draftsFor(bounds: Bounds, secrets: RecordedSecrets): Drafts {
  const entries = new Map<string, Entry>();
  let characters = 0;
  const isFull = (more: number): boolean =>
    entries.size >= bounds.exchanges || 2 * (characters + secrets.size + more) > bounds.bytes;
  return {
    isFull: () => isFull(0),
    add(draft, example, times) {
      const full = JSON.stringify(draft.candidate);
      const key = JSON.stringify({ ...draft, candidate: leanOf(draft.candidate) });
      const entry = entries.get(key);
      if (entry === undefined && isFull(key.length + full.length)) return skipped(fullText(bounds));
      if (entry === undefined) characters += key.length + full.length;
      entries.set(key, smallerEntry(entry ?? { full, times: 0, example }, full, times));
      return { kind: 'added' };
    },
    all: () => [...entries].map(recordedIn),
  };
}

/** A draft is represented by the smallest of those that it folds: which came first makes no difference. */
function smallerEntry({ full, times, example }: Entry, other: string, more: number): Entry {
  const isSmaller = other.length < full.length || (other.length === full.length && other < full);
  return { full: isSmaller ? other : full, times: times + more, example };
}

function recordedIn([key, entry]: readonly [string, Entry], place: number): DistinctExchange {
  const [lean, full] = [JSON.parse(key) as Draft, JSON.parse(entry.full) as Candidate];
  return { ...entry, key, place, lean, full };
}

/** What an exchange says, as far as its answer depends on that. */
function draftFor(recorded: RecordedExchange, unread: UnreadCount): Draft | Skipped {
  const exchange = exchangeKindOf(recorded);
  switch (exchange.kind) {
    case 'api':
      unread.add(recorded, exchange);
      return draftOf(recorded, exchange);
    case 'versions':
      return draftFrom(versionsCandidate(recorded.request), recorded.response, noKnownValues);
    case 'skipped':
      return exchange;
  }
}

/** What a list says of single images besides, with nothing of it in the report: it may be that no contract can say it. */
function narrowedDrafts(recorded: RecordedExchange): readonly Draft[] {
  const drafts = orFailure(() => {
    const exchange = exchangeKindOf(recorded);
    if (exchange.kind !== 'api') return [];
    return narrowedLists(recorded, exchange).map((each) => draftOf(each.recorded, each.exchange));
  });
  return 'kind' in drafts ? [] : drafts.filter((each) => each.kind === 'draft');
}

const noKnownValues: KnownValues = { ids: new Map(), names: new Map(), images: new Map() };

function orFailure<Value>(draft: () => Value): Value | Skipped {
  try {
    return draft();
  } catch (error) {
    return failure(error);
  }
}

/** One exchange that this program fails on must not cost the others. What the error says may repeat a secret. */
export function failure(error: unknown): Skipped {
  const kind = error instanceof Error ? error.name : 'no error';
  return skipped(`the recorder fails on it, which is a mistake of this program (${kind})`);
}

/** How many reasons are counted by themselves, and how many characters of each are kept: clients choose paths, and so reasons. */
const [mostReasons, mostCharacters] = [500, 200];

const further = 'for further reasons';

/** Exchanges that are left out, counted by their reasons. */
interface SkippedCount {
  add(why: string, example: string, times?: number): void;
  /** The most frequent first. */
  all(): readonly SkippedExchanges[];
}

/** A count of nothing yet. */
export function skippedCount(): SkippedCount {
  const reasons = new Map<string, SkippedExchanges>();
  return {
    add(why, example, times = 1) {
      const short = why.slice(0, mostCharacters);
      const isFew = reasons.size - Number(reasons.has(further)) < mostReasons;
      const key = reasons.has(short) || isFew ? short : further;
      const { times: before = 0, ...first } = reasons.get(key) ?? { example };
      reasons.set(key, { why: key, example: first.example, times: before + times });
    },
    all: () => [...reasons.values()].toSorted((one, other) => other.times - one.times),
  };
}

interface Example {
  readonly request: RequestHead;
  readonly isSecret: IsSecret;
}

/** Method and path of a request, without the query: values in it may be anything. */
function exampleOf({ request, isSecret }: Example): string {
  const path = maskedTarget(request.target.replace(/\?.*$/s, ''), isSecret);
  return `${request.method} ${path}`.slice(0, mostCharacters);
}

function fullText({ bytes, exchanges }: Bounds): string {
  const size = bytes < mebibyte ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / mebibyte)} MiB`;
  return `the recording is full: it keeps at most ${size}, and ${exchanges} different exchange${exchanges === 1 ? '' : 's'}`;
}

const mebibyte = 1024 * 1024;
