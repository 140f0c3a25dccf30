import { copyOf, type WritableCloud } from '../domain/apply.ts';
import { tableOf } from '../domain/member-table.ts';
import type { Image } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { wholeSecond } from '../domain/times.ts';
import { digest } from './digest.ts';
import { plant } from './plant.ts';
import { checkedSeed } from './seed-problems.ts';
import type { Seed } from './seed.ts';

/** What a world begins with, made anew each time that it goes back there. @param now milliseconds since 1970. */
export type Origin = (now: number) => WritableCloud;

/** Stands for the time of planting, which no seed can mean. */
const unplanted: number = Date.UTC(-1, 0);

/**
 * The cloud of a seed. It is planted once, and what does not depend on the time is shared between all that begin with it.
 * @throws SeedError where the seed is not one, or has what the profile does not.
 */
export function seeded(seed: Seed, profile: Profile): Origin {
  const { images, ...others } = checkedSeed(seed);
  // Whatever becomes of the seed: a world goes back to what it began with. Of images, planting takes over texts alone.
  const own: Seed = { ...structuredClone(others), ...(images && { images }) };
  const planted = plant(own, { now: unplanted, digest, profile });
  const undated = wholeSecond(unplanted);
  const isUndated = ({ createdAt, updatedAt }: Dated): boolean =>
    createdAt === undated || updatedAt === undated;
  const without = planted.images
    .entries()
    .filter(([, image]) => isUndated(image) || image.members.values().some(isUndated))
    .toArray();
  return (now) => {
    const cloud = copyOf(planted);
    const at = wholeSecond(now);
    const dated = <Thing extends Dated>(thing: Thing): Thing => ({
      ...thing,
      createdAt: thing.createdAt === undated ? at : thing.createdAt,
      updatedAt: thing.updatedAt === undated ? at : thing.updatedAt,
    });
    for (const [key, image] of without)
      cloud.images.set(key, { ...dated(image), members: tableOf(image.members).as(dated) });
    return cloud;
  };
}

type Dated = Pick<Image, 'createdAt' | 'updatedAt'>;
