/** Differences of a comparison that have one cause: one cell, one answer; and the line of a profile that says it. */
import { stringify } from 'yaml';
import type { OwnProfile } from '../domain/profile.ts';
import { answererFor } from '../contract/answered-interaction.ts';
import { StateError, withHelp } from '../contract/cloud.ts';
import { answerDifferences } from '../contract/matching.ts';
import { leading, withoutIds } from '../contract/verify/findings.ts';
import { rulesOf } from '../world/options.ts';
import { ProfileError } from '../world/profile-checked.ts';
import type { Compared, ComparedRules } from './comparison.ts';
import { type Edit, editsFor } from './edits.ts';

/** Questions of one cell that the cloud answered differently, and in the same way. */
export interface Alike {
  readonly cell: string;
  readonly members: readonly [Compared, ...Compared[]];
  /** What a profile says so that the fake answers all of them as the cloud does: `permissions: { … }`; left out: no cell does. */
  readonly line?: string;
}

/** Causes for which a line is looked for at most: each is tried with a dozen profiles. */
const mostExplained = 40;

/** The questions that were answered differently, by their causes. */
export async function alikeIn(
  compared: readonly Compared[],
  rules: ComparedRules,
): Promise<readonly Alike[]> {
  const differing = compared.filter(({ differences }) => differences.length > 0);
  const found: Alike[] = [];
  for (const [first, ...others] of Map.groupBy(differing, keyOf).values()) {
    if (first === undefined) continue;
    const members = [first, ...others] as const;
    const line = found.length < mostExplained ? await lineFor(members, compared, rules) : undefined;
    found.push({ cell: first.cell, members, ...(line !== undefined && { line }) });
  }
  return found;
}

/** Where the status is another one, the answer; else what differs. */
function keyOf({ cell, actual, differences }: Compared): string {
  const isOther = differences.some(({ kind }) => kind === 'status');
  const isRefused = Number(actual.slice(0, 3)) >= 400;
  if (isOther) return JSON.stringify([cell, isRefused ? withoutIds(actual) : actual.slice(0, 3)]);
  return JSON.stringify([cell, leading(differences).map(({ text }) => withoutIds(text))]);
}

async function lineFor(
  members: readonly [Compared, ...Compared[]],
  compared: readonly Compared[],
  { profile, release }: ComparedRules,
): Promise<string | undefined> {
  const [{ question, answer, trace }] = members;
  if (answer === undefined) return undefined;
  const own: OwnProfile =
    typeof profile === 'string' ? { name: 'this-cloud', based_on: profile } : { ...profile };
  const cells = [`${trace.operation}.${trace.decision?.persona}`, `${trace.operation}.role`];
  const edits = editsFor({ question, answer, trace }, rulesOf({ profile }));
  const others = compared.filter(
    (each) => each.differences.length === 0 && each.trace.operation === trace.operation,
  );
  for (const edit of edits.filter(({ entry }) => cells.includes(entry)))
    if (await explains(edit.apply(own), release, [...members, ...others])) return lineOf(edit, own.based_on);
  return undefined;
}

/** Whether a fake with a profile answers questions as the cloud did. */
async function explains(
  own: OwnProfile,
  release: ComparedRules['release'],
  all: readonly Compared[],
): Promise<boolean> {
  try {
    const answer = answererFor(own, undefined, release, withHelp);
    for (const each of all) {
      if (each.answer === undefined) return false;
      if (answerDifferences(await answer(each.question), each.answer).length > 0) return false;
    }
    return true;
  } catch (error) {
    // Not every cell may say everything, and not every state can be made by all rules.
    if (error instanceof ProfileError || error instanceof StateError) return false;
    throw error;
  }
}

/** What an edit writes into a profile, as a line of YAML: `permissions: { addMember: { consumer: 'no' } }`. */
export function lineOf({ apply }: Edit, based_on: OwnProfile['based_on']): string {
  const { name: _, based_on: __, ...changed } = apply({ name: 'this-cloud', based_on });
  // Other readers of YAML take `no` for false.
  const style = { compat: 'yaml-1.1', collectionStyle: 'flow', singleQuote: true, lineWidth: 0 } as const;
  // What stands between the braces is the line of a file.
  return stringify(changed, style).trim().slice(2, -2);
}
