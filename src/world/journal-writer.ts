import { because, type Reading } from '../domain/because.ts';
import { tenantOf } from '../domain/callers.ts';
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
import type { Draft, Exchanged, JournalEntry, NamedCaller, Noted, WritableJournal } from './journal.ts';

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
  const shown = (text: string): string => shownText(text, world.isSecret);
  const names = sharedNames();
  return (ended) => {
    const { changes } = ended.answer;
    let known: Parts | undefined;
    const parts = (): Parts => (known ??= partsOf(ended, world, shown, names(ended.head.headers)));
    journal.write((number) => new WrittenDraft({ world, shown, parts: parts() }, number));
    if (onExchange === undefined) return;
    const { at, words } = parts();
    onExchange(noted({ world, shown, parts: parts() }, { changes, inWords: words, at }));
  };
}

/** What is kept of an exchange, and what it takes to read that. */
interface Kept {
  readonly world: JournalWorld;
  readonly shown: (text: string) => string;
  readonly parts: Parts;
}

/** A class: of a thousand exchanges that are kept, hardly one is read, and a function for each would cost more than the answers. */
class WrittenDraft implements Draft {
  readonly #kept: Kept;
  readonly #number: number;
  #entry: JournalEntry | undefined;

  constructor(kept: Kept, number: number) {
    this.#kept = kept;
    this.#number = number;
  }

  entry(): JournalEntry {
    const { at, words } = this.#kept.parts;
    return (this.#entry ??= noted(this.#kept, { number: this.#number, at, changes: words }));
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
  shown: (text: string) => string,
  headers: readonly string[],
): Parts {
  const { status, changes } = answer;
  const target = keptTarget(sent, world.isSecret);
  const trace = withoutSecrets(answer.trace, shown);
  return {
    method,
    target,
    status,
    trace,
    warnings: warningsIn(changes, trace, target, world, shown),
    milliseconds,
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

/** An exchange as it is read. Its dear parts are made when they are. */
function noted<Own extends object>({ world: of, shown, parts }: Kept, own: Own): Own & Noted {
  const { name: world, profile, cloud, isSecret } = of;
  const { method, status, trace, warnings, fault, milliseconds } = parts;
  const plain = { world, method, status, trace, warnings, fault, milliseconds };
  return {
    ...own,
    ...plain,
    get target() {
      return maskedTarget(parts.target, isSecret);
    },
    get caller() {
      return parts.who && callerIn(parts.who, cloud());
    },
    get unread() {
      return unreadIn(parts).map(shown);
    },
    get because() {
      return reasonIn(parts, { cloud: cloud(), profile }, shown);
    },
    get names() {
      return namesIn(trace, cloud());
    },
  };
}

function reasonIn(
  { trace, fault }: Parts,
  reading: Reading,
  shown: (text: string) => string,
): string | undefined {
  if (trace.refused?.check === 'fault') return fault?.sentence;
  const sentence = because(trace, reading);
  return sentence === undefined ? undefined : shown(sentence);
}

function callerIn({ user, tenant }: NonNullable<Parts['who']>, { users, tenants }: Cloud): NamedCaller {
  return {
    user,
    userName: users.get(user)?.name ?? null,
    tenant,
    tenantName: (tenant === null ? undefined : tenants.get(tenant)?.name) ?? null,
  };
}

function unreadIn({ target, trace, headers, fields, body }: Parts): readonly string[] {
  const { operation } = trace;
  if (operation === null) return [];
  const mark = target.indexOf('?');
  const query = mark === -1 ? '' : target.slice(mark + 1);
  const parts = unreadParts({ operation, query, headers, fields, body });
  return parts.map(({ part, name }) => `${part} ${name.slice(0, 100)}`.trim());
}

function namesIn({ decision }: Trace, { images, tenants }: Cloud): Readonly<Record<string, string>> {
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
  return { user: issued.token.user, tenant: tenantOf(issued.token) };
}
