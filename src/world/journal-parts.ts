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
function sharedNames(): (headers: RequestHead['headers']) => readonly string[] {
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

const none: readonly string[] = [];

/** Texts that were sent the last time, too, are kept once: who asks again and again leaves nothing behind. */
const [lastTarget, lastMember] = [
  rememberedLast((target: string) => target),
  rememberedLast((member: string | null) => member),
];

/** Makes records of exchanges with a world. */
export function blankParts(world: JournalWorld): () => Parts {
  const names = sharedNames();
  const shown = (text: string): string => shownText(text, world.isSecret);
  return () => new Parts(world, names, shown);
}

/**
 * What an entry keeps of an exchange: nothing of the data of images, which may be long deleted. It is a record that is used again
 * and again, and takes a trace apart: what stands in a trace comes again with the next request of that caller for that image, and
 * the trace itself does not.
 */
export class Parts implements Reused<Ended> {
  method = '';
  target = '';
  status = 0;
  milliseconds = 0;
  /** When it was answered, by the world's clock, in milliseconds since 1970. */
  at = 0;
  warnings: readonly string[] = none;
  /** The changes in words. */
  words: readonly string[] = none;
  fault: Noted['fault'] = null;
  who: { readonly user: string; readonly tenant: string | null } | null = null;
  headers: readonly string[] = none;
  fields: readonly string[] = none;
  body = false;
  readonly #world: JournalWorld;
  readonly #names: ReturnType<typeof sharedNames>;
  readonly #shown: (text: string) => string;
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

  constructor(world: JournalWorld, names: ReturnType<typeof sharedNames>, shown: (text: string) => string) {
    this.#world = world;
    this.#names = names;
    this.#shown = shown;
  }

  hold({
    head: { method, target, headers },
    answer,
    status,
    fault,
    milliseconds,
    fields,
    body,
  }: Ended): void {
    const { changes } = answer;
    const [world, shown] = [this.#world, this.#shown];
    const trace = withoutSecrets(answer.trace, shown);
    this.method = method;
    this.target = lastTarget(keptTarget(target, world.isSecret));
    this.status = status;
    this.milliseconds = Math.round(milliseconds * 1000) / 1000;
    this.at = world.now();
    this.warnings = warningsIn(changes, trace, this.target, world, shown);
    this.words = changes.length === 0 ? none : changes.map((change) => inWords(change, shown));
    this.fault = fault === undefined ? null : { id: fault.id, sentence: faultSentence(fault) };
    this.who = trace.caller ?? loggedIn(changes);
    this.headers = this.#names(headers);
    this.fields = fields;
    this.body = body;
    this.#holdTrace(trace);
  }

  /** The same in a record of its own, for whoever keeps it. */
  copy(): Parts {
    const copy = Object.assign(new Parts(this.#world, this.#names, this.#shown), this);
    copy.#holdTrace(this.trace);
    return copy;
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
