import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { realSide } from '../parity/real-side.ts';
import { awaken } from './awaken.ts';
import { cast } from '../parity/residents.ts';
import { glanceConfiguration, keystoneConfiguration, type Layout } from './configuration.ts';
import { startDaemon, type Yard } from './daemons.ts';
import { administer } from './keystone.ts';
import { glanceDaemon, keystoneDaemon, mariadbDaemon } from './programs.ts';
import { installPackages } from './packages.ts';
import { assertIs, installedVersions, releaseHere } from './releases.ts';
import type { RunningCloud } from './running.ts';
import { register, settle } from './settle.ts';
import { onceDone } from './steps.ts';

/** A cloud that was started here. */
export interface StartedCloud extends RunningCloud, AsyncDisposable {
  /** Stops all that was started. What ran before goes on. */
  stop(): Promise<void>;
}

/** How a cloud is started; everything has a default. */
export interface StartOptions extends Partial<Layout> {
  /** What the packages of this machine have to be: the release of its Debian, where nothing is said. */
  readonly release?: ReleaseName;
  /** Hears what is being done. */
  readonly say?: (line: string) => void;
  /** Aborted, the start ends and takes back what it started. */
  readonly signal?: AbortSignal;
}

const run = promisify(execFile);

/**
 * Starts a real cloud on loopback out of Debian's packages: MariaDB, Keystone, and a Glance for each profile.
 * What is installed, set up or running already is left alone, so a second start takes seconds.
 * @throws where packages are missing and cannot be installed here, are those of no release that is known, or a server does not come
 * up; nothing that was started is left running then.
 */
export async function startCloud(options: StartOptions = {}): Promise<StartedCloud> {
  const { say = () => {}, signal, release = releaseHere() } = options;
  if (release === undefined)
    throw new Error('This machine is of no Debian whose Glance is known: choose one with --release.');
  const layout = layoutOf(options);
  installPackages(say);
  const versions = installedVersions();
  assertIs(release, versions);
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const running = await bringUp(layout, { directory: layout.directory, say, signal }, stops);
    return { ...running, release, versions, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Clouds that run side by side: that of `npm run cloud`, and one for each test file that has its own. */
const clouds = [
  'cloud',
  'parity',
  'contracts',
  'recorded-clients',
  'newer-release',
  'survey',
  'policies',
  'learnt',
] as const;
export type CloudName = (typeof clouds)[number];

/** Where a cloud is. Its ports are below those that systems give to outgoing connections, one of which may hold any port above. */
export function placeOf(name: CloudName): Layout {
  const identity = 26_000 + 100 * clouds.indexOf(name);
  const directory = `${tmpdir()}/image-members-${name === 'cloud' ? name : `cloud-of-${name}`}`;
  return { directory, ports: { identity, glance: identity + 1, 'glance-legacy': identity + 2 } };
}

function layoutOf({ directory, ports }: StartOptions): Layout {
  const usual = placeOf('cloud');
  const layout = { directory: directory ?? usual.directory, ports: ports ?? usual.ports };
  mkdirSync(layout.directory, { recursive: true, mode: 0o700 });
  return layout;
}

async function bringUp(
  layout: Layout,
  yard: Yard,
  stops: (() => Promise<void>)[],
): Promise<Omit<RunningCloud, 'release' | 'versions'>> {
  const { directory, ports } = layout;
  const passwords = passwordsIn(directory);
  writeConfigurations(layout, passwords['glance'] ?? '');
  const identity = `http://127.0.0.1:${ports.identity}`;
  const glance = {
    glance: `http://127.0.0.1:${ports.glance}`,
    'glance-legacy': `http://127.0.0.1:${ports['glance-legacy']}`,
  };
  const catalog = glance.glance;
  await setUp(layout, yard, passwords['admin'] ?? '', stops);
  stops.push(await startDaemon(keystoneDaemon(layout), yard));
  const administrator = { user: 'admin', project: 'admin', password: passwords['admin'] ?? '' };
  const keystone = await administer(identity, administrator);
  await register(keystone, passwords['glance'] ?? '', { identity, glance: catalog });
  const residents = await settle(keystone, passwords);
  for (const profile of ['glance', 'glance-legacy'] as const) {
    stops.push(await startDaemon(glanceDaemon(layout, profile), yard));
    await awaken(realSide({ name: profile, glance: glance[profile], identity, catalog, residents }));
  }
  return { identity, glance, residents, catalog };
}

/** The database, running, with all tables. */
async function setUp(
  layout: Layout,
  yard: Yard,
  password: string,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const { directory } = layout;
  const step = onceDone(yard);
  await step('database', async () => {
    const root = ['--user=root', '--auth-root-authentication-method=normal', '--skip-test-db'];
    await run('mariadb-install-db', ['--no-defaults', `--datadir=${directory}/mariadb`, ...root]);
  });
  stops.push(await startDaemon(mariadbDaemon(layout), yard));
  const names = ['keystone', 'glance', 'glance_legacy'];
  const creation = names.map((each) => `CREATE DATABASE IF NOT EXISTS ${each};`).join('');
  const socket = ['-S', `${directory}/mariadb.sock`];
  await step('schemas', () => run('mariadb', ['--no-defaults', ...socket, '-u', 'root', '-e', creation]));
  const tables = (profile: string): Promise<unknown> =>
    run('glance-manage', ['--config-file', `${directory}/${profile}.conf`, 'db_sync']);
  await Promise.all([
    step('keystone', () => bootstrap(layout, password)),
    step('glance', () => tables('glance')),
    step('glance-legacy', () => tables('glance-legacy')),
  ]);
}

/** Keystone's tables, keys, administrator and catalog. */
async function bootstrap({ directory, ports }: Layout, password: string): Promise<void> {
  const manage = (...args: string[]): Promise<unknown> =>
    run('keystone-manage', ['--config-file', `${directory}/keystone.conf`, ...args]);
  const url = `http://127.0.0.1:${ports.identity}/v3/`;
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root'];
  await manage('db_sync');
  for (const keys of ['fernet', 'credential']) {
    mkdirSync(`${directory}/${keys}-keys`, { recursive: true, mode: 0o700 });
    await manage(`${keys}_setup`, ...owner);
  }
  const urls = ['admin', 'internal', 'public'].flatMap((each) => [`--bootstrap-${each}-url`, url]);
  await manage('bootstrap', '--bootstrap-password', password, '--bootstrap-region-id', 'RegionOne', ...urls);
}

function writeConfigurations(layout: Layout, password: string): void {
  const { directory } = layout;
  const write = (name: string, text: string): void =>
    writeFileSync(`${directory}/${name}`, text, { mode: 0o600 });
  write('no-policy.yaml', '{}\n');
  write('keystone.conf', keystoneConfiguration(layout));
  for (const profile of ['glance', 'glance-legacy'] as const) {
    for (const each of ['images', 'staging', 'tasks'])
      mkdirSync(`${directory}/${profile}/${each}`, { recursive: true });
    write(`${profile}.conf`, glanceConfiguration(layout, profile, password));
  }
}

/** The passwords of this cloud: made once, and kept beside its databases. */
function passwordsIn(directory: string): Readonly<Record<string, string>> {
  const file = `${directory}/passwords.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const made = Object.fromEntries(
    [...Object.keys(cast), 'glance'].map((name) => [name, randomBytes(12).toString('hex')]),
  );
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
