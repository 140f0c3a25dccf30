import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileName } from '../domain/profiles.ts';
import { type Kind, kinds } from './interactions/writing.ts';
import { provider } from './pact-file.ts';

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

/** The consumer of what holds in all profiles of a family: `producer`. */
export function commonConsumer(kind: Kind, { suffix }: Family): string {
  return `${kind}${suffix}`;
}

/** The consumer of what holds in one profile alone: `producer-glance-legacy`. */
export function ownConsumer(kind: Kind, profile: ProfileName): string {
  return `${kind}-${profile}`;
}

/** The consumers whose contracts a server with the rules of a profile must keep. */
export function consumersFor(kind: Kind, profile: ProfileName): readonly string[] {
  const common = families.filter(({ profiles }) => profiles.includes(profile));
  return [...common.map((family) => commonConsumer(kind, family)), ownConsumer(kind, profile)];
}

/** The contracts that come with the package; the same way from src/ and from dist/. */
export const shippedDirectory: string = fileURLToPath(new URL('../../contracts/pacts/', import.meta.url));

/** The contracts that a server with the rules of a profile must keep: those of all profiles of its service, and its own. */
export function shippedPacts(profile: ProfileName): readonly string[] {
  const wanted = kinds
    .flatMap((kind) => consumersFor(kind, profile))
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
