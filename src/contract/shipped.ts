import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileName } from '../domain/profiles.ts';
import { consumersFor } from './families.ts';
import { kinds } from './interactions/writing.ts';
import { provider } from './pact-file.ts';

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
