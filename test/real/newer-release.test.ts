/**
 * The fake against a newer release than this machine's, bounded: every tenth scene, some walks, all contracts, and the clients of
 * that release. Where its packages cannot be had, the setup says so and these tests are skipped.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it as always } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { compare } from '../parity/compare.ts';
import { verdictOn } from '../parity/report.ts';
import { scenes } from '../parity/scenes/all.ts';
import { compareWalks } from '../parity/walks/report.ts';
import { clientsOf } from './clients.ts';
import type { CloudUnderTest, User } from './cloud.ts';
import { run, says } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';
import { data } from './images.ts';
import { login } from './session.ts';
import { python } from './setup.ts';
import { glance, openstack, openstacksdk, type Story } from './stories/commands.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');
const both: readonly ProfileName[] = ['glance', 'glance-legacy'];
const sample = scenes.filter(({ alone }, index) => alone !== true && index % 10 === 0);

const { release, debian, missing } = inject('newer');
const it = missing === undefined ? always : always.skip;

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  if (missing !== undefined) return;
  cloud = await contractCloud('newer-release', release);
  writeFileSync(join(cloud.folder, 'data'), data.text);
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

it.each(both)(
  `every tenth scene is answered as ${release} answers it, with the rules of %s`,
  async (profile) => {
    const { cases, unlisted } = verdictOn(await compare(cloud.running, profile, sample), release);
    expect(unlisted).toEqual([]);
    expect(cases).toBeGreaterThan(1000);
  },
  10 * minutes,
);

it.each(both)(
  `ten walks of forty steps end as with ${release}, with the rules of %s`,
  async (profile) => {
    const lines: string[] = [];
    const counts = { walks: 10, steps: 40, seed: 1 };
    const differing = await compareWalks(cloud.running, profile, counts, (line) => lines.push(line));
    expect({ differing, lines: differing === 0 ? [] : lines }).toEqual({ differing: 0, lines: [] });
  },
  10 * minutes,
);

it.each(both)(
  `all contracts hold on ${release} with the rules of %s`,
  async (profile) => {
    const where = ['--provider-base-url', cloud.glance(profile), '--clouds', cloud.cloudsFile];
    const args = [main, 'verify', ...where, '--profile', profile];
    const env = { PATH: process.env['PATH'] ?? '', HOME: cloud.folder };
    const { status, stdout } = await run(process.execPath, args, env, cloud.folder);
    expect({ status, failed: stdout.split('What differs')[1] ?? '' }).toEqual({ status: 0, failed: '' });
    expect(stdout).toMatch(/^\d{3,} interactions hold, 0 do not\.$/m);
  },
  10 * minutes,
);

/** What a story of clients came to, call by call, with names in place of what clouds choose. */
async function told(under: CloudUnderTest, program: string, story: Story): Promise<readonly string[]> {
  const { client } = clientsOf(under, cloud.folder, debian);
  const [alpha = '', beta = '', gamma = ''] = await Promise.all(
    (['alpha', 'beta', 'gamma'] as const).map(async (user) => (await login(under, user)).project),
  );
  const named = naming({ alpha, beta, gamma });
  const calls: string[] = [];
  const call = async (user: User, ...args: readonly string[]): ReturnType<typeof client> => {
    const ran = await client(program, user, ...args);
    const words = [user, ...args.map((each) => each.split('/').at(-1)), '→', says(ran), inOrder(ran.stdout)];
    calls.push(rowsInOrder(named(words.join(' '))));
    return ran;
  };
  await story(call, { alpha, beta, gamma }, { ...under, folder: cloud.folder });
  return calls;
}

/** JSON with its keys in order: Glance's database returns the properties of an image in any. */
function inOrder(stdout: string): string {
  let value: unknown;
  try {
    value = JSON.parse(stdout);
  } catch {
    return stdout;
  }
  const sorted = (_: string, each: unknown): unknown =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each;
  return JSON.stringify(value, sorted, 2);
}

/** Tables with their rows in order: that of members is promised by no release, and a database chooses it by their ids. */
function rowsInOrder(text: string): string {
  const isRow = (line: string | undefined): boolean => line?.startsWith('| ') === true;
  const lines = text.split('\n');
  const rows = lines.filter(isRow).toSorted();
  return lines.map((line) => (isRow(line) ? (rows.shift() ?? '') : line)).join('\n');
}

/** Puts names and numbers in place of ids, times and addresses. */
function naming(projects: Readonly<Record<string, string>>): (text: string) => string {
  const known = new Map(Object.entries(projects).map(([name, id]) => [id, name]));
  const numberOf = (id: string): string => {
    if (!known.has(id)) known.set(id, `id ${known.size}`);
    return `<${known.get(id)}>`;
  };
  return (text) =>
    text
      .replaceAll(/https?:\/\/[\w.:]+(?:\/image)?/g, '<url>')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|\.0+)?/g, '<time>')
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b/g, (id) =>
        id === data.md5 ? id : numberOf(id),
      );
}

const clients: readonly (readonly [name: string, program: string, story: Story])[] = [
  ['openstack', 'openstack', openstack],
  ['glance', 'glance', glance],
  ['openstacksdk', python, openstacksdk],
];

it.each(clients)(
  `%s of ${release} shares an image on the fake as on the cloud that it came with`,
  async (_, program, story) => {
    const fake = createFake({ seed: readSeedFile('openstack-clients'), release });
    await using server = await listen(fake);
    const served: CloudUnderTest = {
      authUrl: `${server.url}/identity/v3`,
      passwordOf: (user) => `${user}-secret-password`,
      close: async () => {},
    };
    const { identity, residents } = cloud.running;
    const passwordOf = (user: User): string => residents[user]?.password ?? '';
    const real: CloudUnderTest = { authUrl: `${identity}/v3`, passwordOf, close: async () => {} };
    const expected = await told(real, program, story);
    expect(expected.filter((each) => each.includes('exit 0')).length).toBeGreaterThan(4);
    expect(await told(served, program, story)).toEqual(expected);
  },
  10 * minutes,
);
