/** What clients of OpenStack ask the fake while they share an image, recorded as pacts, holds on a real Glance. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { serve } from '../cli/calling.ts';
import { clientsOf } from './clients.ts';
import type { CloudUnderTest, User } from './cloud.ts';
import { printed, type Ran, run } from './command.ts';
import { contractCloud, type ContractCloudUnderTest } from './contract-cloud.ts';
import { data } from './images.ts';
import { login } from './session.ts';
import { python } from './setup.ts';
import { type Sharing, sharings, type Stage } from './stories/sharings.ts';

const minutes = 60_000;
const main = join(import.meta.dirname, '../../src/cli/main.mjs');
const sdkStory = fileURLToPath(new URL('openstacksdk_story.py', import.meta.url));

let cloud: ContractCloudUnderTest;
beforeAll(async () => {
  cloud = await contractCloud('recorded-clients', 26_300);
  writeFileSync(join(cloud.folder, 'data'), data.text);
}, 10 * minutes);
afterAll(async () => cloud?.[Symbol.asyncDispose](), minutes);

/** Tokens of the served fakes, and the end of every password there. */
const secrets: string[] = ['-secret-password'];

/** Calls a client as a user. */
type Call = (user: User, ...args: readonly string[]) => Promise<Ran>;

/** Shares an image: it is created, offered, accepted and rejected, downloaded, taken back and deleted. */
type Story = (
  call: Call,
  tenants: Readonly<Record<'alpha' | 'beta' | 'gamma', string>>,
  cloud: Stage,
) => Promise<void>;

const form = ['--disk-format', 'raw', '--container-format', 'bare'];

const openstack: Story = async (call, { beta, gamma }) => {
  const image = (user: User, ...args: readonly string[]): Promise<Ran> => call(user, 'image', ...args);
  const create = await image(
    'alpha',
    'create',
    ...form,
    '--file',
    'data',
    '--shared',
    '-f',
    'json',
    'offered',
  );
  const { id } = printed(create) as { id: string };
  await image('alpha', 'add', 'project', id, beta);
  await image('alpha', 'add', 'project', id, gamma);
  await image('alpha', 'add', 'project', id, gamma);
  await image('beta', 'list', '--shared', '--member-status', 'pending');
  await image('beta', 'set', '--accept', id);
  await image('gamma', 'set', '--reject', id);
  await image('alpha', 'set', '--accept', id);
  await image('alpha', 'member', 'list', id);
  await image('beta', 'member', 'list', id);
  await image('beta', 'list', '--shared');
  await image('beta', 'show', 'offered');
  await image('beta', 'save', '--file', 'saved', id);
  await image('breader', 'set', '--reject', id);
  await image('delta', 'show', id);
  await image('alpha', 'set', '--private', id);
  await image('beta', 'show', id);
  await image('alpha', 'set', '--shared', id);
  await image('alpha', 'remove', 'project', id, beta);
  await image('alpha', 'delete', id);
  await image('alpha', 'show', id);
};

const glance: Story = async (call, { beta, gamma }) => {
  const created = await call(
    'alpha',
    'image-create',
    '--name',
    'offered',
    ...form,
    '--visibility',
    'shared',
    '--file',
    'data',
  );
  const id = /\| id +\| (\S+)/.exec(created.stdout)?.[1] ?? '';
  await call('alpha', 'member-create', id, beta);
  await call('alpha', 'member-create', id, gamma);
  await call('alpha', 'member-create', id, gamma);
  await call('beta', 'image-list', '--visibility', 'shared', '--member-status', 'pending');
  await call('beta', 'member-update', id, beta, 'accepted');
  await call('gamma', 'member-update', id, gamma, 'rejected');
  await call('alpha', 'member-update', id, beta, 'pending');
  await call('alpha', 'member-list', '--image-id', id);
  await call('gamma', 'member-list', '--image-id', id);
  await call('alpha', 'member-get', id, beta);
  await call('gamma', 'member-get', id, beta);
  await call('beta', 'image-list');
  await call('beta', 'image-show', id);
  await call('beta', 'image-download', '--file', 'downloaded', id);
  await call('delta', 'image-show', id);
  await call('alpha', 'image-update', '--visibility', 'private', id);
  await call('alpha', 'member-create', id, beta);
  await call('alpha', 'image-update', '--visibility', 'shared', id);
  await call('alpha', 'member-delete', id, beta);
  await call('alpha', 'member-delete', id, beta);
  await call('alpha', 'image-delete', id);
  await call('beta', 'image-show', id);
};

const openstacksdk: Story = async (call, { beta, gamma }) => {
  const { id } = printed(await call('alpha', sdkStory, 'upload', 'offered')) as { id: string };
  await call('alpha', sdkStory, 'share', id, beta);
  await call('beta', sdkStory, 'answer', id, beta, 'offered');
  await call('gamma', sdkStory, 'strange', id, gamma);
  await call('alpha', sdkStory, 'remove', id, beta);
};

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
