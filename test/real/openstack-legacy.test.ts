/** What differs for `openstack` where Glance has the policy defaults of Zed and earlier. */
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed, type Ran, says } from './command.ts';
import { openStage } from './stage.ts';

const { client, image, projects, close } = await openStage('glance-legacy');
afterAll(close);

const openstack = (user: User, ...args: readonly string[]): Promise<Ran> =>
  client('openstack', user, ...args);

it.concurrent('legacy: the owner is refused to answer, whether or not the member is there', async () => {
  const id = await image({ members: { beta: 'pending' } });
  const refused = `exit 1: HttpException 403: Not allowed to update members for image ${id}.`;
  expect(says(await openstack('alpha', 'image', 'set', '--accept', id))).toBe(refused);
  expect(says(await openstack('alpha', 'image', 'set', '--accept', '--project', projects.beta, id))).toBe(
    refused,
  );
});

it.concurrent('legacy: a consumer adds nobody, and does not remove itself', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await openstack('beta', 'image', 'add', 'project', id, projects.gamma))).toBe(
    `exit 1: HttpException 403: Not allowed to create members for image ${id}.`,
  );
  expect(says(await openstack('beta', 'image', 'remove', 'project', id, projects.beta))).toBe(
    `exit 1: HttpException 403: Not allowed to delete members for image ${id}.`,
  );
});

it.concurrent('legacy: the role reader adds, accepts and removes like any other', async () => {
  const id = await image();
  expect(says(await openstack('areader', 'image', 'add', 'project', id, projects.beta))).toBe('exit 0');
  expect(says(await openstack('breader', 'image', 'set', '--accept', id))).toBe('exit 0');
  expect(printed(await openstack('areader', 'image', 'member', 'list', id, '-f', 'json'))).toEqual([
    { 'Image ID': id, 'Member ID': projects.beta, Status: 'accepted' },
  ]);
  expect(says(await openstack('areader', 'image', 'remove', 'project', id, projects.beta))).toBe('exit 0');
});
