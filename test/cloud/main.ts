/**
 * `npm run cloud`: starts a real cloud, says where it is and who lives there, and stops it at Ctrl-C. Tests that read
 * IMAGE_MEMBERS_CLOUD_ENV speak to it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isSuite, rootOf, runInRelease, suites } from './release.ts';
import type { RunningCloud } from './running.ts';
import { startCloud } from './start.ts';

const usage = `npm run cloud [-- options]
  --release NAME   a newer one, out of the packages of a Debian of its own: ${Object.entries(suites)
    .map(([name, glance]) => `${name} has ${glance}`)
    .join(', ')}
  --port N         the first of its three ports (26000)
  --env FILE       writes there what IMAGE_MEMBERS_CLOUD_ENV is to name; with --release, the name of the file is printed`;

const options = {
  release: { type: 'string' },
  port: { type: 'string', default: '26000' },
  env: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const say = (line: string): void => console.log(line);

/** What the tests read of a cloud. */
function environmentOf({ identity, glance, residents }: RunningCloud): string {
  const passwords = Object.entries(residents).map(([name, { password }]) => `PW_${name}=${password}`);
  const urls = [
    `OS_AUTH_URL=${identity}/v3`,
    `GLANCE_URL=${glance['glance-legacy']}`,
    `GLANCE_SRBAC_URL=${glance.glance}`,
  ];
  return [...urls, ...passwords, ''].join('\n');
}

/** Runs a cloud until Ctrl-C. */
async function runHere(first: number, file: string | undefined): Promise<void> {
  const ending = new AbortController();
  const wanted = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
  const beating = setInterval(() => {}, 60_000);
  const ports = { identity: first, glance: first + 1, 'glance-legacy': first + 2 };
  try {
    await using cloud = await startCloud({ say, ports, signal: ending.signal });
    say(`Keystone ${cloud.identity}/v3`);
    for (const [profile, url] of Object.entries(cloud.glance)) say(`Glance   ${url} (${profile})`);
    for (const [name, { tenantName, password }] of Object.entries(cloud.residents))
      say(`  ${name} in ${tenantName}, password ${password}`);
    if (file !== undefined) writeFileSync(file, environmentOf(cloud), { mode: 0o600 });
    say('It runs until Ctrl-C.');
    await wanted;
    say('stopping …');
  } catch (error) {
    console.error(ending.signal.aborted ? 'interrupted' : error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    clearInterval(beating);
  }
}

/** The same in a newer release. */
async function runNewer(release: string, port: string): Promise<void> {
  if (!isSuite(release))
    throw new Error(`--release ${release}: it is one of ${Object.keys(suites).join(', ')}`);
  const file = '/cloud.env';
  say(`Once it runs: IMAGE_MEMBERS_CLOUD_ENV=${join(rootOf(release), file)}`);
  process.exitCode = await runInRelease(release, 'test/cloud/main.ts', ['--port', port, '--env', file], say);
}

const { help, release, port, env } = parseArgs({ options }).values;
if (help) say(usage);
else if (release === undefined) await runHere(Number(port), env);
else
  await runNewer(release, port).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
