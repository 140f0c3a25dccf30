/** Judges wrong and right servers in process: what of the shipped contracts does not hold on them. */
import {
  type AnsweredInteraction,
  answererFor,
  keptAnswersFor,
} from '../../src/contract/answered-interaction.ts';
import { StateError } from '../../src/contract/cloud.ts';
import { fits, isProven } from '../../src/contract/fitting.ts';
import type { Interaction } from '../../src/contract/interaction.ts';
import { interactions as table } from '../../src/contract/interactions.ts';
import type { Mistake } from '../../src/contract/mutants/words.ts';
import { answerDifferences } from '../../src/contract/matching.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { profiles } from '../../src/domain/profiles.ts';

/** Something of the contracts that does not hold. */
export interface Finding {
  readonly sentence: string;
  readonly rule: string;
  readonly differences: readonly string[];
}

const demands = new Map<ProfileName, Promise<readonly AnsweredInteraction[]>>();

/** What the contracts ask of servers with the rules of a profile. */
export function demandsOf(profile: ProfileName): Promise<readonly AnsweredInteraction[]> {
  const known = demands.get(profile) ?? demandsFor(profile);
  demands.set(profile, known);
  return known;
}

async function demandsFor(profile: ProfileName): Promise<readonly AnsweredInteraction[]> {
  const answer = keptAnswersFor(profile);
  const all: AnsweredInteraction[] = [];
  for (const interaction of table.filter((each) => fits(each, profiles[profile]))) {
    const answered = await answer(interaction);
    if (isProven(answered)) all.push(answered);
  }
  return all;
}

/** What a server is judged by. */
interface Judging {
  readonly profile: ProfileName;
  readonly mistake: Mistake;
  /** Which interactions are asked; all if left out. */
  readonly only?: (demand: AnsweredInteraction) => boolean;
  /** Whether the first finding is enough. */
  readonly first?: boolean;
}

/** What of the contracts does not hold on a server. */
export async function findingsOf({
  profile,
  mistake,
  only = () => true,
  first = false,
}: Judging): Promise<readonly Finding[]> {
  const answer = answererFor(profile, mistake);
  const findings: Finding[] = [];
  for (const demand of (await demandsOf(profile)).filter(only)) {
    const differences = await differencesOf(demand, answer);
    const { interaction, rule } = demand;
    if (differences.length > 0) findings.push({ sentence: interaction.sentence, rule, differences });
    if (first && findings.length > 0) break;
  }
  return findings;
}

async function differencesOf(
  demand: AnsweredInteraction,
  answer: (interaction: Interaction) => Promise<AnsweredInteraction>,
): Promise<readonly string[]> {
  try {
    return answerDifferences(demand, await answer(demand.interaction)).map(({ text }) => text);
  } catch (error) {
    if (error instanceof StateError) return [`provider state: ${error.message}`];
    throw error;
  }
}
