import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type ReleaseName, releaseNames } from '../../src/domain/releases.ts';

/** Where the servers of a release come from. */
export interface Origin {
  /** The Debian that brings them. */
  readonly suite: string;
  /** The first number of the version of its Glance. */
  readonly glance: number;
}

/** The Debian of each release. sid moves on: what it has is compared with `glance` before anything is claimed. */
export const origins: Readonly<Record<ReleaseName, Origin>> = {
  zed: { suite: 'bookworm', glance: 25 },
  '2025.1': { suite: 'trixie', glance: 30 },
  '2026.2': { suite: 'sid', glance: 33 },
};

/** The release that the packages of this machine are, where it is one of those Debians. */
export function releaseHere(): ReleaseName | undefined {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, suite] = /^VERSION_CODENAME=(\S+)$/m.exec(text) ?? [];
  return releaseNames.find((name) => origins[name].suite === suite);
}

/** What answers in a cloud, and the clients that come with it. */
const versioned: readonly string[] = [
  'glance-api',
  'keystone',
  'mariadb-server',
  'python3-openstackclient',
  'python3-glanceclient',
  'python3-openstacksdk',
];

/** Versions of packages by name. */
export type Versions = Readonly<Record<string, string>>;

/** The versions of the packages that answers depend on, as upstream counts them; what is not installed is left out. */
export function installedVersions(): Versions {
  const format = '${db:Status-Status} ${Package} ${source:Upstream-Version}\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...versioned], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').filter((line) => line.startsWith('installed '));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', version = ''] = line.split(' ');
      return [name, version] as const;
    }),
  );
}

/** @throws Error where a Glance of this version is none of the release: its rules must not be claimed of it. */
export function assertIs(release: ReleaseName, versions: Versions): void {
  const { suite, glance } = origins[release];
  const version = versions['glance-api'] ?? '(none)';
  if (Number.parseInt(version, 10) === glance) return;
  throw new Error(
    `${release} cannot be asked: it has Glance ${glance}, and Debian ${suite} brings Glance ${version} here.`,
  );
}
