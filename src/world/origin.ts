import { copyOf, type WritableCloud } from '../domain/apply.ts';
import { tableOf } from '../domain/member-table.ts';
import type { Image, Member } from '../domain/model.ts';
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
  const without = planted.images
    .entries()
    .filter(([, image]) => isUndated(image) || image.members.values().some(isUndated))
    .toArray();
  return (now) => {
    const cloud = copyOf(planted);
    const at = wholeSecond(now);
    for (const [key, image] of without) {
      const members = tableOf(image.members).as((member) => datedMember(member, at));
      cloud.images.set(key, { ...image, ...dated(image, at), members });
    }
    return cloud;
  };
}

type Dated = Pick<Image, 'createdAt' | 'updatedAt'>;

const undated: string = wholeSecond(unplanted);

function isUndated({ createdAt, updatedAt }: Dated): boolean {
  return createdAt === undated || updatedAt === undated;
}

function dated({ createdAt, updatedAt }: Dated, at: string): Dated {
  return {
    createdAt: createdAt === undated ? at : createdAt,
    updatedAt: updatedAt === undated ? at : updatedAt,
  };
}

/** Key by key: there may be a million of them, and a copy of an unknown object takes several times as long. */
function datedMember({ id, status, createdAt, updatedAt, removed }: Member, at: string): Member {
  return {
    id,
    status,
    createdAt: createdAt === undated ? at : createdAt,
    updatedAt: updatedAt === undated ? at : updatedAt,
    removed,
  };
}
