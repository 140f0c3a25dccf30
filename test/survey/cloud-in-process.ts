/** A fake as a cloud that is asked: without a port, so that hundreds of questions take a second. */
import type { Player } from '../../src/contract/cast.ts';
import { players } from '../../src/contract/cast.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import type { Interaction } from '../../src/contract/interaction.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { type Outcome, survey } from '../../src/survey/survey.ts';
import { withHelp } from '../../src/contract/cloud.ts';
import type { SurveyedCloud } from '../../src/survey/surveyed-cloud.ts';
import { createFake, type Fake, type FakeOptions } from '../../src/world/fake.ts';

/** A fake with the cast in it, as a cloud. */
export function cloudInProcess(
  options: FakeOptions = {},
  played: readonly Player[] = players,
): { readonly fake: Fake; readonly cloud: SurveyedCloud } {
  const fake = createFake({ seed: readSeedFile('contract'), ...options });
  const cloud = {
    url: 'http://image-members.fake',
    played: new Set(played),
    states: withHelp(fakeCloud(fake)),
    send: async (request: Parameters<Fake['exchange']>[0]) => fake.exchange(request),
  };
  return { fake, cloud };
}

/** Asks a cloud, and keeps what became of each question. */
export async function outcomesIn(
  cloud: SurveyedCloud,
  questions: readonly Interaction[],
): Promise<ReadonlyMap<Interaction, Outcome>> {
  const outcomes = new Map<Interaction, Outcome>();
  const { signal } = new AbortController();
  await survey(cloud, questions, { signal, heard: (question, outcome) => outcomes.set(question, outcome) });
  return outcomes;
}
