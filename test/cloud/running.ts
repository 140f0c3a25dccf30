import { readFileSync } from 'node:fs';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { isReleaseName, newestRelease, type ReleaseName } from '../../src/domain/releases.ts';
import type { Resident } from '../parity/side.ts';
import { administer } from './keystone.ts';
import type { Versions } from './releases.ts';
import { imageEndpoint, settle } from './settle.ts';

/** A cloud that runs: one Keystone, and a Glance for each profile that can be asked. */
export interface RunningCloud {
  readonly release: ReleaseName;
  /** What it is made of, as far as that is known. */
  readonly versions: Versions;
  /** Keystone without version. */
  readonly identity: string;
  readonly glance: Readonly<Partial<Record<ProfileName, string>>>;
  readonly residents: Readonly<Record<string, Resident>>;
  /** The Glance that Keystone's catalog names. */
  readonly catalog: string;
}

/**
 * A cloud that somebody else started, from `NAME=value` lines: `OS_AUTH_URL`, `GLANCE_URL` (old policy defaults),
 * `GLANCE_SRBAC_URL` (new ones), `PW_<persona>`, and `RELEASE` (the newest one).
 * @throws Error where the release is unknown or the cloud does not answer.
 */
export async function cloudFromFile(file: string): Promise<RunningCloud> {
  const lines = readFileSync(file, 'utf8').split('\n');
  return cloudFrom(Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))));
}

/** The same from variables, such as those of the environment. */
export async function cloudFrom(given: Readonly<Record<string, string | undefined>>): Promise<RunningCloud> {
  const identity = (given['OS_AUTH_URL'] ?? '').replace(/\/v3\/?$/, '');
  const [legacy, present] = [given['GLANCE_URL'], given['GLANCE_SRBAC_URL']];
  const password = given['PW_admin'] ?? given['OS_PASSWORD'] ?? '';
  const administrator = {
    user: given['OS_USERNAME'] ?? 'admin',
    project: given['OS_PROJECT_NAME'] ?? 'admin',
    password,
  };
  const passwords = Object.fromEntries(
    Object.entries({ ...given, PW_admin: password }).flatMap(([name, value]) =>
      name.startsWith('PW_') && value !== undefined ? [[name.slice(3), value] as const] : [],
    ),
  );
  const release = given['RELEASE'] ?? newestRelease;
  if (!isReleaseName(release)) throw new Error(`RELEASE=${release}: there is no such release`);
  const versions = Object.entries(given).flatMap(([name, value]) =>
    name.startsWith('VERSION_') && value !== undefined ? [[name.slice(8), value] as const] : [],
  );
  const keystone = await administer(identity, administrator);
  return {
    release,
    versions: Object.fromEntries(versions),
    identity,
    catalog: await imageEndpoint(keystone),
    glance: {
      ...(present === undefined ? {} : { glance: present }),
      ...(legacy === undefined ? {} : { 'glance-legacy': legacy }),
    },
    residents: await settle(keystone, passwords),
  };
}
