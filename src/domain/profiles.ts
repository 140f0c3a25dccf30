import type { CheckName, OwnProfile, Profile, Switch } from './profile.ts';
import { suggestion } from './closest-word.ts';
import type { Action } from './operations.ts';
import { profileFrom } from './own-profile.ts';
import type { Permission } from './permissions.ts';
import { type Bug, bugs } from './profiles/bugs.ts';
import { glance } from './profiles/glance.ts';
import { glanceLegacy } from './profiles/glance-legacy.ts';
import { rackspace } from './profiles/rackspace.ts';
import type { Release } from './release.ts';
import { isReleaseName, type ReleaseName, releaseNames, releases } from './releases.ts';

/** The profiles by name, with the facts of the newest release where one may choose. */
export const profiles: { readonly [N in ProfileName]: Profile } = {
  glance,
  'glance-legacy': glanceLegacy,
  rackspace,
};

/** The name of a profile. */
export type ProfileName = 'glance' | 'glance-legacy' | 'rackspace';

/** A profile: a built-in one by its name, or one's own. */
export type AnyProfile = ProfileName | OwnProfile;

/** What a profile is called. */
export function nameOf(profile: AnyProfile): string {
  return typeof profile === 'string' ? profile : profile.name;
}

/** The built-in profile that a profile is, or is based on. */
export function baseOf(profile: AnyProfile): ProfileName {
  return typeof profile === 'string' ? profile : profile.based_on;
}

/** The profile that rules were made from. */
export function originOf({ name, own }: Profile): AnyProfile {
  return own ?? (name as ProfileName);
}

/** Whether there is a profile of this name. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}

/** The profiles with the facts of each release: the same objects each time, for what is made once for a profile. */
const profilesIn: ReadonlyMap<ReleaseName, Readonly<Record<ProfileName, Profile>>> = new Map(
  releaseNames.map((release) => [release, withRelease(release)]),
);

function withRelease(release: ReleaseName): Readonly<Record<ProfileName, Profile>> {
  const shown = Object.entries(profiles).map(([name, profile]) => [
    name,
    profile.releaseIsFree ? shownBy(profile, releases[release]) : profile,
  ]);
  return Object.fromEntries(shown) as Record<ProfileName, Profile>;
}

/** A profile with the facts of a release, and its cells of the permission table. */
function shownBy(profile: Profile, release: Release): Profile {
  return { ...profile, release, permissions: changedRows(profile.permissions, release.permissions) };
}

type Rows = Profile['permissions'];

/** The rows of a permission table, with some of their cells otherwise. */
function changedRows(rows: Rows, changes: Release['permissions']): Rows {
  const changed = (Object.entries(rows) as [Action, Permission][]).map(([action, row]) => [
    action,
    changes[action] === undefined ? row : { ...row, ...changes[action] },
  ]);
  return Object.fromEntries(changed) as Rows;
}

/** @throws Error where there is no profile or release of a name, or the profile has none to choose. */
function profileIn(name: ProfileName, release: ReleaseName | undefined): Profile {
  if (!isProfileName(name)) throw unknownWord('profile', String(name), Object.keys(profiles));
  if (release === undefined) return profiles[name];
  if (!isReleaseName(release)) throw unknownWord('release', String(release), releaseNames);
  if (!profiles[name].releaseIsFree)
    throw new Error(`The profile ${name} follows no release of OpenStack: leave \`release\` out.`);
  return profilesIn.get(release)?.[name] ?? profiles[name];
}

/** What a profile is made of. */
export interface ProfileChoice {
  readonly observed?: readonly string[] | undefined;
  /** Names of bugs on purpose. */
  readonly bugs?: readonly string[] | undefined;
  /** Left out: the newest, where the profile lets one choose. */
  readonly release?: ReleaseName | undefined;
}

/**
 * A profile with the facts of a release, with some of its switches on, and with some bugs on purpose. A switch that
 * an own profile has on yields to what it says itself.
 * @param chosen an own profile has no problems.
 * @throws Error where there is no profile, release, switch of the profile or bug of a name, or the profile has no releases.
 */
export function profileWith(
  chosen: AnyProfile,
  { observed = [], bugs: wrong = [], release }: ProfileChoice = {},
): Profile {
  const profile = typeof chosen === 'string' ? profileIn(chosen, release) : ownIn(chosen, release);
  const { name } = profile;
  const known = Object.keys(profile.switches);
  const unknown = observed.find((each) => !known.includes(each));
  if (unknown !== undefined)
    throw new Error(
      `The profile ${name} has no observed behaviour called "${unknown}".${suggestion(unknown, known)} It has: ${known.join(', ') || 'none'}.`,
    );
  const on = [...observed.map((each) => profile.switches[each]), ...wrong.map(bugOf)];
  return on.reduce<Profile>(
    (before, each) => (each === undefined ? before : switchedOn(before, each)),
    profile,
  );
}

/** An own profile with the facts of a release. @throws Error as `profileWith`. */
function ownIn(own: OwnProfile, release: ReleaseName | undefined): Profile {
  const { based_on: base, observed = [] } = own;
  const shown = release ?? own.release;
  return profileFrom(own, profileWith(base, { observed, ...(shown && { release: shown }) }));
}

/** @throws Error where there is no bug of this name. */
function bugOf(name: string): Bug {
  const bug = Object.hasOwn(bugs, name) ? bugs[name] : undefined;
  if (bug !== undefined) return bug;
  throw unknownWord('bug', name, Object.keys(bugs));
}

/** A word that nothing is called, with the one that was probably meant and all that there are. */
function unknownWord(kind: string, written: string, words: readonly string[]): Error {
  return new Error(
    `There is no ${kind} "${written}".${suggestion(written, words)} There are: ${words.join(', ')}.`,
  );
}

/** Where a table never refuses by itself, it may once a switch is on: then as Glance refuses. */
function switchedOn(profile: Profile, { permissions = {}, unchecked = [], members }: Switch): Profile {
  const rows = (Object.entries(profile.permissions) as [Action, Permission][]).map(([action, row]) => {
    const refusal = row.refusal === 'never' ? 'notAuthorized' : row.refusal;
    return [action, { ...row, refusal }];
  });
  const checks = Object.entries<readonly CheckName[]>(profile.checks).map(([operation, order]) => [
    operation,
    order.filter((check) => !unchecked.includes(check)),
  ]);
  return {
    ...profile,
    permissions: changedRows(Object.fromEntries(rows) as Rows, permissions),
    checks: Object.fromEntries(checks) as Profile['checks'],
    members: { ...profile.members, ...members },
  };
}
