/**
 * The real tests need programs that npm does not bring: a browser, OpenStack's own clients and its servers. Before the first of
 * them runs, this installs what is missing where it may (root on Debian), and else says what is missing.
 */
import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { isReleaseName, newestRelease, type ReleaseName } from '../../src/domain/releases.ts';
import { installPackages, startingNothing } from '../cloud/packages.ts';
import { installRelease } from '../cloud/release.ts';

/** The newer release that is tried. */
export interface NewerRelease {
  readonly release: ReleaseName;
  /** The folder of its Debian; none where it is this machine's own. */
  readonly debian?: string;
  /** Why it cannot be tried. */
  readonly missing?: string;
}

declare module 'vitest' {
  // What a setup provides is declared here, says Vitest.
  interface ProvidedContext {
    newer: NewerRelease;
  }
}

/** Debian's own Python: its packages are there for no other. */
export const python = '/usr/bin/python3';

/** What is needed: how to see that it is there, and Debian's package with it. */
const needs: readonly {
  readonly what: string;
  readonly proof: readonly string[];
  readonly debian: string;
}[] = [
  { what: 'chromium', proof: ['chromium', '--version'], debian: 'chromium' },
  { what: 'a C compiler', proof: ['cc', '--version'], debian: 'g++' },
  { what: 'nginx', proof: ['/usr/sbin/nginx', '-v'], debian: 'nginx-light' },
  {
    what: 'PostgreSQL',
    proof: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/postgres'],
    debian: 'postgresql',
  },
  { what: 'openstack', proof: ['openstack', '--version'], debian: 'python3-openstackclient' },
  { what: 'glance', proof: ['glance', '--version'], debian: 'python3-glanceclient' },
  {
    what: `openstacksdk for ${python}`,
    proof: [python, '-c', 'import openstack'],
    debian: 'python3-openstacksdk',
  },
  {
    what: `Apache Libcloud for ${python}`,
    proof: [python, '-c', 'import libcloud'],
    debian: 'python3-libcloud',
  },
  { what: `pytest for ${python}`, proof: [python, '-c', 'import pytest'], debian: 'python3-pytest' },
  { what: 'Go', proof: ['go', 'version'], debian: 'golang-go' },
  {
    what: 'Gophercloud',
    proof: ['test', '-d', '/usr/share/gocode/src/github.com/gophercloud/gophercloud'],
    debian: 'golang-github-gophercloud-gophercloud-dev',
  },
  { what: 'fog-openstack', proof: ['ruby', '-e', 'require "fog/openstack"'], debian: 'ruby-fog-openstack' },
  { what: `Tempest for ${python}`, proof: [python, '-c', 'import tempest'], debian: 'python3-tempest' },
  {
    what: 'the OpenStack Dashboard (Horizon)',
    proof: ['test', '-f', '/usr/share/openstack-dashboard/static/dashboard/manifest.json'],
    debian: 'openstack-dashboard',
  },
  {
    what: `Heat for ${python}`,
    proof: [python, '-c', 'import heat.engine.resources.openstack.glance.image'],
    debian: 'python3-heat',
  },
  { what: `Nova for ${python}`, proof: [python, '-c', 'import nova.image.glance'], debian: 'python3-nova' },
  {
    what: `Rally's scenarios for ${python}`,
    proof: [python, '-c', 'import rally_openstack.task.scenarios.glance.images'],
    debian: 'python3-rally-openstack',
  },
];

function succeeds([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** `apt-get` without questions; what it says goes to stderr where it fails. */
function aptGet(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', ['-qq', '-y', ...args], { env, encoding: 'utf8' });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return status === 0;
}

/**
 * Vitest's global setup of the project `real`. Throws where something is missing and cannot be installed here. The
 * servers are installed here as well: several files start a cloud at the same time, and apt works for one at a time.
 */
export default async function setup(project: TestProject): Promise<void> {
  installPrograms();
  if (process.env['IMAGE_MEMBERS_CLOUD_ENV'] === undefined) installPackages((line) => console.error(line));
  project.provide('newer', await newerRelease());
}

/**
 * The release that is tried besides this machine's own: the newest, or the one that IMAGE_MEMBERS_RELEASE names. Its packages are
 * fetched; that they cannot be had today is no failure of the project, but is said.
 */
async function newerRelease(): Promise<NewerRelease> {
  const release = process.env['IMAGE_MEMBERS_RELEASE'] ?? newestRelease;
  if (!isReleaseName(release)) throw new Error(`IMAGE_MEMBERS_RELEASE=${release}: there is no such release`);
  try {
    const debian = await installRelease(release, (line) => console.error(line));
    return { release, ...(debian === undefined ? {} : { debian }) };
  } catch (error) {
    const missing = `${release} is not tried: ${error instanceof Error ? error.message : String(error)}`;
    console.error(missing);
    return { release, missing };
  }
}

/**
 * Installs the programs that are missing, where it may.
 * @throws Error that names what is missing where it may not.
 */
export function installPrograms(): void {
  const missing = needs.filter(({ proof }) => !succeeds(proof));
  if (missing.length === 0) return;
  const packages = missing.map(({ debian }) => debian);
  if (process.getuid?.() === 0 && succeeds(['apt-get', '--version'])) {
    console.error(`Installing with apt-get: ${packages.join(' ')} ...`);
    const install = ['install', '--no-install-recommends', ...packages];
    const isInstalled = aptGet('update') && startingNothing(() => aptGet(...install));
    if (isInstalled && missing.every(({ proof }) => succeeds(proof))) return;
  }
  throw new Error(
    `The real tests need ${missing.map(({ what }) => what).join(', ')}, which this machine does not have. ` +
      `On Debian: sudo apt-get install ${packages.join(' ')}. The tests that need nothing: npm test`,
  );
}
