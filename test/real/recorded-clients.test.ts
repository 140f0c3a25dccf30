/** What clients of OpenStack ask the fake while they share an image, recorded as pacts, holds on a real Glance. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { serve } from '../cli/calling.ts';
import { clientsOf } from './clients.ts';
import type { CloudUnderTest, User } from './cloud.ts';
import { run } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';
import { data } from './images.ts';
import { login } from './session.ts';
import { python } from './setup.ts';
import { glance, openstack, openstacksdk, type Story } from './stories/commands.ts';
import { type Sharing, sharings } from './stories/sharings.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  cloud = await contractCloud('recorded-clients');
  writeFileSync(join(cloud.folder, 'data'), data.text);
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

/** Tokens of the served fakes, and the end of every password there. */
const secrets: string[] = ['-secret-password'];

/** A program that tells the whole story, and ends with exit code 0 where all was as it expects. */
const toldBy =
  ({ prepare }: Sharing): Story =>
  async (_, __, cloud) => {
    const { status, stdout, stderr } = await run(...(await prepare(cloud)), cloud.folder);
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  };

/** Who tells a story, how, and how many interactions it has at least. */
const stories: readonly (readonly [program: string, name: string, story: Story, least: number])[] = [
  ['openstack', 'openstack', openstack, 25],
  ['glance', 'glance', glance, 25],
  [python, 'openstacksdk', openstacksdk, 25],
  ...sharings.map((each) => ['', each.name, toldBy(each), each.interactions] as const),
];

/** What `serve --json` tells of a recording. */
interface Recorded {
  readonly file: string;
  readonly interactions: number;
  readonly leftOut: readonly { readonly why: string }[];
  readonly unread: readonly { readonly operation: string; readonly part: string; readonly name: string }[];
}

/** What clients send and Glance reads nowhere: openstacksdk says twice whom and what a request is about. */
const bySdk = ['body field member of updateMember', 'query parameter image_id of showMember'];
const unread: Readonly<Record<string, readonly string[]>> = {
  openstack: bySdk.slice(0, 1),
  openstacksdk: bySdk,
};

/** Tells a story to a fake that records it. */
async function record(profile: ProfileName, program: string, name: string, story: Story): Promise<Recorded> {
  const options = ['--record', cloud.folder, '--consumer', `${name}-${profile}`, '--json'];
  await using fake = await serve([...options, '--seed', 'openstack-clients', '--profile', profile]);
  const authUrl = `${new URL(fake.url).origin}/identity/v3`;
  const passwordOf = (user: User): string => `${user}-secret-password`;
  const served: CloudUnderTest = { authUrl, passwordOf, close: async () => {} };
  const tenantOf = async (user: User): Promise<string> => {
    const { project, token } = await login(served, user);
    secrets.push(token);
    return project;
  };
  const tenants = {
    alpha: await tenantOf('alpha'),
    beta: await tenantOf('beta'),
    gamma: await tenantOf('gamma'),
  };
  const { folder } = cloud;
  const { client } = clientsOf(served, folder);
  await story((user, ...args) => client(program, user, ...args), tenants, { ...served, folder });
  const { code, stderr } = await fake.stop();
  if (code !== 0) throw new Error(stderr);
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return (JSON.parse(last) as { recorded: Recorded }).recorded;
}

const cases = (['glance', 'glance-legacy'] as const).flatMap((profile) =>
  stories.map(([program, name, story, least]) => [name, profile, program, story, least] as const),
);

it.each(cases)(
  'what %s asks the fake, recorded, holds on a real Glance with the rules of %s',
  async (name, profile, program, story, least) => {
    const recorded = await record(profile, program, name, story);
    expect(recorded.interactions).toBeGreaterThan(least);
    expect(recorded.leftOut.map(({ why }) => why)).toEqual([
      'the identity API is not what the pact is about',
    ]);
    const told = recorded.unread.map((each) => `${each.part} ${each.name} of ${each.operation}`);
    expect(told.toSorted()).toEqual(unread[name] ?? []);
    const text = readFileSync(recorded.file, 'utf8');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    const before = await cloud.images(profile);
    const where = ['--provider-base-url', cloud.glance(profile), '--clouds', cloud.cloudsFile];
    const args = [main, 'verify', ...where, '--pact', recorded.file];
    const env = { PATH: process.env['PATH'] ?? '', HOME: cloud.folder };
    const { status, stdout } = await run(process.execPath, args, env, cloud.folder);
    expect({ status, failed: stdout.split('What differs')[1] ?? '' }).toEqual({ status: 0, failed: '' });
    expect(stdout).toContain(`${recorded.interactions} interactions hold, 0 do not.`);
    expect(await cloud.images(profile)).toEqual(before);
  },
  5 * minutes,
);
