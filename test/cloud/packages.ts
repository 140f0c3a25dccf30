import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** Debian's packages of the servers. */
const servers: readonly string[] = [
  'glance-api',
  'keystone',
  'mariadb-server',
  'python3-pymysql',
  'uwsgi-core',
  'uwsgi-plugin-python3',
];

/** Debian's packages of the clients. */
export const clients: readonly string[] = [
  'python3-openstackclient',
  'python3-glanceclient',
  'python3-openstacksdk',
];

/** What Debian would ask at installation: everything is configured by ourselves. */
const answers: string = [
  'glance-common glance/configure_db boolean false',
  'glance-common glance/configure_ksat boolean false',
  'glance-common glance/configure_rabbit boolean false',
  'glance-api glance/register-endpoint boolean false',
  'keystone keystone/configure_db boolean false',
  'keystone keystone/create-admin-tenant boolean false',
  'keystone keystone/register-endpoint boolean false',
].join('\n');

/** Debian asks this program whether it may start what it has installed. */
const startPolicy = '/usr/sbin/policy-rc.d';

function missingOf(packages: readonly string[]): readonly string[] {
  const asked = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...packages];
  const { stdout } = spawnSync('dpkg-query', asked, { encoding: 'utf8' });
  const installed = new Set((stdout ?? '').split('\n'));
  return packages.filter((each) => !installed.has(`${each} installed`));
}

/**
 * Installs what is missing of the servers and of other packages, and starts none of it.
 * @throws where this is not root on Debian, or apt fails: it says what is missing and how to get it.
 */
export function installPackages(say: (line: string) => void, others: readonly string[] = []): void {
  const missing = missingOf([...servers, ...others]);
  if (missing.length === 0) return;
  const advice = `A real cloud needs ${missing.join(', ')}. On Debian: sudo apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) throw new Error(advice);
  say(`installing ${missing.join(', ')} with apt-get …`);
  startingNothing(() => {
    run('debconf-set-selections', [], advice, `${answers}\n`);
    if (missing.some((each) => spawnSync('apt-cache', ['show', each]).status !== 0))
      run('apt-get', ['-qq', 'update'], advice);
    run(
      'apt-get',
      ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600', 'install', '--no-install-recommends', ...missing],
      advice,
    );
  });
}

/** Runs an installation, after which Debian starts no server. */
export function startingNothing<Result>(install: () => Result): Result {
  const ours = !existsSync(startPolicy);
  if (ours) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return install();
  } finally {
    if (ours) rmSync(startPolicy, { force: true });
  }
}

function run(command: string, args: readonly string[], advice: string, input = ''): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, input, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} failed: ${error?.message ?? `${stdout}${stderr}`}\n${advice}`);
}
