import { tenantOf } from '../domain/callers.ts';
import type { Change, Cloud } from '../domain/cloud.ts';
import type { Profile } from '../domain/profile.ts';
import { detached } from '../domain/limits.ts';
import { rememberedLast } from '../domain/remembered.ts';
import type { DecisionTrace, Trace } from '../domain/trace.ts';
import { warningsAbout } from '../domain/warnings.ts';
import type { Answer } from '../http/context.ts';
import { holdsSecret, maskedTarget, shownText } from '../http/masking.ts';
import type { RequestHead } from '../http/message.ts';
import { inWords } from './changes-in-words.ts';
import { faultSentence, type SetFault } from './fault.ts';
import type { Noted } from './journal.ts';
import type { Reused } from './last-records.ts';

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
  readonly answer: Pick<Answer, 'trace' | 'changes'>;
  readonly status: number;
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
    let place = 0;
    for (const name in headers) {
      if (last[place] !== name) return (last = someOf(Object.keys(headers)));
      place += 1;
    }
    return place === last.length ? last : (last = someOf(Object.keys(headers)));
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
  { head: { method, target: sent }, answer, status, fault, milliseconds, fields, body }: Ended,
  world: JournalWorld,
  headers: readonly string[],
): Parts {
  const { changes } = answer;
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

/** Texts that were sent the last time, too, are kept once: who asks again and again leaves nothing behind. */
const [lastTarget, lastMember] = [
  rememberedLast((target: string) => target),
  rememberedLast((member: string | null) => member),
];

/**
 * Parts in a record that is used again and again. It takes a trace apart: what stands in a trace comes again with the next
 * request of that caller for that image, and the trace itself does not.
 */
export class KeptParts implements Parts, Reused<Parts> {
  method = '';
  target = '';
  status = 0;
  milliseconds = 0;
  at = 0;
  warnings: readonly string[] = none;
  words: readonly string[] = none;
  fault: Parts['fault'] = null;
  who: Parts['who'] = null;
  headers: readonly string[] = none;
  fields: readonly string[] = none;
  body = false;
  #operation: Trace['operation'] = null;
  #caller: Trace['caller'] = null;
  #refused: Trace['refused'] = null;
  #unproven: Trace['unproven'] = [];
  #isDecided = false;
  #image: DecisionTrace['image'] = null;
  #member: DecisionTrace['member'] = null;
  #persona: DecisionTrace['persona'] = 'stranger';
  #outcome: DecisionTrace['outcome'] = 'hidden';
  #passed: DecisionTrace['passed'] = none;

  hold(parts: Parts): void {
    this.method = parts.method;
    this.target = lastTarget(parts.target);
    this.status = parts.status;
    this.milliseconds = parts.milliseconds;
    this.at = parts.at;
    this.warnings = parts.warnings;
    this.words = parts.words;
    this.fault = parts.fault;
    this.who = parts.who;
    this.headers = parts.headers;
    this.fields = parts.fields;
    this.body = parts.body;
    this.#holdTrace(parts.trace);
  }

  #holdTrace({ operation, caller, refused, unproven, decision }: Trace): void {
    this.#operation = operation;
    this.#caller = caller;
    this.#refused = refused;
    this.#unproven = unproven;
    this.#isDecided = decision !== null;
    this.#image = decision?.image ?? null;
    this.#member = decision === null ? null : lastMember(decision.member);
    if (decision === null) return;
    this.#persona = decision.persona;
    this.#outcome = decision.outcome;
    this.#passed = decision.passed;
  }

  get trace(): Trace {
    const decision = this.#isDecided
      ? {
          image: this.#image,
          member: this.#member,
          persona: this.#persona,
          outcome: this.#outcome,
          passed: this.#passed,
        }
      : null;
    return {
      operation: this.#operation,
      caller: this.#caller,
      decision,
      refused: this.#refused,
      unproven: this.#unproven,
    };
  }
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
  const warnings = warningsAbout(changes, caller, world.cloud());
  return warnings.length === 0 ? ofTarget : [...warnings.map(shown), ...ofTarget];
}

/** Characters of a target, and of the names of headers, that an entry keeps. */
const [longestTarget, longestNames] = [2048, 2000];

/** A long target is masked before it is cut: half of a secret would not be known for one. */
function keptTarget(target: string, isSecret: (text: string) => boolean): string {
  if (target.length <= longestTarget) return target;
  return detached(`${maskedTarget(target, isSecret).slice(0, longestTarget)}…`);
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
