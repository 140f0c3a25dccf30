/** The producer's side of sharing, with Debian's unchanged `openstack`. */
import { afterAll, expect, it } from 'vitest';
import type { User } from './cloud.ts';
import { printed, type Ran, says } from './command.ts';
import { data } from './images.ts';
import { openStage } from './stage.ts';

const { client, image, imageUrl, made, projects, close } = await openStage();
afterAll(close);

const openstack = (user: User, ...args: readonly string[]): Promise<Ran> =>
  client('openstack', user, ...args);
const create = ['image', 'create', '--disk-format', 'raw', '--container-format', 'bare', '-f', 'json'];

it.concurrent('the catalog names the image API', async () => {
  const catalog = printed(await openstack('alpha', 'catalog', 'list', '-f', 'json'));
  expect(catalog).toContainEqual({
    Name: 'glance',
    Type: 'image',
    Endpoints: expect.arrayContaining([
      expect.objectContaining({ interface: 'public', region: 'RegionOne', url: imageUrl }),
    ]) as unknown,
  });
});

it.concurrent('an image is created from a file, and is then active with its size and checksum', async () => {
  const created = printed(await openstack('alpha', ...create, '--file', 'data', '--shared', 'cli-img'));
  // The client prints what it was told before it uploaded.
  expect(created).toMatchObject({
    name: 'cli-img',
    owner: projects.alpha,
    status: 'queued',
    visibility: 'shared',
  });
  const id = made((created as { id: string }).id);
  expect(printed(await openstack('alpha', 'image', 'show', id, '-f', 'json'))).toMatchObject({
    checksum: data.md5,
    container_format: 'bare',
    disk_format: 'raw',
    file: `/v2/images/${id}/file`,
    id,
    name: 'cli-img',
    owner: projects.alpha,
    properties: {
      os_hidden: false,
      os_hash_algo: 'sha512',
      os_hash_value:
        '0c1403d255f0864d2a8318b807cdaa0953b3cee8195ae9e030bff823efd1f294f920c0315c4ed93b4c2d1d45bf62446fffb7ce9160e3dc76f02746871dd9c6a9',
      'owner_specified.openstack.object': 'images/cli-img',
    },
    protected: false,
    schema: '/v2/schemas/image',
    size: data.size,
    status: 'active',
    tags: [],
    visibility: 'shared',
  });
});

it.concurrent('an image that is created with nothing on the standard input is active with 0 bytes', async () => {
  const created = printed(await openstack('alpha', ...create, '--private', 'cli-empty'));
  const id = made((created as { id: string }).id);
  expect(printed(await openstack('alpha', 'image', 'show', id, '-f', 'json'))).toMatchObject({
    checksum: 'd41d8cd98f00b204e9800998ecf8427e',
    size: 0,
    status: 'active',
    visibility: 'private',
  });
});

it.concurrent('the owner finds its image by name', async () => {
  const id = await image({ name: 'cli-by-name' });
  expect(printed(await openstack('alpha', 'image', 'show', 'cli-by-name', '-f', 'json'))).toMatchObject({
    id,
  });
});

it.concurrent('a project that is added by its id is a pending member', async () => {
  const id = await image();
  expect(
    printed(await openstack('alpha', 'image', 'add', 'project', id, projects.beta, '-f', 'json')),
  ).toEqual({
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    image_id: id,
    member_id: projects.beta,
    schema: '/v2/schemas/member',
    status: 'pending',
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
  });
});

it.concurrent('the name of a project is resolved for an admin; for others it becomes the member', async () => {
  const id = await image({ members: { beta: 'rejected' } });
  const asMember = await openstack('alpha', 'image', 'add', 'project', id, 'gamma', '-f', 'json');
  expect(printed(asMember)).toMatchObject({ member_id: 'gamma', status: 'pending' });
  const asAdmin = await openstack('admin', 'image', 'add', 'project', id, 'delta', '-f', 'json');
  expect(printed(asAdmin)).toMatchObject({ member_id: projects.delta, status: 'pending' });
  // No release promises the order of members, and they differ in it.
  const listed = printed(await openstack('alpha', 'image', 'member', 'list', id, '-f', 'json'));
  expect(listed).toHaveLength(3);
  expect(listed).toEqual(
    expect.arrayContaining([
      { 'Image ID': id, 'Member ID': projects.beta, Status: 'rejected' },
      { 'Image ID': id, 'Member ID': 'gamma', Status: 'pending' },
      { 'Image ID': id, 'Member ID': projects.delta, Status: 'pending' },
    ]),
  );
});

it.concurrent('to add a project twice fails', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await openstack('alpha', 'image', 'add', 'project', id, projects.beta))).toBe(
    `exit 1: ConflictException 409: Member ${projects.beta} is duplicated for image ${id}`,
  );
});

it.concurrent('a private image takes no project until it is shared', async () => {
  const id = await image();
  const add = ['image', 'add', 'project', id, projects.beta];
  expect(says(await openstack('alpha', 'image', 'set', '--private', id))).toBe('exit 0');
  expect(says(await openstack('alpha', ...add))).toBe(
    `exit 1: HttpException 403: Not allowed to create members for image ${id}.`,
  );
  expect(says(await openstack('alpha', 'image', 'set', '--shared', id))).toBe('exit 0');
  expect(says(await openstack('alpha', ...add))).toBe('exit 0');
});

it.concurrent('a community image has no members to list', async () => {
  const id = await image({ visibility: 'community', members: { beta: 'accepted' } });
  expect(says(await openstack('alpha', 'image', 'member', 'list', id))).toBe(
    `exit 1: HttpException 403: Not allowed to list members for image ${id}: Only shared images have members.<br /><br />`,
  );
});

it.concurrent('a project is removed, and to remove it again is no error', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  const remove = ['image', 'remove', 'project', id, projects.beta];
  expect(says(await openstack('alpha', ...remove))).toBe('exit 0');
  expect(printed(await openstack('alpha', 'image', 'member', 'list', id, '-f', 'json'))).toEqual([]);
  expect(says(await openstack('alpha', ...remove))).toBe('exit 0');
});

it.concurrent('a user with the role reader adds and removes nobody', async () => {
  const id = await image({ members: { beta: 'accepted' } });
  expect(says(await openstack('areader', 'image', 'add', 'project', id, projects.gamma))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete add_member action.',
  );
  expect(says(await openstack('areader', 'image', 'remove', 'project', id, projects.beta))).toBe(
    'exit 1: HttpException 403: You are not authorized to complete delete_member action.',
  );
});
