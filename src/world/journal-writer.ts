import { because } from '../domain/because.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import type { Profile } from '../domain/profile.ts';
import type { Trace } from '../domain/trace.ts';
import { warningsAbout } from '../domain/warnings.ts';
import type { Answer } from '../http/context.ts';
import { holdsSecret, maskedTarget, shownText } from '../http/masking.ts';
import type { RequestHead } from '../http/message.ts';
import { unreadParts } from '../http/unread.ts';
import { inWords } from './changes-in-words.ts';
import { faultSentence, type SetFault } from './faults.ts';
import type { Exchanged, JournalEntry, NamedCaller, Noted, WritableJournal } from './journal.ts';

/** The world that a journal is of. */
export interface JournalWorld {
  readonly name: string;
  readonly profile: Profile;
  cloud(): Cloud;
  now(): number;
  isSecret(text: string): boolean;
}

/** An exchange that is over. */
export interface Ended {
  readonly head: RequestHead;
  readonly answer: Pick<Answer, 'trace' | 'changes'> & { readonly status: number };
  readonly fault: SetFault | undefined;
  readonly milliseconds: number;
  /** The fields of a JSON body, and whether there was a body. */
  readonly fields: readonly string[];
  readonly body: boolean;
}

/**
 * Writes exchanges into a journal, and has a listener hear of them. What costs something is made when it is read.
 * @param onExchange hears of them with their changes.
 */
export function writerOf(
  world: JournalWorld,
  journal: WritableJournal,
  onExchange: ((exchanged: Exchanged) => void) | undefined,
): (ended: Ended) => void {
  const names = sharedNames();
  return (ended) => {
    let known: Parts | undefined;
    const parts = (): Parts => (known ??= partsOf(ended, world, names(ended.head.headers)));
    journal.write(() => JSON.stringify(parts()));
    onExchange?.(new HeardExchange(world, parts(), ended.answer.changes));
  };
}

/** Makes the entry of what was written into the journal of a world. */
export function entryReader(world: JournalWorld): (draft: string, number: number) => JournalEntry {
  return (draft, number) => {
    const parts = JSON.parse(draft) as Parts;
    const { at, words: changes } = parts;
    return { number, at, changes, ...noted(world, parts) };
  };
}

/**
 * An exchange as a listener hears of it. A class: an object with accessors of its own is a form of its own to the engine,
 * which keeps each until its next full collection.
 */
class HeardExchange implements Exchanged {
  readonly changes: readonly Change[];
  readonly #world: JournalWorld;
  readonly #parts: Parts;

  constructor(world: JournalWorld, parts: Parts, changes: readonly Change[]) {
    this.changes = changes;
    this.#world = world;
    this.#parts = parts;
  }

  get world(): string {
    return this.#world.name;
  }

  get method(): string {
    return this.#parts.method;
  }

  get status(): number {
    return this.#parts.status;
  }

  get trace(): Trace {
    return this.#parts.trace;
  }

  get warnings(): readonly string[] {
    return this.#parts.warnings;
  }

  get fault(): Noted['fault'] {
    return this.#parts.fault;
  }

  get milliseconds(): number {
    return this.#parts.milliseconds;
  }

  get at(): number {
    return this.#parts.at;
  }

  get inWords(): readonly string[] {
    return this.#parts.words;
  }

