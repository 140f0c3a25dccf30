/**
 * Changing images. Source: Cloud Images API v2 guide, Update image (media type, properties that may be changed,
 * `com.rackspace`), HTTP PATCH method (`v2.0` is deprecated), Image properties.
 */
import { expect } from 'vitest';
import { createImage, image, images, patch, set, showImage } from '../calls.ts';
import { everyDoor, type Told } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImage, cloudImages } from './sentences.ts';

const world = cloudImages();
const name = [{ op: 'replace', path: '/name', value: 'renamed' }];

async function shown(t: Told): Promise<unknown> {
  return (await t.send({ as: 'producer', ...showImage() })).body;
}

everyDoor(
  'PATCH with the media type v2.1 changes name and tags, as the example of the guide',
  world,
  async (t) => {
    const { status, body } = await t.send({
      as: 'producer',
      ...patch([
        { op: 'replace', path: '/name', value: 'Fedora 17' },
        { op: 'replace', path: '/tags', value: ['fedora', 'beefy'] },
      ]),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: image, name: 'Fedora 17', visibility: 'private' });
    expect((body as { tags: string[] }).tags.toSorted()).toEqual(['beefy', 'fedora']);
  },
);

everyDoor('PATCH with the deprecated media type v2.0 and its form works too', world, async (t) => {
  const { status, body } = await t.send({
    as: 'producer',
    ...patch([{ replace: '/name', value: 'renamed' }]),
    headers: { 'content-type': 'application/openstack-images-v2.0-json-patch' },
  });
  expect([status, (body as { name: string }).name]).toEqual([200, 'renamed']);
});

for (const type of ['application/json', 'application/json-patch+json', 'text/plain', '']) {
  everyDoor(`PATCH with the media type "${type}": 415, nothing changed`, world, async (t) => {
    const call = { ...patch(name), headers: { 'content-type': type } };
    expect((await t.send({ as: 'producer', ...call })).status).toBe(415);
    expect(await shown(t)).toMatchObject({ name: 'shared image' });
  });
}

everyDoor.except('msw', 'fetch names a type for every body')(
  'PATCH without media type: 415',
  world,
  async (t) => {
    const call = { ...patch(JSON.stringify(name)), headers: {} };
    expect((await t.send({ as: 'producer', ...call })).status).toBe(415);
    expect(await shown(t)).toMatchObject({ name: 'shared image' });
  },
);

for (const [property, value] of [
  ['name', 'other'],
  ['tags', ['web']],
  ['os_distro', 'fedora'],
  ['os_version', '17'],
  ['protected', true],
  ['min_disk', 20],
  ['min_ram', 512],
  ['ramdisk_id', 'd0000000-0000-4000-8000-000000000001'],
  ['kernel_id', 'd0000000-0000-4000-8000-000000000002'],
  ['com.mycompany.myproperty', 'mine'],
  ['myname.myproperty', 'mine'],
] as const) {
  everyDoor(`the owner sets ${property}`, world, async (t) => {
    const { status, body } = await t.send({ as: 'producer', ...set(property, value) });
    expect(status).toBe(200);
    expect(body).toHaveProperty([property], value);
  });
}

for (const property of ['container_format', 'disk_format']) {
  everyDoor(
    `the owner sets ${property} of an image without data`,
    cloudImage({ status: 'queued', data: undefined } as object),
    async (t) => {
      const { status, body } = await t.send({ as: 'producer', ...set(property, 'ami') });
      expect([status, (body as Record<string, unknown>)[property]]).toEqual([200, 'ami']);
    },
  );
}

everyDoor('a property of the owner is added, changed and deleted', world, async (t) => {
  const own = '/com.mycompany.myproperty';
  const at = async (change: object): Promise<unknown> =>
    (
      (await t.send({ as: 'producer', ...patch([{ path: own, ...change }]) })).body as Record<string, unknown>
    )[own.slice(1)];
  expect(await at({ op: 'add', value: 'a' })).toBe('a');
  expect(await at({ op: 'replace', value: 'b' })).toBe('b');
  expect(await at({ op: 'remove' })).toBeUndefined();
});

const platform = { 'com.rackspace__1__release_id': '1002', auto_disk_config: 'True' };
const reserved = cloudImage({ properties: platform });

for (const property of ['com.rackspace.myproperty', 'com.rackspace__1__release_id', 'com.rackspace']) {
  const refused = `403 Property '${property}' is protected`;

  everyDoor(`${property} is not set, and nothing else of the patch happens: 403`, reserved, async (t) => {
    const add = { op: 'add', path: `/${property}`, value: 'mine' };
    for (const changes of [
      [...name, add],
      [add, ...name],
    ])
      expect(await t.says('producer', patch(changes))).toBe(refused);
    expect(await shown(t)).toMatchObject({ name: 'shared image', ...platform });
    if (!(property in platform)) expect(await shown(t)).not.toHaveProperty([property]);
  });

  everyDoor(`no image is created with ${property}: 403`, reserved, async (t) => {
    expect(await t.says('producer', createImage({ name: 'new', [property]: 'mine' }))).toBe(refused);
    expect(await listed(t, 'producer')).toEqual(['shared image']);
  });
}

for (const op of ['replace', 'remove']) {
  everyDoor(`a property that the cloud has set is not ${op}d by the owner: 403`, reserved, async (t) => {
    const change = { op, path: '/com.rackspace__1__release_id', ...(op === 'replace' ? { value: '1' } : {}) };
    expect(await t.says('producer', patch([...name, change]))).toBe(
      "403 Property 'com.rackspace__1__release_id' is protected",
    );
    expect(await shown(t)).toMatchObject({ name: 'shared image', ...platform });
  });
}

everyDoor('who does not own the image is not told what is reserved', reserved, async (t) => {
  expect(await t.says('consumer', set('com.rackspace.a', 'b'))).toBe('403 You do not own this image');
  expect((await t.send({ as: 'consumer', ...images('?member_status=all') })).status).toBe(200);
});
