import { isDeepStrictEqual } from 'node:util';
import { type ProfileName, profiles } from '../domain/profiles.ts';
import { commonConsumer, families, type Family, ownConsumer } from './families.ts';
import { fits, isProven } from './fitting.ts';
import { inTurn } from './in-turn.ts';
import type { Interaction } from './interaction.ts';
import { interactions } from './interactions.ts';
import { type Kind, kinds } from './interactions/writing.ts';
import { writePact } from './pact-file.ts';
import { type Answered, tellerFor } from './teller.ts';

/**
 * Writes all contracts into a directory: for each kind of caller what holds in every profile of a service, and for
 * each profile what holds in it alone (`producer-glance-legacy-image-members-api.json`).
 * @throws PactMissing where the official library is not installed.
 */
export async function writePacts(directory: string): Promise<void> {
  for (const family of families) for (const kind of kinds) await writeKind(kind, family, directory);
}

async function writeKind(kind: Kind, family: Family, directory: string): Promise<void> {
  const own = interactions.filter(({ consumer }) => consumer === kind);
  const told = await Promise.all(family.profiles.map((profile) => tellAll(own, profile)));
  const agreed = own.map((_, place) => agree(told.map((answers) => answers[place])));
  const write = (consumer: string, all: readonly (Answered | undefined)[] = []): void => {
    const answered = all.filter((each) => each !== undefined);
    if (answered.length > 0) writePact(consumer, answered, directory);
  };
  write(
    commonConsumer(kind, family),
    told[0]?.filter((_, place) => agreed[place]),
  );
  for (const [index, profile] of family.profiles.entries())
    write(
      ownConsumer(kind, profile),
      told[index]?.filter((_, place) => !agreed[place]),
    );
}

/** What a profile answers; undefined where an interaction says nothing of it, or where nobody knows. */
async function tellAll(
  own: readonly Interaction[],
  profile: ProfileName,
): Promise<readonly (Answered | undefined)[]> {
  const tell = tellerFor(profile);
  return inTurn(own, async (each) => {
    const answered = fits(each, profiles[profile]) ? await tell(each) : undefined;
    return answered !== undefined && isProven(answered) ? answered : undefined;
  });
}

function agree([first, ...others]: readonly (Answered | undefined)[]): boolean {
  return (
    first !== undefined && others.every((each) => isDeepStrictEqual(each?.expectation, first.expectation))
  );
}
