/**
 * `compare`, `learn` and `verify` on a real Glance: the fake answers as it does, with today's policy defaults and with a policy of
 * its own, whose contracts it keeps, and nothing is left there, not even by a run that was killed.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeOf } from '../cloud/start.ts';
import { run } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  cloud = await contractCloud('survey');
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

function where(): readonly string[] {
  return ['--provider-base-url', cloud.glance('glance'), '--clouds', cloud.cloudsFile];
}

/** A command on the cloud, with as many requests as it bears. */
function commandOn(name: 'compare' | 'learn', ...more: readonly string[]): readonly string[] {
  return [main, name, ...where(), '--requests-per-second', '200', ...more];
}

const environment = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: cloud.folder,
});

it(
  'a real Glance answers all questions as the fake does, and nothing is left behind',
  async () => {
    const before = await cloud.images('glance');
    const args = commandOn('compare', '--without', 'quota');
    const { status, stdout } = await run(process.execPath, args, environment(), cloud.folder);
    expect(stdout).toMatch(/^\d{3} questions asked: \d{3} answered the same, 0 differently\./m);
    expect(status).toBe(0);
    expect(await cloud.images('glance')).toEqual(before);
  },
  5 * minutes,
);

/** Reading members is for owners, adding them for administrators, and readers may download. */
const policy = `
get_member: "role:admin or (role:reader and project_id:%(project_id)s)"
get_members: "role:admin or (role:reader and project_id:%(project_id)s)"
add_member: "role:admin"
download_image: "role:admin or role:reader"
`;

/** Starts a command and kills it once it has made something in the cloud. */
async function killedRun(args: readonly string[], before: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { env: environment(), cwd: cloud.folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (child.exitCode === null && (await cloud.images('glance')).length === before.length)
    await setTimeout(20);
  child.kill('SIGKILL');
  await ended;
}

it.skipIf(process.env['IMAGE_MEMBERS_CLOUD_ENV'] !== undefined)(
  'a Glance with another policy is learnt, what a killed run has left is removed, a fake with the profile answers the same, and the contracts of the policy hold',
  async () => {
    // Glance reads its policy anew once the file is another one.
    const file = join(placeOf('survey').directory, 'no-policy.yaml');
    const before = await cloud.images('glance');
    writeFileSync(file, policy);
    try {
      const args = commandOn(
        'learn',
        '--out',
        'theirs.yaml',
        '--without',
        'imports,locations',
        '--most',
        '130',
      );
      await killedRun(args, before);
      expect((await cloud.images('glance')).length).toBeGreaterThan(before.length);
      const learning = await run(process.execPath, [...args, '--resume'], environment(), cloud.folder);
      expect(learning.stderr).toMatch(/^leftovers +\d+ images? of killed runs removed$/m);
      const entries = learning.stdout.split('\n').filter((line) => /^ {2}\w+Member|^ {2}download/.test(line));
      expect(entries.map((line) => line.trim()).toSorted()).toEqual([
        'addMember.producer: no',
        'downloadImage.role: reader',
        'listMembers.consumer: no',
        'showMember.consumer: no',
      ]);
      expect(await cloud.images('glance')).toEqual(before);
      const same = commandOn('compare', '--profile', 'theirs.yaml', '--without', 'imports,locations,quota');
      const { status, stdout } = await run(process.execPath, same, environment(), cloud.folder);
      expect(stdout).toMatch(/ 0 differently\./);
      expect(status).toBe(0);
      writeFileSync(join(cloud.folder, 'theirs.policy.yaml'), policy);
      const contracts = ['--policy', 'theirs.policy.yaml', '--without', 'imports,locations,quota'];
      const verify = [main, 'verify', ...where(), ...contracts, '--parallel', '4'];
      const verified = await run(process.execPath, verify, environment(), cloud.folder);
      expect(verified.stdout).toMatch(/^\d{3} interactions hold, 0 do not\.$/m);
      expect(verified.status).toBe(0);
      expect(await cloud.images('glance')).toEqual(before);
    } finally {
      writeFileSync(file, '{}\n');
    }
  },
  15 * minutes,
);
