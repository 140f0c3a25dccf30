/** Judges wrong and right servers in process: what of the shipped contracts does not hold on them. */
import { textOf } from '../../src/http/message.ts';
import { type AnsweredInteraction, answererFor } from '../../src/contract/answered-interaction.ts';
import { StateError } from '../../src/contract/cloud.ts';
import { fits, isProven } from '../../src/contract/fitting.ts';
import type { Interaction } from '../../src/contract/interaction.ts';
import { interactions as table } from '../../src/contract/interactions.ts';
import type { Mistake } from '../../src/contract/mutants/words.ts';
import { differencesFrom } from '../../src/contract/matching.ts';
import { describe } from '../../src/contract/pact-file.ts';
import { consumersFor } from '../../src/contract/shipped.ts';
import { type MarkedInteraction, valueDifferences } from '../../src/contract/verify/state-values.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { pacts } from './pacts.ts';

/** An interaction that a server is asked, and what the contracts say of the answer. */
interface Demand extends AnsweredInteraction {
  /** As it stands in its pact. */
  readonly marked: MarkedInteraction;
}

/** Something of the contracts that does not hold. */
export interface Finding {
  readonly sentence: string;
  readonly rule: string;
  readonly differences: readonly string[];
}

const demands = new Map<ProfileName, Promise<readonly Demand[]>>();

/** What the contracts ask of servers with the rules of a profile. */
export function demandsOf(profile: ProfileName): Promise<readonly Demand[]> {
  const known = demands.get(profile) ?? demandsFor(profile);
  demands.set(profile, known);
  return known;
}

async function demandsFor(profile: ProfileName): Promise<readonly Demand[]> {
  const answer = answererFor(profile);
  const all: Demand[] = [];
  for (const interaction of table.filter((each) => fits(each, profiles[profile]))) {
    const answered = await answer(interaction);
    if (isProven(answered)) all.push({ ...answered, marked: markedIn(answered, profile) });
  }
  return all;
}

const written = new Map(
  pacts.map(({ consumer, interactions }) => [
    consumer.name,
    new Map(interactions.map((each) => [each.description, each as unknown as MarkedInteraction])),
  ]),
);

function markedIn(answered: AnsweredInteraction, profile: ProfileName): MarkedInteraction {
  const { consumer } = answered.interaction;
  const places = consumersFor(consumer as Parameters<typeof consumersFor>[0], profile);
  const found = places.map((each) => written.get(each)?.get(describe(answered))).find((each) => each);
  if (found === undefined)
    throw new Error(`"${describe(answered)}" is in no pact. Run node scripts/generate.ts.`);
  return found;
}

/** What a server is judged by. */
interface Judging {
  readonly profile: ProfileName;
  readonly mistake: Mistake;
  /** Which interactions are asked; all if left out. */
  readonly only?: (demand: Demand) => boolean;
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
  { interaction, expectation, marked }: Demand,
  answer: (interaction: Interaction) => Promise<AnsweredInteraction>,
): Promise<readonly string[]> {
  try {
    const { response, values } = await answer(interaction);
    const body = textOf(response.body);
    const { status, headers } = response;
    return [
      ...differencesFrom(expectation, response),
      ...valueDifferences({ interaction: marked, values, answer: { status, headers, body } }),
    ].map(({ text }) => text);
  } catch (error) {
    if (error instanceof StateError) return [`provider state: ${error.message}`];
    throw error;
  }
}
