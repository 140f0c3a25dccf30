import { isDeepStrictEqual } from 'node:util';
import type { ProfileName } from '../domain/profiles.ts';
import { inTurn } from './in-turn.ts';
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
    const told = await Promise.all(contractProfiles.map((profile) => inTurn(own, tellerFor(profile))));
    const agreed = own.map((_, place) => agree(told.map((answers) => answers[place])));
    const common = (told[0] ?? []).filter((_, place) => agreed[place]);
    writePact(kind, common, directory);
    for (const [index, profile] of contractProfiles.entries()) {
      const special = (told[index] ?? []).filter((_, place) => !agreed[place]);
      if (special.length > 0) writePact(`${kind}-${profile}`, special, directory);
    }
  }
}

function agree(answers: readonly (Answered | undefined)[]): boolean {
  return answers.every((each) => isDeepStrictEqual(each?.expectation, answers[0]?.expectation));
}
