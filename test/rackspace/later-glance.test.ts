/**
 * What Glance has got since then is not there. Source: Cloud Images API v2 guide, Update image (what an owner may change),
 * Get image schema, Request and response types.
 */
import { expect } from 'vitest';
import { createImage, images, set, showImage } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { cloudImages } from './sentences.ts';

const world = cloudImages();
const as = 'producer';

for (const name of ['os_hidden', 'virtual_size', 'os_hash_algo', 'stores']) {
  everyDoor(`${name} is a free property like any other, in POST and in PATCH`, world, async (t) => {
    const created = await t.send({ as, ...createImage({ name: 'new', [name]: 'a text' }) });
    expect([created.status, (created.body as object)[name as never]]).toEqual([201, 'a text']);
    const { body } = await t.send({ as, ...images('?name=new') });
    expect((body as { images: object[] }).images).toEqual([created.body]);
    const changed = await t.send({ as, ...set(name, 'another') });
    expect([changed.status, (changed.body as object)[name as never]]).toEqual([200, 'another']);
  });
}

for (const [name, value] of [
  ['disk_format', 'iso'],
  ['container_format', 'bare'],
] as const) {
  everyDoor(`an owner may change ${name} of an image with data (Update image)`, world, async (t) => {
    const { status, body } = await t.send({ as, ...set(name, value) });
    expect([status, (body as object)[name as never]]).toEqual([200, value]);
  });
}

everyDoor('the answer to a creation names no ways to import data', world, async (t) => {
  const { status, headers } = await t.send({ as, ...createImage({ name: 'new' }) });
  expect(status).toBe(201);
  expect([...headers].filter(([name]) => name.toLowerCase().startsWith('openstack-image'))).toEqual([]);
});

everyDoor('a tag that ends in .json keeps its end', world, async (t) => {
  const path = `${showImage().path}/tags/a.json`;
  expect((await t.send({ as, method: 'PUT', path })).status).toBe(204);
  expect((await t.send({ as, ...showImage() })).body).toMatchObject({ tags: ['a.json'] });
});
