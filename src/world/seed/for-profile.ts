import type { Visibility } from '../../domain/model.ts';
import type { Profile } from '../../domain/profile.ts';
import { SeedError } from '../seed-problems.ts';
import type { Seed, SeedImage, SeedUser } from '../seed.ts';
import { numbered, homeOf, usualRole } from './ids.ts';
import type { SeedProblem } from './problem.ts';

/** What an image is where its seed says nothing, unless the profile has something else. */
const usualVisibility: Visibility = 'shared';

/**
 * A seed without problems as a profile reads it: what it leaves out is filled in where the profile has something of
 * its own, and what the profile calls otherwise is called so. Where nothing is special it is the same seed.
 * @throws SeedError where it has an image of a visibility that the profile has nothing like.
 */
export function forProfile(seed: Seed, profile: Profile): Seed {
  const problems = visibilityProblems(seed.images ?? [], profile);
  if (problems.length > 0) throw new SeedError(problems);
  const { ids, defaultRole } = profile.identity;
  const { users, images } = seed;
  const named: Seed = {
    ...seed,
    ...(users && { users: users.map((user) => withRole(user, seed, defaultRole)) }),
    ...(images && { images: images.map((image) => withVisibility(image, profile)) }),
  };
  return ids === 'digits' ? withNumbers(named) : named;
}

function withRole(user: SeedUser, seed: Seed, role: string): SeedUser {
  if (role === usualRole || user.roles !== undefined || user.system_roles !== undefined) return user;
  const home = homeOf(user, seed) ?? null;
  return home === null ? user : { ...user, roles: { [home]: [role] } };
}

function withVisibility(image: SeedImage, profile: Profile): SeedImage {
  const wanted = image.visibility ?? profile.defaultVisibility;
  const visibility = wanted === usualVisibility ? sharedIn(profile) : wanted;
  return visibility === (image.visibility ?? usualVisibility) ? image : { ...image, visibility };
}

/** The visibility with which an image is shared: the one that takes members. */
function sharedIn({ visibilities }: Profile): Visibility {
  if (visibilities[usualVisibility] !== undefined) return usualVisibility;
  const words = Object.keys(visibilities) as Visibility[];
  return words.find((word) => visibilities[word]?.takesMembers) ?? usualVisibility;
}

function withNumbers(seed: Seed): Seed {
  return {
    ...seed,
    tenants: numbered('tenant', seed.tenants),
    ...(seed.users && { users: numbered('user', seed.users) }),
  };
}

function visibilityProblems(images: readonly SeedImage[], profile: Profile): readonly SeedProblem[] {
  const { visibilities, name } = profile;
  return images.flatMap(({ visibility = usualVisibility }, index) => {
    if (visibility === usualVisibility || visibilities[visibility] !== undefined) return [];
    return {
      path: ['images', index, 'visibility'],
      problem: `the profile ${name} has no ${visibility} images`,
      mend: `Use ${Object.keys(visibilities).join(' or ')}, or start another profile`,
    };
  });
}
