/** Compares a cloud with the fake, question by question. */
import type { Operation } from '../domain/operations.ts';
import type { Profile } from '../domain/profile.ts';
import type { AnyProfile } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { textOf } from '../http/message.ts';
import { type AnsweredInteraction, keptAnswersFor } from '../contract/answered-interaction.ts';
import { jsonOrText, withHelp } from '../contract/cloud.ts';
import { isProven } from '../contract/fitting.ts';
import type { Interaction } from '../contract/interaction.ts';
import { answerDifferences } from '../contract/matching.ts';
import type { Difference, VerifiedExchange, VerifiedInteraction } from '../contract/verify/results.ts';
import { rulesOf } from '../world/options.ts';
import { type CloudAnswer, type Outcome, refusedWith } from './survey.ts';

/** Whose rules a cloud is compared with. */
export interface ComparedRules {
  readonly profile: AnyProfile;
  readonly release?: ReleaseName | undefined;
}

/** A question with what the cloud and the fake answered. */
export interface Compared {
  readonly question: Interaction;
  /** The line and the cell of the permission table that the fake looked at: `updateMember, producer: no (role member)`. */
  readonly cell: string;
  /** The check that refused it in the fake, and how; or that it was granted. */
  readonly rule: string;
  /** The fake's answer in short: `403 You are not authorized …`. */
  readonly expected: string;
  /** That of the cloud; empty where there was none. */
  readonly actual: string;
  /** Empty where both answered the same. */
  readonly differences: readonly Difference[];
  /** How the fake decided. */
  readonly trace: AnsweredInteraction['trace'];
  /** What the cloud answered; left out where it did not. */
  readonly answer?: CloudAnswer;
  /** The status with which the cloud refused a step of the state; left out where it refused none. */
  readonly refusedWith?: number;
  /** What was sent to the cloud; left out where nothing was. */
  readonly exchange?: VerifiedExchange;
  readonly milliseconds: number;
}

/** Judges what a cloud answered to a question: undefined where nobody knows what the service itself answers. */
export type Comparing = (question: Interaction, outcome: Outcome) => Promise<Compared | undefined>;

/** Compares answers of a cloud with those of a fake, which answers each question in a world of its own. */
export function comparingWith({ profile, release }: ComparedRules): Comparing {
  const answer = keptAnswersFor(profile, release, withHelp);
  const { permissions } = rulesOf({ profile });
  return async (question, outcome) => {
    const expected = await answer(question);
    return isProven(expected) ? comparedBy(expected, outcome, permissions) : undefined;
  };
}

function comparedBy(
  expected: AnsweredInteraction,
  outcome: Outcome,
  permissions: Profile['permissions'],
): Compared {
  const { interaction: question, trace, rule, response } = expected;
  const answered = outcome.kind === 'answered' ? outcome : undefined;
  const status = refusedWith(outcome);
  return {
    question,
    cell: cellText(trace, permissions),
    rule: rule.replace(/^.*?: /, ''),
    expected: answerText(response.status, textOf(response.body)),
    actual:
      answered === undefined ? '' : answerText(answered.response.status, textOf(answered.response.body)),
    differences: differencesOf(expected, outcome),
    trace,
    ...(answered && { answer: answered, exchange: answered.exchange }),
    ...(status !== undefined && { refusedWith: status }),
    milliseconds: answered?.milliseconds ?? 0,
  };
}

function cellText(
  { operation, decision }: AnsweredInteraction['trace'],
  permissions: Profile['permissions'],
): string {
  if (operation === null) return 'no operation';
  if (decision === null) return operation;
  const { role } = permissions[operation as Operation];
  return `${operation}, ${decision.persona}: ${decision.outcome}${role === 'any' ? '' : ` (role ${role})`}`;
}

/** An answer in short: its status, and the words of a refusal or else the whole body. */
function answerText(status: number, body: string): string {
  const { message } = Object(jsonOrText(body)) as { readonly message?: unknown };
  const words = typeof message === 'string' ? message.replaceAll(/<br \/>/g, ' ') : body;
  return `${status} ${words}`.replaceAll(/\s+/g, ' ').trim();
}

/** What a cloud answered differently than the fake. */
function differencesOf(expected: AnsweredInteraction, outcome: Outcome): readonly Difference[] {
  if (outcome.kind === 'answered') return answerDifferences(expected, outcome);
  const kind = outcome.kind === 'unmade' ? 'state' : 'unanswered';
  return [{ kind, where: '', text: outcome.why }];
}

/** A comparison as the reports of a verification have it. */
export function verifiedBy(compared: Compared): VerifiedInteraction {
  const { question, cell, rule, differences, exchange, milliseconds } = compared;
  return {
    consumer: question.caller ?? 'nobody',
    sentence: question.sentence,
    rule: `${cell}; ${rule}`,
    ok: differences.length === 0,
    pending: false,
    differences,
    states: question.given,
    ...(exchange && { exchange }),
    milliseconds,
  };
}
