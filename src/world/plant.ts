import { apply, emptyCloud, type WritableCloud } from '../domain/apply.ts';
import { imageKey } from '../domain/collation.ts';
import type { Digests } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { wholeSecond } from '../domain/times.ts';
import { forProfile } from './seed/for-profile.ts';
import { imageIdsOf, tenantIdOf } from './seed/ids.ts';
import { plantedImage } from './seed/plant-image.ts';
import { plantUser } from './seed/plant-users.ts';
import { tenantFinder } from './seed/tenants.ts';
import type { Seed } from './seed.ts';

/** What a seed needs from the world that it is planted into. */
export interface Planting {
  /** The world's time in milliseconds since 1970: for images and members whose times the seed leaves out. */
  readonly now: number;
  /** Glance's digests of image data; see `Context.digest`. */
  digest(bytes: Uint8Array): Digests;
  /** Whose defaults hold for what the seed leaves out. */
  readonly profile: Profile;
}

/**
 * The cloud that a seed describes. The same seed at the same time gives the same cloud: ids that are left out are
 * made from the names.
 * @param given a seed that `checkedSeed` has let pass: a world that starts anew does not look for its problems again.
 * @throws SeedError where it has what the profile does not; then there is no cloud at all.
 */
export function plant(given: Seed, planting: Planting): WritableCloud {
  const seed = forProfile(given, planting.profile);
  const find = tenantFinder(seed.tenants, tenantIdOf);
  const cloud = emptyCloud();
  for (const id of seed.deleted_images ?? []) cloud.deletedImages.set(imageKey(id), null);
  for (const { name, description = '', enabled = true, ...tenant } of seed.tenants) {
    const id = tenantIdOf({ name, ...tenant });
    cloud.tenants.set(id, { id, name, description, enabled });
  }
  for (const user of seed.users ?? []) plantUser(cloud, user, seed, find);
  plantImages(cloud, seed, planting);
  return cloud;
}

function plantImages(cloud: WritableCloud, seed: Seed, { now, digest }: Planting): void {
  const find = tenantFinder(seed.tenants, tenantIdOf);
  const images = seed.images ?? [];
  const ids = imageIdsOf(images, find);
  for (const [index, seeded] of images.entries()) {
    const id = ids[index] ?? '';
    const image = plantedImage(seeded, { id, at: wholeSecond(now), find, digest });
    apply(cloud, { kind: 'imageCreated', image });
  }
}
