import type { Action } from './operations.ts';
import type { Permission } from './permissions.ts';
import type { Profile, Switch } from './profile.ts';
import { glance } from './profiles/glance.ts';
import { glanceLegacy } from './profiles/glance-legacy.ts';
import { rackspace } from './profiles/rackspace.ts';

/** The profiles by name. */
export const profiles: { readonly [N in ProfileName]: Profile } = {
  glance,
  'glance-legacy': glanceLegacy,
  rackspace,
};

/** The name of a profile. */
export type ProfileName = 'glance' | 'glance-legacy' | 'rackspace';

/** Whether there is a profile of this name. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}

/**
 * A profile with some of its switches on.
 * @param observed the names of the switches.
 * @throws Error where the profile has no switch of a name.
 */
export function profileWith(name: ProfileName, observed: readonly string[]): Profile {
  const profile: Profile = profiles[name];
  const known = Object.keys(profile.switches);
  const unknown = observed.find((each) => !known.includes(each));
  if (unknown !== undefined)
    throw new Error(
      `The profile ${name} has no observed behaviour called "${unknown}". It has: ${known.join(', ') || 'none'}.`,
    );
  return observed.reduce(
    (before, each) => switchedOn(before, profile.switches[each]?.permissions ?? {}),
    profile,
  );
}

function switchedOn(profile: Profile, cells: Switch['permissions']): Profile {
  const rows = Object.entries(cells) as [Action, Partial<Permission>][];
  const changed = rows.map(([action, row]) => [action, { ...profile.permissions[action], ...row }]);
  return { ...profile, permissions: { ...profile.permissions, ...Object.fromEntries(changed) } };
}
