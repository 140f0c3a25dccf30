import { isDeepStrictEqual } from 'node:util';
import type { ProfileName } from '../domain/profiles.ts';
import type { Interaction } from './interaction.ts';
import { interactions } from './interactions.ts';
import { kinds } from './interactions/writing.ts';
import { writePact } from './pact-file.ts';
import { type Answered, tellerFor } from './teller.ts';

/** The profiles that contracts are written for. */
export const contractProfiles: readonly ProfileName[] = ['glance', 'glance-legacy'];

/**
 * Writes all contracts into a directory: for each kind of caller what holds in every profile, and for each profile
 * what holds in it alone (`producer-glance-legacy-image-members-api.json`).
 * @throws PactMissing where the official library is not installed.
 */
export async function writePacts(directory: string): Promise<void> {
  for (const kind of kinds) {
    const own = interactions.filter(({ consumer }) => consumer === kind);
    const told = await Promise.all(contractProfiles.map((profile) => tellAll(profile, own)));
    const agreed = own.map((_, place) => agree(told.map((answers) => answers[place])));
    const common = (told[0] ?? []).filter((_, place) => agreed[place]);
    writePact(kind, common, directory);
    for (const [index, profile] of contractProfiles.entries()) {
      const special = (told[index] ?? []).filter((_, place) => !agreed[place]);
      if (special.length > 0) writePact(`${kind}-${profile}`, special, directory);
    }
  }
}

/** One after the other: they share a fake. */
async function tellAll(profile: ProfileName, all: readonly Interaction[]): Promise<readonly Answered[]> {
  const tell = tellerFor(profile);
  const answers: Answered[] = [];
  for (const interaction of all) answers.push(await tell(interaction));
  return answers;
}

function agree(answers: readonly (Answered | undefined)[]): boolean {
  return answers.every((each) => isDeepStrictEqual(each?.expectation, answers[0]?.expectation));
}
