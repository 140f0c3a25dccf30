/** A real cloud for contracts: its own, so that nothing else is in it, and the file that says who plays whom. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { ProfileName } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { cloudFromFile, type RunningCloud } from '../cloud/running.ts';
import { startRelease } from '../cloud/release.ts';
import { type CloudName, placeOf, startCloud } from '../cloud/start.ts';
import { glanceOf } from '../parity/compare.ts';
import { imagesOf } from '../parity/whole-cloud.ts';

/** Who of the users of a cloud plays whom in the contracts. */
export const parts: Readonly<Record<string, string>> = {
  producer: 'alpha',
  'producer-reader': 'areader',
  consumer: 'beta',
  'consumer-reader': 'breader',
  'second-consumer': 'gamma',
  stranger: 'delta',
  administrator: 'admin',
};

/** A real cloud in which contracts are verified. */
export interface ContractCloudUnderTest extends AsyncDisposable {
  readonly running: RunningCloud;
  /** A clouds.yaml whose clouds are called like the players. */
  readonly cloudsFile: string;
  /** A folder of this cloud alone. */
  readonly folder: string;
  glance(profile: ProfileName): string;
  /** The names of all images that there are. */
  images(profile: ProfileName): Promise<readonly string[]>;
}

/** Starts a cloud at a place of its own, or takes the one that IMAGE_MEMBERS_CLOUD_ENV names. One of another release is started. */
export async function contractCloud(name: CloudName, release?: ReleaseName): Promise<ContractCloudUnderTest> {
  const given = release === undefined ? process.env['IMAGE_MEMBERS_CLOUD_ENV'] : undefined;
  const start = release === undefined ? startCloud : startRelease.bind(null, release);
  const started = given === undefined ? await start({ ...placeOf(name), say: console.error }) : undefined;
  const running = started ?? (await cloudFromFile(given ?? ''));
  const folder = mkdtempSync(join(tmpdir(), `image-members-${name}-`));
  const cloudsFile = join(folder, 'clouds.yaml');
  writeFileSync(cloudsFile, stringify({ clouds: cloudsOf(running) }), { mode: 0o600 });
  return {
    running,
    cloudsFile,
    folder,
    glance: (profile) => running.glance[profile] ?? '',
    images: async (profile) => (await imagesOf(glanceOf(running, profile))).map(({ id }) => id).toSorted(),
    [Symbol.asyncDispose]: async () => {
      rmSync(folder, { recursive: true });
      await started?.stop();
    },
  };
}

/** The clouds of a clouds.yaml by the names of the players whose logins they are. */
export function cloudsOf({ identity, residents }: RunningCloud): Readonly<Record<string, object>> {
  const all = Object.entries(parts).map(([player, persona]) => {
    const { user = '', tenant = '', password = '' } = residents[persona] ?? {};
    const auth = { auth_url: `${identity}/v3`, user_id: user, project_id: tenant, password };
    return [player, { auth }] as const;
  });
  return Object.fromEntries(all);
}
