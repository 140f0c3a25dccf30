import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileName } from '../domain/profiles.ts';
import { type Setting, settings } from './interaction.ts';
import { type Kind, kinds } from './interactions/writing.ts';
import { provider } from './pact-file.ts';
import { packageFile } from '../package-files.ts';

/** The profiles of one service. What all of them answer alike is written once. */
export interface Family {
  readonly profiles: readonly ProfileName[];
  /** What the consumers of the contracts that hold in all of its profiles are called, behind the kind of caller. */
  readonly suffix: string;
}

/** The services that contracts are written for: Glance, and Rackspace's Cloud Images. */
export const families: readonly Family[] = [
  { profiles: ['glance', 'glance-legacy'], suffix: '' },
  { profiles: ['rackspace'], suffix: '-rackspace' },
];

/** The profiles that contracts are written for. */
export const contractProfiles: readonly ProfileName[] = families.flatMap(({ profiles }) => profiles);

/** What depends on a setting of a cloud has contracts of its own; undefined: on none. */
type Dependence = Setting | undefined;

/** All settings of a cloud that contracts depend on, and none. */
export const dependences: readonly Dependence[] = [undefined, ...(Object.keys(settings) as Setting[])];

/** The consumer of what holds in all profiles of a family: `producer`, `producer-with-quota`. */
export function commonConsumer(kind: Kind, { suffix }: Family, setting?: Dependence): string {
  return `${caller(kind, setting)}${suffix}`;
}

/** The consumer of what holds in one profile alone: `producer-glance-legacy`. */
export function ownConsumer(kind: Kind, profile: string, setting?: Dependence): string {
  return `${caller(kind, setting)}-${profile}`;
}

function caller(kind: Kind, setting: Dependence): string {
  return setting === undefined ? kind : `${kind}-with-${setting}`;
}

/** The consumers whose contracts a server with the rules of a profile must keep, without some settings. */
export function consumersFor(
  kind: Kind,
  profile: ProfileName,
  without: readonly Setting[] = [],
): readonly string[] {
  const common = families.filter(({ profiles }) => profiles.includes(profile));
  const kept = dependences.filter((setting) => setting === undefined || !without.includes(setting));
  return kept.flatMap((setting) => [
    ...common.map((family) => commonConsumer(kind, family, setting)),
    ownConsumer(kind, profile, setting),
  ]);
}

/** The contracts that come with the package. */
export const shippedDirectory: string = packageFile('contracts/pacts/');

/**
 * The contracts that a server with the rules of a profile must keep: those of all profiles of its service, and its own.
 * @param without settings of a cloud whose contracts are left out.
 */
export function shippedPacts(profile: ProfileName, without: readonly Setting[] = []): readonly string[] {
  const wanted = kinds
    .flatMap((kind) => consumersFor(kind, profile, without))
    .map((name) => `${name}-${provider}.json`);
  return readdirSync(shippedDirectory)
    .filter((name) => wanted.includes(name))
    .toSorted()
    .map((name) => join(shippedDirectory, name));
}

/** The pacts at a path: the file, or those of a directory. Empty where there is none. */
export function pactsAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => join(path, name));
}
