import type { CheckName, Profile, Switch } from './profile.ts';
import { closestWord } from './closest-word.ts';
import type { Action } from './operations.ts';
import type { Permission } from './permissions.ts';
import { type Bug, bugs } from './profiles/bugs.ts';
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
 * A profile with some of its switches on, and with some bugs of the museum.
 * @param observed the names of the switches.
 * @param wrong the names of the bugs.
 * @throws Error where the profile has no switch of a name, or there is no bug of a name.
 */
export function profileWith(
  name: ProfileName,
  observed: readonly string[],
  wrong: readonly string[] = [],
): Profile {
  if (!isProfileName(name))
    throw new Error(`There is no profile "${String(name)}". There are: ${Object.keys(profiles).join(', ')}.`);
  const profile: Profile = profiles[name];
  const known = Object.keys(profile.switches);
  const unknown = observed.find((each) => !known.includes(each));
  if (unknown !== undefined)
    throw new Error(
      `The profile ${name} has no observed behaviour called "${unknown}". It has: ${known.join(', ') || 'none'}.`,
    );
  const on = [...observed.map((each) => profile.switches[each]), ...wrong.map(bugOf)];
  return on.reduce<Profile>(
    (before, each) => (each === undefined ? before : switchedOn(before, each)),
    profile,
  );
}

/** @throws Error where there is no bug of this name. */
function bugOf(name: string): Bug {
  const bug = Object.hasOwn(bugs, name) ? bugs[name] : undefined;
  if (bug !== undefined) return bug;
  const names = Object.keys(bugs);
  const close = closestWord(name, names);
  throw new Error(
    `There is no bug called "${name}"${close === undefined ? '.' : `; did you mean ${close}?`} There are: ${names.join(', ')}.`,
  );
}

/** Where a table never refuses by itself, it may once a switch is on: then as Glance refuses. */
function switchedOn(profile: Profile, { permissions = {}, unchecked = [], members }: Switch): Profile {
  const rows = (Object.entries(profile.permissions) as [Action, Permission][]).map(([action, row]) => {
    const refusal = row.refusal === 'never' ? 'notAuthorized' : row.refusal;
    return [action, { ...row, refusal, ...permissions[action] }];
  });
  const checks = Object.entries<readonly CheckName[]>(profile.checks).map(([operation, order]) => [
    operation,
    order.filter((check) => !unchecked.includes(check)),
  ]);
  return {
    ...profile,
    permissions: Object.fromEntries(rows) as Profile['permissions'],
    checks: Object.fromEntries(checks) as Profile['checks'],
    members: { ...profile.members, ...members },
  };
}
