/** The producer's side of sharing, with Debian's unchanged `glance`, which asks for schemas before it does anything. */
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { rows, type Ran, says } from './command.ts';
import { data } from './images.ts';
import { openStage } from './stage.ts';

const { client, image, made, projects, close } = await openStage();
afterAll(close);

const glance = (user: User, ...args: readonly string[]): Promise<Ran> => client('glance', user, ...args);

it.concurrent('an image is created from a file with what the schema offers', async () => {
  const form = ['--disk-format', 'raw', '--container-format', 'bare', '--visibility', 'shared'];
  const created = rows(
    await glance('alpha', 'image-create', '--name', 'glance-img', ...form, '--file', 'data'),
  );
  const shown = Object.fromEntries(created as [string, string][]);
  made(shown['id'] ?? '');
  expect(shown).toMatchObject({
    checksum: data.md5,
    container_format: 'bare',
    disk_format: 'raw',
    name: 'glance-img',
    os_hash_algo: 'sha512',
    owner: projects.alpha,
    size: '15',
    status: 'active',
    visibility: 'shared',
  });
});

it.concurrent('an image is shown, with what the schema knows of it', async () => {
  const id = await image({ name: 'glance-shown' });
  const shown = rows(await glance('alpha', 'image-show', id));
  expect(shown).toEqual(
    expect.arrayContaining([
      ['id', id],
      ['name', 'glance-shown'],
      ['protected', 'False'],
    ]),
  );
});

it.concurrent('a private image takes no member until it is shared', async () => {
  const id = await image();
  expect(says(await glance('alpha', 'image-update', '--visibility', 'private', id))).toBe('exit 0');
  expect(says(await glance('alpha', 'member-create', id, projects.beta))).toBe(
    `exit 1: HTTP 403 Forbidden: Not allowed to create members for image ${id}.`,
  );
  expect(says(await glance('alpha', 'image-update', '--visibility', 'shared', id))).toBe('exit 0');
  expect(rows(await glance('alpha', 'member-create', id, projects.beta))).toEqual([
    [id, projects.beta, 'pending'],
  ]);
});

it.concurrent('a member that is there already is refused', async () => {
  const id = await image({ members: { beta: 'rejected' } });
  expect(says(await glance('alpha', 'member-create', id, projects.beta))).toBe(
    `exit 1: HTTP 409 Conflict: Member ${projects.beta} is duplicated for image ${id}`,
  );
});

it.concurrent('the owner sees all members and each, a consumer itself alone', async () => {
  const id = await image({ members: { beta: 'accepted', gamma: 'rejected' } });
  expect(rows(await glance('alpha', 'member-list', '--image-id', id))).toEqual([
    [id, projects.beta, 'accepted'],
    [id, projects.gamma, 'rejected'],
  ]);
  expect(rows(await glance('gamma', 'member-list', '--image-id', id))).toEqual([
    [id, projects.gamma, 'rejected'],
  ]);
  expect(rows(await glance('alpha', 'member-get', id, projects.beta))).toEqual(
    expect.arrayContaining([
      ['image_id', id],
      ['member_id', projects.beta],
      ['schema', '/v2/schemas/member'],
      ['status', 'accepted'],
    ]),
  );
  expect(says(await glance('gamma', 'member-get', id, projects.beta))).toBe(
    `exit 1: HTTP 404 Not Found: ${projects.beta} not found in the member list of the image ${id}.`,
  );
});

it.concurrent('the owner does not answer for a consumer', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await glance('alpha', 'member-update', id, projects.beta, 'rejected'))).toBe(
    'exit 1: HTTP 403 Forbidden: You are not authorized to complete modify_member action.',
  );
});

it.concurrent('the owner removes a member, once; the member does not remove itself', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await glance('beta', 'member-delete', id, projects.beta))).toBe(
    'exit 1: HTTP 403 Forbidden: You are not authorized to complete delete_member action.',
  );
  expect(says(await glance('alpha', 'member-delete', id, projects.beta))).toBe('exit 0');
  expect(says(await glance('alpha', 'member-delete', id, projects.beta))).toBe(
    `exit 1: HTTP 404 Not Found: ${projects.beta} not found in the member list of the image ${id}.`,
  );
});

it.concurrent('an image that is deleted is gone', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await glance('alpha', 'image-delete', id))).toBe('exit 0');
  expect(says(await glance('beta', 'image-show', id))).toBe(
    `exit 1: HTTP 404 Not Found: No image found with ID ${id}`,
  );
});
