/** What the member operations answer, key by key. Source: Cloud Images API v2 guide, Image sharing operations. */
import { expect } from 'vitest';
import { add, image, list, remove, show, update } from '../calls.ts';
import { everyDoor } from '../doors.ts';
import { cloudImages } from './sentences.ts';

const world = cloudImages();

const consumer = {
  created_at: '2013-10-07T17:58:03Z',
  image_id: image,
  member_id: '123456',
  schema: '/v2/schemas/member',
  status: 'pending',
  updated_at: '2013-10-07T17:58:03Z',
};
const second = {
  ...consumer,
  created_at: '2013-10-07T17:58:55Z',
  member_id: '9876543',
  status: 'accepted',
  updated_at: '2013-10-08T12:08:55Z',
};

everyDoor('Create image member: 200, and the member, pending', world, async (t) => {
  const { status, body, headers } = await t.send({ as: 'producer', ...add('554433') });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(body).toEqual({
    created_at: '2013-10-09T12:00:00Z',
    image_id: image,
    member_id: '554433',
    schema: '/v2/schemas/member',
    status: 'pending',
    updated_at: '2013-10-09T12:00:00Z',
  });
});

everyDoor('List image members: the owner sees all of them', world, async (t) => {
  const { status, body } = await t.send({ as: 'producer', ...list() });
  expect(status).toBe(200);
  expect(body).toEqual({ members: [consumer, second], schema: '/v2/schemas/members' });
});

everyDoor('List image members: a member sees itself alone', world, async (t) => {
  expect((await t.send({ as: 'consumer', ...list() })).body).toEqual({
    members: [consumer],
    schema: '/v2/schemas/members',
  });
  expect((await t.send({ as: 'second-consumer', ...list() })).body).toEqual({
    members: [second],
    schema: '/v2/schemas/members',
  });
});

everyDoor('Get image member details: the member, to the owner and to itself', world, async (t) => {
  for (const as of ['producer', 'consumer']) {
    const { status, body } = await t.send({ as, ...show('123456') });
    expect(status).toBe(200);
    expect(body).toEqual(consumer);
  }
});

everyDoor('Update image member: 200, and the member with the new status', world, async (t) => {
  const { status, body } = await t.send({ as: 'consumer', ...update('123456', 'accepted') });
  expect(status).toBe(200);
  expect(body).toEqual({ ...consumer, status: 'accepted', updated_at: '2013-10-09T12:00:00Z' });
});

everyDoor('Delete image member: 204 and no body', world, async (t) => {
  const { status, text, headers } = await t.send({ as: 'producer', ...remove('123456') });
  expect([status, text]).toEqual([204, '']);
  expect(headers.get('content-type')).toBeNull();
  expect((await t.send({ as: 'producer', ...list() })).body).toEqual({
    members: [second],
    schema: '/v2/schemas/members',
  });
});

everyDoor('all times are whole seconds in UTC, as the guide prints them', world, async (t) => {
  t.clock.pass(0.75);
  const { body } = await t.send({ as: 'producer', ...add('554433') });
  const { created_at, updated_at } = body as { created_at: string; updated_at: string };
  for (const time of [created_at, updated_at]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

everyDoor('a member id is a text, though it is the number of an account', world, async (t) => {
  const { body } = await t.send({ as: 'producer', ...add('554433') });
  expect((body as { member_id: unknown }).member_id).toBe('554433');
});
