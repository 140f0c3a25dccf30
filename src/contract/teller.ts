import { type ProfileName, profiles } from '../domain/profiles.ts';
import { readSeedFile } from '../seed-file.ts';
import { createFake, type Exchanged } from '../world/fake.ts';
import { type Expectation, expectationOf } from './expectation.ts';
import type { Interaction } from './interaction.ts';
import { tell, type Told } from './telling.ts';

/** An interaction with what the fake answered to it, as a contract asks for it. */
export interface Answered extends Told {
  readonly expectation: Expectation;
}

/** When contracts are told: every time in them is of this minute. */
const moment = Date.parse('2026-01-15T09:30:00Z');

/** Tells interactions to a fake of a profile, each in a cloud of its own with nothing but the cast in it. */
export function tellerFor(profile: ProfileName): (interaction: Interaction) => Promise<Answered> {
  let last: Exchanged | undefined;
  const onExchange = (exchanged: Exchanged): void => void (last = exchanged);
  const making = { profile, clock: () => moment, random: () => 0.5, onExchange };
  // Each interaction starts the world anew. With all its ids in the seed, none has to be made again each time.
  const seed = createFake({ ...making, seed: readSeedFile('contract') }).world({ secrets: true });
  const fake = createFake({ ...making, seed });
  const { gaps } = profiles[profile];
  return async (interaction) => {
    const told = await tell(interaction, fake, () => last as Exchanged);
    const { openLists = false } = interaction;
    return {
      ...told,
      expectation: expectationOf(told.response, told.values, { openLists, gaps }),
    };
  };
}