  get target(): string {
    return targetIn(this.#world, this.#parts);
  }

  get caller(): NamedCaller | null {
    return callerIn(this.#world, this.#parts);
  }

  get unread(): readonly string[] {
    return unreadIn(this.#world, this.#parts);
  }

  get because(): string | undefined {
    return reasonIn(this.#world, this.#parts);
  }

  get names(): Noted['names'] {
    return namesIn(this.#world, this.#parts);
  }
  /** All of it as plain data. */
  toJSON(): Exchanged {
    const { changes, inWords, at } = this;
    return { changes, inWords, at, ...noted(this.#world, this.#parts) };
  }
}

/** The names of headers, cut off where there are too many. Exchanges in a row that have the same ones share the list. */
function sharedNames(): (headers: RequestHead['headers']) => readonly string[] {
  let last: readonly string[] = [];
  return (headers) => {
    const names = someOf(Object.keys(headers));
    const isSame = names.length === last.length && names.every((name, place) => name === last[place]);
    return isSame ? last : (last = names);
  };
}

/** What an entry keeps of an exchange: nothing of the data of images, which may be long deleted. */
interface Parts extends Pick<
  Noted,
  'method' | 'target' | 'status' | 'trace' | 'warnings' | 'fault' | 'milliseconds'
> {
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  readonly at: number;
  /** The changes in words. */
  readonly words: readonly string[];
  readonly who: { readonly user: string; readonly tenant: string | null } | null;
  readonly headers: readonly string[];
  readonly fields: readonly string[];
  readonly body: boolean;
}

function partsOf(
  { head: { method, target: sent }, answer, fault, milliseconds, fields, body }: Ended,
  world: JournalWorld,
  headers: readonly string[],
): Parts {
  const { status, changes } = answer;
  const shown = (text: string): string => shownText(text, world.isSecret);
  const target = keptTarget(sent, world.isSecret);
  const trace = withoutSecrets(answer.trace, shown);
  return {
    method,
    target,
    status,
    trace,
    warnings: warningsIn(changes, trace, target, world, shown),
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    fields,
    body,
    at: world.now(),
    words: changes.length === 0 ? none : changes.map((change) => inWords(change, shown)),
    fault: fault === undefined ? null : { id: fault.id, sentence: faultSentence(fault) },
    who: trace.caller ?? loggedIn(changes),
    headers,
  };
}

const none: readonly string[] = [];

function warningsIn(
  changes: readonly Change[],
  { caller }: Trace,
  target: string,
  world: JournalWorld,
  shown: (text: string) => string,
): readonly string[] {
  const ofTarget = aboutTarget(target, world.isSecret);
  if (changes.length === 0) return ofTarget;
  return [...warningsAbout(changes, caller, world.cloud()).map(shown), ...ofTarget];
}

/** Characters of a target, and of the names of headers, that an entry keeps. */
const [longestTarget, longestNames] = [2048, 2000];

/** A long target is masked before it is cut: half of a secret would not be known for one. */
function keptTarget(target: string, isSecret: (text: string) => boolean): string {
  if (target.length <= longestTarget) return target;
  return `${maskedTarget(target, isSecret).slice(0, longestTarget)}…`;
}

function someOf(names: readonly string[]): readonly string[] {
  let left = longestNames;
  return names.filter((name) => (left -= name.length) >= 0);
}

/** An exchange as plain data. */
function noted(world: JournalWorld, parts: Parts): Noted {
  const { method, status, trace, warnings, fault, milliseconds } = parts;
  return {
    world: world.name,
    method,
    status,
    trace,
    warnings,
    fault,
    milliseconds,
    target: targetIn(world, parts),
    caller: callerIn(world, parts),
    unread: unreadIn(world, parts),
    because: reasonIn(world, parts),
    names: namesIn(world, parts),
  };
}

function targetIn({ isSecret }: JournalWorld, { target }: Parts): string {
  return maskedTarget(target, isSecret);
}

function reasonIn({ cloud, profile, isSecret }: JournalWorld, { trace, fault }: Parts): string | undefined {
  if (trace.refused === null) return undefined;
  if (trace.refused.check === 'fault') return fault?.sentence;
  const sentence = because(trace, { cloud: cloud(), profile });
  return sentence === undefined ? undefined : shownText(sentence, isSecret);
}

function callerIn({ cloud }: JournalWorld, { who }: Parts): NamedCaller | null {
  if (who === null) return null;
  const { user, tenant } = who;
  const { users, tenants } = cloud();
  return {
    user,
    userName: users.get(user)?.name ?? null,
    tenant,
    tenantName: (tenant === null ? undefined : tenants.get(tenant)?.name) ?? null,
  };
}

function unreadIn(
  { isSecret }: JournalWorld,
  { target, trace, headers, fields, body }: Parts,
): readonly string[] {
  const { operation } = trace;
  if (operation === null) return [];
  const mark = target.indexOf('?');
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const parts = unreadParts({ operation, query, headers, fields, body });
  return parts.map(({ part, name }) => shownText(`${part} ${name.slice(0, 100)}`.trim(), isSecret));
}

function namesIn(world: JournalWorld, { trace: { decision } }: Parts): Noted['names'] {
  const { images, tenants } = world.cloud();
  const { image = null, member = null } = decision ?? {};
  const named = (id: string | null, name: string | null | undefined): readonly [string, string][] =>
    id === null || name === null || name === undefined ? [] : [[id, name]];
  return Object.fromEntries([
    ...named(image?.id ?? null, images.get(imageKey(image?.id ?? ''))?.name),
    ...named(image?.owner ?? null, tenants.get(image?.owner ?? '')?.name),
    ...named(member, tenants.get(member ?? '')?.name),
  ]);
}

/** A token in a query is read by nobody, and stands in the logs of every server and proxy on the way. */
function aboutTarget(target: string, isSecret: (text: string) => boolean): readonly string[] {
  const mark = target.indexOf('?');
  return mark !== -1 && holdsSecret(target.slice(mark + 1), isSecret)
    ? [
        'a secret stands in the URL, where servers and proxies log it; tokens belong into the header X-Auth-Token',
      ]
    : none;
}

/** Clients choose what they name: a member, a user. */
function withoutSecrets(trace: Trace, shown: (text: string) => string): Trace {
  const { decision, refused } = trace;
  const named = decision?.member ?? null;
  const member = named && shown(named);
  const { detail } = refused ?? {};
  if (member === named && detail?.kind !== 'userUnknown') return trace;
  return {
    ...trace,
    decision: decision && { ...decision, member },
    refused:
      refused && detail?.kind === 'userUnknown'
        ? { ...refused, detail: { ...detail, name: shown(detail.name) } }
        : refused,
  };
}

/** Who logged in by a request: it has no caller yet. */
function loggedIn(changes: readonly Change[]): Parts['who'] {
  const issued = changes.find((change) => change.kind === 'tokenIssued');
  if (issued === undefined) return null;
  const { user, scope } = issued.token;
  return { user, tenant: typeof scope === 'object' ? scope.tenant : null };
}
