/**
 * Over the limit of requests in a minute: 413. Source: Cloud Images API v2 guide, response codes (413 Over Limit);
 * Cloud Servers guide, Faults (`overLimit` with `retryAt`, header `Retry-After`). How many, nobody says.
 */
import { expect } from 'vitest';
import type { Seed } from '../../src/world/seed.ts';
import { add, images, list, remove } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { cloudImages } from './sentences.ts';

const two = cloudImages(undefined, { requestsPerMinute: 2 });
const general = cloudImages(undefined, { requestsPerMinute: 2, errorBody: 'general' });
const wait = '413 OverLimit Retry after 2013-10-09T12:01:00Z.';

everyDoor('over the limit: 413 with the time to come back, in the general form', general, async (t) => {
  t.clock.pass(15);
  for (const _ of [1, 2]) expect(await t.says('producer', list())).toBe('200');
  const { status, headers, body } = await t.send({ as: 'producer', ...list() });
  expect(status).toBe(413);
  expect(headers.get('retry-after')).toBe('45');
  expect(body).toEqual({
    overLimit: {
      code: 413,
      message: 'Over Limit',
      details: 'OverLimit Retry after 2013-10-09T12:01:00Z.',
      retryAt: '2013-10-09T12:01:00Z',
    },
  });
});

everyDoor("over the limit: 413 with the time to come back, in Glance's form", two, async (t) => {
  for (const _ of [1, 2]) await t.send({ as: 'producer', ...list() });
  const { status, headers, body } = await t.send({ as: 'producer', ...list() });
  expect([status, headers.get('retry-after')]).toEqual([413, '60']);
  expect(body).toEqual({
    message: 'OverLimit Retry after 2013-10-09T12:01:00Z.<br /><br />\n\n\n',
    code: '413 Request Entity Too Large',
    title: 'Request Entity Too Large',
  });
});

everyDoor('the next minute is free again', two, async (t) => {
  for (const _ of [1, 2]) expect(await t.says('producer', list())).toBe('200');
  t.clock.pass(59);
  expect(await t.says('producer', list())).toBe(wait);
  t.clock.pass(1);
  for (const _ of [1, 2]) expect(await t.says('producer', list())).toBe('200');
  expect(await t.says('producer', list())).toBe('413 OverLimit Retry after 2013-10-09T12:02:00Z.');
});

everyDoor('what is over the limit changes nothing', two, async (t) => {
  expect(await t.says('producer', add('7000001'))).toBe('200');
  expect(await t.says('producer', images())).toBe('200');
  const before = t.fake.world();
  expect(await t.says('producer', remove('7000001'))).toBe(wait);
  expect(await t.says('producer', add('7000002'))).toBe(wait);
  expect(t.fake.world()).toEqual(before);
});

everyDoor('each tenant has its own minute', two, async (t) => {
  for (const _ of [1, 2, 3]) await t.send({ as: 'producer', ...list() });
  expect(await t.says('consumer', list())).toBe('200');
  expect(await t.says('producer', list())).toBe(wait);
});

everyDoor('users of one tenant share it', cloudImages(colleagues(), { requestsPerMinute: 2 }), async (t) => {
  expect(await t.says('producer', list())).toBe('200');
  expect(await t.says('colleague', list())).toBe('200');
  expect(await t.says('producer', list())).toBe(wait);
  expect(await t.says('colleague', list())).toBe(wait);
});

function colleagues(): Seed {
  const seed = cast({ visibility: 'private' });
  return { ...seed, users: [...(seed.users ?? []), { name: 'colleague', tenant: 'producer' }] };
}

everyDoor('what is refused counts too, but not what comes without token', two, async (t) => {
  for (const _ of [1, 2, 3]) expect((await t.send(list())).status).toBe(401);
  for (const _ of [1, 2]) expect((await t.send({ as: 'stranger', ...list() })).status).toBe(404);
  expect(await t.says('stranger', list())).toBe(wait);
});

everyDoor('the versions are not counted', two, async (t) => {
  for (const _ of [1, 2, 3]) expect((await t.send({ path: '/versions' })).status).toBe(200);
  expect(await t.says('producer', list())).toBe('200');
});

everyDoor('a world that is put back has a free minute', two, async (t) => {
  for (const _ of [1, 2, 3]) await t.send({ as: 'producer', ...list() });
  t.fake.reset();
  expect(await t.says('producer', list())).toBe('200');
});

everyDoor(
  'without a limit one asks as often as one likes: 150 members in a minute',
  cloudImages(),
  async (t) => {
    for (let at = 0; at < 150; at += 1)
      expect(await t.says('producer', add(String(8_000_000 + at)))).toBe('200');
  },
);

everyDoor(
  'a quota of members that a world asks for is 413 too, without a time to come back',
  cloudImages(undefined, { membersPerImage: 2, errorBody: 'general' }),
  async (t) => {
    const { status, headers, body } = await t.send({ as: 'producer', ...add('7000001') });
    expect([status, headers.get('retry-after')]).toEqual([413, null]);
    expect(body).toMatchObject({ overLimit: { code: 413, message: 'Over Limit' } });
    expect(body).not.toHaveProperty('overLimit.retryAt');
  },
);
