import { lstatSync } from 'node:fs';
import type { OwnProfile } from '../domain/profile.ts';
import { unreadingRoles } from '../domain/own-profile.ts';
import {
  type AnyProfile,
  baseOf,
  isProfileName,
  nameOf,
  type ProfileName,
  profiles,
  profileWith,
} from '../domain/profiles.ts';
import { bugs } from '../domain/profiles/bugs.ts';
import { isReleaseName, type ReleaseName, releaseNames } from '../domain/releases.ts';
import { jsonText, printable } from '../http/printable.ts';
import { ProfileError } from '../world/profile-checked.ts';
import type { CommandArguments } from './arguments.ts';
import { unknownWordError, UsageError } from './errors.ts';

/** Whose rules hold where nobody says. */
export const defaultProfile: ProfileName = 'glance';

const read: WeakMap<CommandArguments, Promise<AnyProfile>> = new WeakMap();

/**
 * The profile that is asked for, or else the default one: a built-in one by its name, or a file with one's own, which is
 * read once.
 * @throws UsageError where there is no such profile, and with all problems of the file, a line each.
 */
export function profileOf(args: CommandArguments): Promise<AnyProfile> {
  const known = read.get(args) ?? readRules(args);
  read.set(args, known);
  return known;
}

/** The profile that is named, with the rules of `--policy`, where there is one. */
async function readRules(args: CommandArguments): Promise<AnyProfile> {
  const profile = await readProfile(args, args.text('profile') ?? defaultProfile);
  return (await policyOver(args, profile)) ?? profile;
}

/**
 * A profile with the rules of `--policy`; undefined where there is none.
 * @param isQuiet whether what of it has no place in a profile goes unsaid, since it was said before.
 * @throws UsageError where the file cannot be read.
 */
export async function policyOver(
  args: CommandArguments,
  profile: AnyProfile,
  isQuiet: boolean = false,
): Promise<OwnProfile | undefined> {
  const file = args.text('policy');
  if (file === undefined) return undefined;
  const { readPolicyFile } = await import('../profile-file.ts');
  const { profile: ruled, notes } = refusedAsUsage(() => readPolicyFile(file, profile));
  for (const { rule, line, why } of isQuiet ? [] : notes)
    say(args, `${file}${line === undefined ? '' : `:${line}`}: ${rule}: ${why.replace(/[^?]$/, '$&.')}`);
  return ruled;
}

/** Says something of a file on standard error, where each line is an object with the switch `--json`. */
function say(args: CommandArguments, warning: string): void {
  const isForPrograms = args.text('json') === '';
  process.stderr.write(`${isForPrograms ? jsonText({ warning }) : printable(warning)}\n`);
}

async function readProfile(args: CommandArguments, name: string): Promise<AnyProfile> {
  if (isProfileName(name)) return name;
  if (!isFile(name))
    throw new UsageError(
      `${unknownWordError('profile', name, Object.keys(profiles)).message} One of your own is the path of a file.`,
    );
  return ownProfile(args, name);
}

/** A profile is a file where it looks like one, or there is one. */
function isFile(name: string): boolean {
  return /[/\\]|\.(?:ya?ml|json)$/i.test(name) || isSomethingAt(name);
}

/** Whether something is in a place, even what cannot be looked at. */
function isSomethingAt(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** YAML is loaded only where a file is read. What is likely not meant is said on standard error. */
async function ownProfile(args: CommandArguments, file: string): Promise<OwnProfile> {
  const { readProfileFile } = await import('../profile-file.ts');
  const own = refusedAsUsage(() => readProfileFile(file));
  for (const { key, roles, reading } of unreadingRoles(profileWith(own)))
    say(
      args,
      `${file}: ${key}: ${roles.join(', ')} does not reach the level ${reading}, which every operation on an image asks for first: who has no other role gets 404. Add it to roles.${reading} where that is not so.`,
    );
  return own;
}

/** @throws UsageError with all problems of a file that is refused, a line each. */
function refusedAsUsage<Read>(reading: () => Read): Read {
  try {
    return reading();
  } catch (error) {
    if (error instanceof ProfileError) throw new UsageError(error.lines, { cause: error });
    throw error;
  }
}

/**
 * The release of OpenStack that is asked for; undefined: none is.
 * @throws UsageError where there is no such release, or the profile follows none.
 */
export async function releaseOf(args: CommandArguments): Promise<ReleaseName | undefined> {
  const name = args.text('release');
  if (name === undefined) return undefined;
  if (!isReleaseName(name)) throw unknownWordError('release', name, releaseNames);
  const profile = await profileOf(args);
  if (profiles[baseOf(profile)].releaseIsFree) return name;
  throw new UsageError(
    `The profile ${nameOf(profile)} follows no release of OpenStack: leave --release out.`,
  );
}

/**
 * The observed behaviour that is asked for: names of the profile's switches, with commas between them.
 * @throws UsageError where the profile has no such switch.
 */
export async function observedOf(args: CommandArguments): Promise<readonly string[]> {
  const written = args.text('observed');
  if (written === undefined) return [];
  const profile = await profileOf(args);
  const known = Object.keys(profiles[baseOf(profile)].switches);
  const wanted = listedWords(written);
  if (known.length === 0) throw nothingObserved(nameOf(profile));
  if (wanted.length === 0) throw new UsageError(`--observed needs a name. There are: ${known.join(', ')}.`);
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown === undefined) return wanted;
  throw unknownWordError('observed behaviour', unknown, known);
}

/**
 * The bugs that are asked for: names of bugs on purpose, with commas between them.
 * @throws UsageError where there is no such bug, and where a pact is to be recorded.
 */
export function bugsOf(args: CommandArguments): readonly string[] {
  const written = args.text('bug');
  if (written === undefined) return [];
  const known = Object.keys(bugs);
  const wanted = listedWords(written);
  if (wanted.length === 0) throw new UsageError(`--bug needs a name. There are: ${known.join(', ')}.`);
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown !== undefined) throw unknownWordError('bug', unknown, known);
  if (args.has('record'))
    throw new UsageError('--bug and --record exclude each other: the pact would have the bugs in it.');
  return wanted;
}

function listedWords(written: string): readonly string[] {
  return written
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function nothingObserved(profile: string): UsageError {
  const elsewhere = Object.values(profiles).flatMap(({ name, switches }) => {
    const names = Object.keys(switches);
    return names.length === 0 ? [] : [` ${name} has: ${names.join(', ')}.`];
  });
  return new UsageError(`The profile ${profile} has no observed behaviour.${elsewhere.join('')}`);
}
