/** The story of a shared image as the commands of OpenStack tell it: all that clients ask for, and some refusals. */
import { join } from 'node:path';
import type { User } from '../cloud.ts';
import { printed, type Ran } from '../command.ts';
import type { Stage } from './sharings.ts';

const sdkStory = join(import.meta.dirname, '../openstacksdk_story.py');

/** Calls a client as a user. */
export type Call = (user: User, ...args: readonly string[]) => Promise<Ran>;

/** Shares an image: it is created, offered, accepted and rejected, downloaded, taken back and deleted. */
export type Story = (
  call: Call,
  tenants: Readonly<Record<'alpha' | 'beta' | 'gamma', string>>,
  cloud: Stage,
) => Promise<void>;

const form = ['--disk-format', 'raw', '--container-format', 'bare'];

/** Told by `openstack`. */
export const openstack: Story = async (call, { beta, gamma }) => {
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

/** Told by `glance`. */
export const glance: Story = async (call, { beta, gamma }) => {
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

/** Told by the program openstacksdk_story.py, which an interpreter of Python is called with. */
export const openstacksdk: Story = async (call, { beta, gamma }) => {
  const { id } = printed(await call('alpha', sdkStory, 'upload', 'offered')) as { id: string };
  await call('alpha', sdkStory, 'share', id, beta);
  await call('beta', sdkStory, 'answer', id, beta, 'offered');
  await call('gamma', sdkStory, 'strange', id, gamma);
  await call('alpha', sdkStory, 'remove', id, beta);
};
