/**
 * `npm run cloud`: starts a real cloud, says where it is and who lives there, and stops it at Ctrl-C. Tests that read
 * IMAGE_MEMBERS_CLOUD_ENV speak to it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isReleaseName, type ReleaseName } from '../../src/domain/releases.ts';
import { endOfProgram } from './ending.ts';
import { clients, installPackages } from './packages.ts';
import { installRelease, running, startRelease } from './release.ts';
import { origins, releaseHere } from './releases.ts';
import type { RunningCloud } from './running.ts';
import { type StartOptions, startCloud } from './start.ts';

const usage = `npm run cloud [-- options]
  --release NAME   ${Object.entries(origins)
    .map(([name, { glance, suite }]) => `${name} (Glance ${glance}, Debian ${suite})`)
    .join(', ')}; the one that this machine has.
                   Another is started in a folder with a Debian of its own
  --port N         the first of its three ports (26000)
  --directory DIR  its databases, images and logs
  --env FILE       writes there what IMAGE_MEMBERS_CLOUD_ENV is to name
  --install        installs the servers and clients, and starts nothing
  --expect NAME    ends where the packages of this machine are not those of the release`;

const options = {
  release: { type: 'string' },
  expect: { type: 'string' },
  port: { type: 'string', default: '26000' },
  directory: { type: 'string' },
  env: { type: 'string' },
  install: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const say = (line: string): void => console.log(line);

/** What the tests read of a cloud. */
function environmentOf({ identity, glance, residents, release, versions }: RunningCloud): string {
  const passwords = Object.entries(residents).map(([name, { password }]) => `PW_${name}=${password}`);
  const made = Object.entries(versions).map(([name, version]) => `VERSION_${name}=${version}`);
  const urls = [
    `OS_AUTH_URL=${identity}/v3`,
    `GLANCE_URL=${glance['glance-legacy']}`,
    `GLANCE_SRBAC_URL=${glance.glance}`,
  ];
  return [`RELEASE=${release}`, ...urls, ...passwords, ...made, ''].join('\n');
}

/** Says where a cloud is. Passwords are printed where no file has them. One that this program's like has started says it itself. */
function announce(cloud: RunningCloud, { env: file, expect }: { env?: string; expect?: string }): void {
  if (file !== undefined) writeFileSync(file, environmentOf(cloud), { mode: 0o600 });
  if (expect !== undefined) return;
  say(`${cloud.release}: Glance ${cloud.versions['glance-api']}, Keystone ${cloud.versions['keystone']}`);
  say(`Keystone ${cloud.identity}/v3`);
  for (const [profile, url] of Object.entries(cloud.glance)) say(`Glance   ${url} (${profile})`);
  if (file !== undefined) return say(`IMAGE_MEMBERS_CLOUD_ENV=${file}`);
  for (const [name, { tenantName, password }] of Object.entries(cloud.residents))
    say(`  ${name} in ${tenantName}, password ${password}`);
}

/** Runs a cloud until Ctrl-C. */
async function run(start: (options: StartOptions) => Promise<RunningCloud & AsyncDisposable>): Promise<void> {
  using end = endOfProgram();
  const wanted = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  const beating = setInterval(() => {}, 60_000);
  const [first, { directory }] = [Number(values.port), values];
  const ports = { identity: first, glance: first + 1, 'glance-legacy': first + 2 };
  const where = directory === undefined ? {} : { directory };
  try {
    await using cloud = await start({ say, ports, signal: end.signal, ...where });
    announce(cloud, values);
    say(running);
    await wanted;
    say('stopping …');
  } catch (error) {
    if (!end.signal.aborted) throw error;
    throw new Error('interrupted', { cause: error });
  } finally {
    clearInterval(beating);
  }
}

/** @throws Error that lists the releases where this is none. */
function releaseOf(option: string, name: string | undefined): ReleaseName | undefined {
  if (name === undefined || isReleaseName(name)) return name;
  throw new Error(`--${option} ${name}: it is one of ${Object.keys(origins).join(', ')}`);
}

const { values } = parseArgs({ options });

async function main(): Promise<void> {
  const release = releaseOf('release', values.release);
  const expected = releaseOf('expect', values.expect);
  if (values.help) return say(usage);
  if (values.install) {
    if (release === undefined || release === releaseHere()) return installPackages(say, clients);
    return void (await installRelease(release, say));
  }
  const given = expected === undefined ? {} : { release: expected };
  await run((how) => (release === undefined ? startCloud({ ...how, ...given }) : startRelease(release, how)));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
