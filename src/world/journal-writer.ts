import { because, type Reading } from '../domain/because.ts';
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
import type { Exchanged, NamedCaller, Noted, WritableJournal } from './journal.ts';

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
  return (ended) => {
    const { changes } = ended.answer;
    const noted = notedIn(world, shown, partsOf(ended, world, shown));
    const words = changes.map((change) => inWords(change, shown));
    journal.write((number) => noted({ number, at: world.now(), changes: words }));
    onExchange?.(noted({ changes, inWords: words, at: world.now() }));
  };
}

/** What an entry keeps of an exchange: nothing of the data of images, which may be long deleted. */
interface Parts extends Pick<
  Noted,
  'method' | 'target' | 'status' | 'trace' | 'warnings' | 'fault' | 'milliseconds'
> {
  readonly who: { readonly user: string; readonly tenant: string | null } | null;
  readonly headers: readonly string[];
  readonly fields: readonly string[];
  readonly body: boolean;
}

function partsOf(
  { head: { method, target: sent, headers }, answer, fault, milliseconds, fields, body }: Ended,
  world: JournalWorld,
  shown: (text: string) => string,
): Parts {
  const { status, changes } = answer;
  const target = keptTarget(sent, world.isSecret);
  const trace = withoutSecrets(answer.trace, shown);
  const warnings = [
    ...warningsAbout(changes, trace.caller, world.cloud()).map(shown),
    ...aboutTarget(target, world.isSecret),
  ];
  const who = trace.caller ?? loggedIn(changes);
  return {
    method,
    target,
    status,
    trace,
    warnings,
    milliseconds,
    fields,
    body,
    fault: fault === undefined ? null : { id: fault.id, sentence: faultSentence(fault) },
    who: who && {
      user: who.user,
      tenant: who.tenant,
    },
    headers: someOf(Object.keys(headers)),
  };
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

/** Makes entries, whose dear parts are made when they are read. */
function notedIn(
  { name: world, profile, cloud, isSecret }: JournalWorld,
  shown: (text: string) => string,
  parts: Parts,
): <Own extends object>(own: Own) => Own & Noted {
  const { method, status, trace, warnings, fault, milliseconds } = parts;
  const plain = { world, method, status, trace, warnings, fault, milliseconds };
  return (own) => ({
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
  });
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
    : [];
}

/** Clients choose what they name: a member, a user. */
function withoutSecrets(trace: Trace, shown: (text: string) => string): Trace {
  const { decision, refused } = trace;
  const member = decision?.member ?? null;
  const { detail } = refused ?? {};
  return {
    ...trace,
    decision: decision && { ...decision, member: member && shown(member) },
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
