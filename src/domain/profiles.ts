import type { Profile } from './profile.ts';
import { glance } from './profiles/glance.ts';
import { glanceLegacy } from './profiles/glance-legacy.ts';

/** The profiles by name. */
export const profiles: { readonly [N in ProfileName]: Profile } = { glance, 'glance-legacy': glanceLegacy };

/** The name of a profile. */
export type ProfileName = 'glance' | 'glance-legacy';

/** Whether there is a profile of this name. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}
