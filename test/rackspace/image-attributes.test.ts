/** What an image shows. Source: Cloud Images API v2 guide, Get image details, List images, Get image schema. */
import { expect } from 'vitest';
import { createImage, image, images, showImage } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { cloudImage } from './sentences.ts';

/** Attributes beyond Glance's that the guide's examples show. */
const properties = {
  auto_disk_config: 'True',
  cache_in_nova: 'True',
  flavor_classes: '*,!onmetal',
  image_type: 'base',
  vm_mode: 'hvm',
  'com.rackspace__1__release_id': '1002',
  'com.rackspace__1__visible_core': '1',
  'org.openstack__1__architecture': 'x64',
  'org.openstack__1__os_distro': 'com.ubuntu',
};

const world = cloudImage({ properties, tags: ['web'], disk_format: 'vhd', container_format: 'ovf' });

const shown = {
  ...properties,
  id: image,
  name: 'shared image',
  owner: '5000001',
  visibility: 'private',
  status: 'active',
  protected: false,
  checksum: '4b3a6218bb3e3a7303e8a171a60fcf92',
  size: 5,
  min_disk: 0,
  min_ram: 0,
  disk_format: 'vhd',
  container_format: 'ovf',
  tags: ['web'],
  created_at: '2013-10-07T17:00:00Z',
  updated_at: '2013-10-07T17:00:00Z',
  self: `/v2/images/${image}`,
  file: `/v2/images/${image}/file`,
  schema: '/v2/schemas/image',
};

everyDoor(
  "Get image details: Rackspace's attributes among Glance's of that time, and no other",
  world,
  async (t) => {
    for (const as of ['producer', 'consumer'])
      expect((await t.send({ as, ...showImage() })).body).toEqual(shown);
  },
);

everyDoor('List images: the same attributes', world, async (t) => {
  for (const as of ['producer', 'second-consumer'])
    expect((await t.send({ as, ...images() })).body).toEqual({
      images: [shown],
      first: '/v2/images',
      schema: '/v2/schemas/images',
    });
});

everyDoor(
  'attributes of later Glances are not there: os_hidden, virtual_size, os_hash_algo',
  world,
  async (t) => {
    const { body } = await t.send({ as: 'producer', ...createImage({ name: 'new' }) });
    for (const later of ['os_hidden', 'virtual_size', 'os_hash_algo', 'os_hash_value', 'stores'])
      expect(body).not.toHaveProperty([later]);
  },
);

everyDoor('the owner is the number of the account, as a text', world, async (t) => {
  const { body } = await t.send({ as: 'consumer', ...showImage() });
  expect((body as { owner: unknown }).owner).toBe('5000001');
});
