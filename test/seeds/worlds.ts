import type { WritableCloud } from '../../src/domain/apply.ts';
import type { Image } from '../../src/domain/model.ts';
import { type ProfileName, profiles } from '../../src/domain/profiles.ts';
import { digest } from '../../src/world/digest.ts';
import { plant } from '../../src/world/plant.ts';
import { checkedSeed } from '../../src/world/seed-problems.ts';
import type { Seed, SeedImage, SeedUser } from '../../src/world/seed.ts';

/** 2026-11-22T10:20:30.456Z. */
export const now = 1_795_342_830_456;

/** Two tenants that a rule can be shown with. */
export const acme: Seed['tenants'] = [
  { name: 'acme', id: 'a1' },
  { name: 'globex', id: 'g1' },
];

/** The cloud of a seed, at a fixed time, as a profile reads it. */
export function planted(seed: Seed, profile: ProfileName = 'glance'): WritableCloud {
  return plant(checkedSeed(seed), { now, digest, profile: profiles[profile] });
}

/** The only image of a world with the two tenants. */
export function plantedImage(image: Partial<SeedImage>): Image {
  const cloud = planted({ tenants: acme, images: [{ owner: 'acme', ...image }] });
  return [...cloud.images.values()][0]!;
}

/** A world with the two tenants and one user. */
export function withUser(user: SeedUser): Seed {
  return { tenants: acme, users: [user] };
}
