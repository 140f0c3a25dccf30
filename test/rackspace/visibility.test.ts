/**
 * An image is public or private; what is shared is a private image with members. Source: Cloud Images API v2 guide, Get
 * image schema, List images, Concepts; cloudroast, glance/regression (update image, visibility).
 */
import { expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { add, createImage, images, list, patch, set, show, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { listed, pageOf } from './listed.ts';
import { cloudImage, cloudImages, mayNot } from './sentences.ts';

const world = cloudImages();
const created = 'e0000000-0000-4000-8000-000000000001';

everyDoor('a shared image shows as private, to its owner and to its members', world, async (t) => {
  for (const as of ['producer', 'consumer', 'second-consumer'])
    expect((await t.send({ as, ...showImage() })).body).toMatchObject({ visibility: 'private' });
  for (const as of ['producer', 'second-consumer'])
    expect((await pageOf(t, as)).images).toMatchObject([{ visibility: 'private' }]);
});

for (const [seeded, given] of [
  ['that says nothing of its visibility', {}],
  ['that calls it shared, as seeds of Glance do', { visibility: 'shared' }],
] as const) {
  everyDoor(`an image of a seed ${seeded} is private and shared`, cloudImages(cast(given)), async (t) => {
    expect((await t.send({ as: 'consumer', ...showImage() })).body).toMatchObject({ visibility: 'private' });
    expect(await t.says('producer', add('7000001'))).toBe('200');
    expect(await listed(t, 'second-consumer')).toEqual(['shared image']);
    expect(await t.says('stranger', list())).toBe('200');
  });
}

everyDoor('a new image is private, and may be shared straight away', world, async (t) => {
  const reply = await t.send({ as: 'producer', ...createImage({ id: created, name: 'new' }) });
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ visibility: 'private', owner: '5000001', status: 'queued' });
  expect(await t.says('producer', add('123456', created))).toBe('200');
  expect((await t.send({ as: 'consumer', ...show('123456', created) })).body).toMatchObject({
    status: 'pending',
  });
});

everyDoor('an image with members is private still, and so is one without', world, async (t) => {
  expect((await t.send({ as: 'producer', ...set('visibility', 'private') })).body).toMatchObject({
    visibility: 'private',
  });
  expect(await t.says('consumer', showImage())).toBe('200');
});

everyDoor('the owner makes no image public: 403, nothing changed', world, async (t) => {
  const answer = '403 You are not authorized to complete publicize_image action.';
  for (const as of ['producer', 'consumer'])
    expect(await t.says(as, set('visibility', 'public'))).toBe(answer);
  expect(await t.says('producer', createImage({ id: created, visibility: 'public' }))).toBe(answer);
  expect(await listed(t, 'producer')).toEqual(['shared image']);
  expect((await t.send({ as: 'producer', ...showImage() })).body).toMatchObject({ visibility: 'private' });
});

everyDoor('the visibility is not removed: 403', world, async (t) => {
  expect(await t.says('producer', patch([{ op: 'remove', path: '/visibility' }]))).toBe(
    '403 Access was denied to this resource.<br /><br />\nProperty visibility may not be removed.',
  );
});

for (const visibility of ['nonsense', '', 'shared', 'community']) {
  everyDoor(`an image has no visibility "${visibility}": 400`, world, async (t) => {
    for (const call of [set('visibility', visibility), createImage({ id: created, visibility })]) {
      const answer = await t.says('producer', call);
      expect(answer).toMatch(/^400 Provided object does not match schema 'image': /);
      expect(answer).toContain(`'${visibility}' is not one of ['public', 'private']`);
    }
    expect(await listed(t, 'producer')).toEqual(['shared image']);
  });
}

for (const filter of ['nonsense', 'all', 'community']) {
  everyDoor(`no image list is asked for visibility=${filter}: 400`, world, async (t) => {
    expect(await t.says('producer', images(`?visibility=${filter}`))).toBe(
      `400 Invalid visibility value: ${filter}`,
    );
  });
}

everyDoor(
  'an own image that is public takes no members',
  cloudImage({ visibility: 'public', members: [] }),
  async (t) => {
    expect(await t.says('producer', add('7000001'))).toBe(mayNot('create'));
    expect(await t.says('stranger', showImage())).toBe('200');
  },
);

it('a seed with a community image is no world of Cloud Images', () => {
  expect(() => createFake(cloudImage({ visibility: 'community' }))).toThrow(/community/);
});
