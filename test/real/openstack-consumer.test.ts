/** The consumer's side of sharing, with Debian's unchanged `openstack`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed, type Ran, says } from './command.ts';
import { data } from './images.ts';
import { openStage } from './stage.ts';

const { client, image, projects, folder, close } = await openStage();
afterAll(close);

const openstack = (user: User, ...args: readonly string[]): Promise<Ran> =>
  client('openstack', user, ...args);

/** Whether an image is in a list. */
async function lists(user: User, id: string, ...options: readonly string[]): Promise<boolean> {
  const ran = await openstack(user, 'image', 'list', '-f', 'json', '--limit', '1000', ...options);
  return (printed(ran) as { ID: string }[]).some(({ ID }) => ID === id);
}

it.concurrent('an image is in the list of a consumer that accepted it, and not before', async () => {
  const id = await image({ members: { beta: 'pending' } });
  expect(await lists('beta', id, '--shared')).toBe(false);
  expect(says(await openstack('beta', 'image', 'set', '--accept', id))).toBe('exit 0');
  expect(await lists('beta', id, '--shared')).toBe(true);
  expect(await lists('beta', id)).toBe(true);
});

it.concurrent('a list of one member status has the images of that status', async () => {
  const [pending, accepted, rejected] = await Promise.all([
    image({ members: { beta: 'pending' } }),
    image({ members: { beta: 'accepted' } }),
    image({ members: { beta: 'rejected' } }),
  ]);
  const all = [pending, accepted, rejected];
  const listed = async (status: string): Promise<readonly boolean[]> => {
    const options = ['--shared', '--member-status', status, '--limit', '1000', '-f', 'json'];
    const rows = printed(await openstack('beta', 'image', 'list', ...options)) as { ID: string }[];
    return all.map((id) => rows.some(({ ID }) => ID === id));
  };
  expect(await Promise.all(['pending', 'accepted', 'rejected', 'all'].map(listed))).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [true, true, true],
  ]);
});

it.concurrent('a consumer accepts, rejects, and goes back to pending', async () => {
  const id = await image({ members: { beta: 'pending' } });
  for (const [option, status] of [
    ['--accept', 'accepted'],
    ['--reject', 'rejected'],
    ['--pending', 'pending'],
  ] as const) {
    expect(says(await openstack('beta', 'image', 'set', option, id))).toBe('exit 0');
    expect(printed(await openstack('beta', 'image', 'member', 'list', id, '-f', 'json'))).toEqual([
      { 'Image ID': id, 'Member ID': projects.beta, Status: status },
    ]);
  }
});

it.concurrent('an image is found by name once it is accepted', async () => {
  const id = await image({ name: 'cli-accepted', members: { beta: 'accepted', delta: 'pending' } });
  expect(printed(await openstack('beta', 'image', 'show', 'cli-accepted', '-f', 'json'))).toMatchObject({
    id,
  });
  expect(says(await openstack('delta', 'image', 'set', '--accept', 'cli-accepted'))).toBe(
    'exit 1: No Image found for cli-accepted',
  );
});

it.concurrent('a consumer sees and downloads what it rejected', async () => {
  const id = await image({ members: { beta: 'rejected' } });
  expect(printed(await openstack('beta', 'image', 'show', id, '-f', 'json'))).toMatchObject({
    checksum: data.md5,
    owner: projects.alpha,
    status: 'active',
  });
  expect(says(await openstack('beta', 'image', 'save', '--file', 'saved', id))).toBe('exit 0');
  expect(readFileSync(join(folder, 'saved'), 'utf8')).toBe('cli image data\n');
});

it.concurrent('a consumer sees no other member, and acts for none', async () => {
  const id = await image({ members: { beta: 'accepted', delta: 'accepted' } });
  expect(printed(await openstack('beta', 'image', 'member', 'list', id, '-f', 'json'))).toEqual([
    { 'Image ID': id, 'Member ID': projects.beta, Status: 'accepted' },
  ]);
  expect(says(await openstack('delta', 'image', 'set', '--reject', '--project', projects.beta, id))).toBe(
    `exit 1: ResourceNotFound 404: ${projects.beta} not found in the member list of the image ${id}.`,
  );
});

it.concurrent('a consumer adds nobody, and does not remove itself', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await openstack('beta', 'image', 'add', 'project', id, projects.gamma))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete add_member action.',
  );
  expect(says(await openstack('beta', 'image', 'remove', 'project', id, projects.beta))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete delete_member action.',
  );
});

it.concurrent('the owner does not answer for a consumer, and is no member itself', async () => {
  const id = await image({ members: { beta: 'pending' } });
  expect(says(await openstack('alpha', 'image', 'set', '--accept', '--project', projects.beta, id))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete modify_member action.',
  );
  expect(says(await openstack('alpha', 'image', 'set', '--accept', id))).toBe(
    `exit 1: ResourceNotFound 404: ${projects.alpha} not found in the member list of the image ${id}.`,
  );
});

it.concurrent('an admin accepts for a project, and --project makes that project the owner as well', async () => {
  const id = await image({ members: { beta: 'pending' } });
  expect(says(await openstack('admin', 'image', 'set', '--accept', '--project', projects.beta, id))).toBe(
    'exit 0',
  );
  expect(printed(await openstack('beta', 'image', 'show', id, '-f', 'json'))).toMatchObject({
    owner: projects.beta,
  });
  expect(printed(await openstack('beta', 'image', 'member', 'list', id, '-f', 'json'))).toEqual([
    { 'Image ID': id, 'Member ID': projects.beta, Status: 'accepted' },
  ]);
});

it.concurrent('a stranger sees neither the image nor its members', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await openstack('gamma', 'image', 'show', id))).toBe(`exit 1: No Image found for ${id}`);
  // The client stumbles over the image that it did not find.
  expect(says(await openstack('gamma', 'image', 'member', 'list', id))).toBe(
    "exit 1: 'NoneType' object has no attribute 'id'",
  );
  expect(await lists('gamma', id, '--member-status', 'all')).toBe(false);
});

it.concurrent('a user with the role reader sees what is shared, and neither accepts nor downloads it', async () => {
  const id = await image({ members: { beta: 'pending' } });
  expect(says(await openstack('breader', 'image', 'show', id))).toBe('exit 0');
  expect(says(await openstack('breader', 'image', 'set', '--accept', id))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete modify_member action.',
  );
  expect(says(await openstack('breader', 'image', 'save', '--file', 'refused', id))).toBe(
    'exit 1: Unable to download image: InvalidResponse',
  );
});
