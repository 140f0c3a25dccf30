/** Worlds with the rules of Cloud Images, and what they say to whom they refuse (in Glance's form). */
import type { Seed, SeedImage } from '../../src/world/seed.ts';
import type { Exchanged } from '../../src/world/fake.ts';
import { image } from '../calls.ts';
import { cast } from '../cast.ts';
import type { World } from '../doors.ts';

export const noImage: string = `404 Image ${image} not found.`;
export const noSuchImage: string = `404 No image found with ID ${image}`;
export const notOwner = '403 You do not own this image';
export const nothingThere = '404 The resource could not be found.';

export function notAMember(member: string): string {
  return `404 ${member} not found in the member list of the image ${image}.`;
}

export function mayNot(verb: 'create' | 'update' | 'delete'): string {
  return `403 Not allowed to ${verb} members for image ${image}.`;
}

/** A world of Cloud Images. Tenants have account numbers; see `cast`. */
export function cloudImages(seed: Seed = cast({ visibility: 'private' }), more: World = {}): World {
  return { seed, profile: 'rackspace', ...more };
}

/** The cast in such a world, with the producer's one image otherwise than `cast` has it, and more images. */
export function cloudImage(given: Partial<SeedImage>, more: readonly SeedImage[] = []): World {
  return cloudImages(cast({ visibility: 'private', ...given }, more));
}

/** A world, and what one hears of its exchanges: cleared by who looks. */
export interface Overheard {
  readonly world: World;
  readonly heard: Exchanged[];
}

/** A world that tells of its exchanges. */
export function overheard(world: World): Overheard {
  const heard: Exchanged[] = [];
  return { world: { ...world, onExchange: (exchanged) => heard.push(exchanged) }, heard };
}
