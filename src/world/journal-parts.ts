import { tenantOf } from '../domain/callers.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import type { Profile } from '../domain/profile.ts';
import { remembered } from '../domain/remembered.ts';
import type { Trace } from '../domain/trace.ts';
import { warningsAbout } from '../domain/warnings.ts';
import type { Answer } from '../http/context.ts';
import { holdsSecret, maskedTarget, shownText } from '../http/masking.ts';
import type { RequestHead } from '../http/message.ts';
import { inWords } from './changes-in-words.ts';
import { faultSentence, type SetFault } from './fault.ts';
import type { Noted } from './journal.ts';

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

/** The names of headers, cut off where there are too many. Exchanges in a row that have the same ones share the list. */
export function sharedNames(): (headers: RequestHead['headers']) => readonly string[] {
  let last: readonly string[] = [];
  return (headers) => {
    const names = someOf(Object.keys(headers));
    const isSame = names.length === last.length && names.every((name, place) => name === last[place]);
    return isSame ? last : (last = names);
  };
}

/** What an entry keeps of an exchange: nothing of the data of images, which may be long deleted. */
export interface Parts extends Pick<
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

/** What is kept of an exchange that is over. */
export function partsOf(
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

/** Callers and lists of headers come again and again. */
const sharedText: (value: object) => string = remembered((value) => JSON.stringify(value));

/** What of an exchange has a text of its own. */
type OwnParts = readonly [
  ...exchange: [Parts['method'], Parts['target'], Parts['status'], Parts['milliseconds'], Parts['at']],
  ...more: [Parts['warnings'], Parts['words'], Parts['fault'], Parts['fields'], Parts['body']],
  ...trace: [Trace['operation'], Trace['decision'], Trace['refused'], Trace['unproven']],
  who: Parts['who'] | 'caller',
];

/**
 * Parts as a text, in a list: names would make the greater part of it. It is made for each request, so it is put together
 * of what is known, and most of it is; `JSON.stringify` over all of it takes four times as long.
 */
export function textOf(parts: Parts): string {
  const { method, target, status, milliseconds, at, warnings, words, fault, fields, body, who } = parts;
  const { caller, operation, decision, refused, unproven } = parts.trace;
  const exchange = `${JSON.stringify(method)},${JSON.stringify(target)},${status},${milliseconds},${JSON.stringify(at)}`;
  const more = `${listText(warnings)},${listText(words)},${fault === null ? 'null' : JSON.stringify(fault)},${listText(fields)},${body}`;
  const whoText = who === caller ? '"caller"' : JSON.stringify(who);
  const trace = `${operation === null ? 'null' : `"${operation}"`},${decisionText(decision)},${refused === null ? 'null' : JSON.stringify(refused)},${listText(unproven)}`;
  return `[${sharedText(parts.headers)},${caller === null ? 'null' : sharedText(caller)},[${exchange},${more},${trace},${whoText}]]`;
}

function listText(list: readonly string[]): string {
  return list.length === 0 ? '[]' : JSON.stringify(list);
}

/** An image and the checks that passed are the same objects again and again. */
function decisionText(decision: Trace['decision']): string {
  if (decision === null) return 'null';
  const { image, member, persona, outcome, passed } = decision;
  const [about, named] = [image === null ? 'null' : sharedText(image), JSON.stringify(member)];
  return `{"image":${about},"member":${named},"persona":"${persona}","outcome":"${outcome}","passed":${sharedText(passed)}}`;
}

/** The parts in a text that `textOf` made. */
export function partsIn(text: string): Parts {
  const [headers, caller, own] = JSON.parse(text) as [Parts['headers'], Trace['caller'], OwnParts];
  const [method, target, status, milliseconds, at, warnings, words, fault, fields, body, ...rest] = own;
  const [operation, decision, refused, unproven, who] = rest;
  const trace = { operation, caller, decision, refused, unproven };
  const shown = { method, target, status, trace, warnings, fault, milliseconds };
  return { ...shown, at, words, who: who === 'caller' ? caller : who, headers, fields, body };
}

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
