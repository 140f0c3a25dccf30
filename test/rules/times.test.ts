// Source: RULES.md §2 and §7.7: when `created_at` and `updated_at` of members and images change.
import { expect } from 'vitest';
import { add, image, remove, set, show, showImage, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast() };

/** The times of a member, or of the image. */
async function timesOf(t: Told, member?: string): Promise<readonly [created: string, updated: string]> {
  const { body } = await t.send({ as: 'admin', ...(member === undefined ? showImage() : show(member)) });
  const { created_at, updated_at } = body as { created_at: string; updated_at: string };
  return [created_at, updated_at];
}

everyDoor('a time has whole seconds; what is less is cut off', world, async (t) => {
  t.clock.pass(0.999);
  await t.send({ as: 'producer', ...add('new') });
  expect(await timesOf(t, 'new')).toEqual(['2013-10-09T12:00:00Z', '2013-10-09T12:00:00Z']);
});

everyDoor('a new member was created and updated at once', world, async (t) => {
  t.clock.pass(5);
  await t.send({ as: 'producer', ...add('new') });
  expect(await timesOf(t, 'new')).toEqual(['2013-10-09T12:00:05Z', '2013-10-09T12:00:05Z']);
});

everyDoor('a new status moves updated_at alone', world, async (t) => {
  await t.send({ as: 'consumer', ...update('123456', 'accepted') });
  expect(await timesOf(t, '123456')).toEqual(['2013-10-07T17:58:03Z', '2013-10-09T12:00:00Z']);
});

everyDoor('the status that a member has already moves nothing', world, async (t) => {
  await t.send({ as: 'second-consumer', ...update('9876543', 'accepted') });
  expect(await timesOf(t, '9876543')).toEqual(['2013-10-07T17:58:55Z', '2013-10-08T12:08:55Z']);
});

everyDoor('a refused update moves nothing', world, async (t) => {
  await t.send({ as: 'consumer', ...update('123456', 'nonsense') });
  await t.send({ as: 'producer', ...update('123456', 'accepted') });
  expect(await timesOf(t, '123456')).toEqual(['2013-10-07T17:58:03Z', '2013-10-07T17:58:03Z']);
});

everyDoor('a member that is added again has its first created_at and a new updated_at', world, async (t) => {
  await t.send({ as: 'producer', ...remove('9876543') });
  t.clock.pass(60);
  const { body } = await t.send({ as: 'producer', ...add('9876543') });
  expect(body).toEqual({
    member_id: '9876543',
    image_id: image,
    status: 'pending',
    created_at: '2013-10-07T17:58:55Z',
    updated_at: '2013-10-09T12:01:00Z',
    schema: '/v2/schemas/member',
  });
});

everyDoor('member operations do not move the times of the image', world, async (t) => {
  await t.send({ as: 'producer', ...add('new') });
  await t.send({ as: 'consumer', ...update('123456', 'accepted') });
  await t.send({ as: 'producer', ...remove('9876543') });
  expect(await timesOf(t)).toEqual(['2013-10-07T17:00:00Z', '2013-10-07T17:00:00Z']);
});

everyDoor('a change of the image moves its updated_at, and no times of members', world, async (t) => {
  await t.send({ as: 'producer', ...set('visibility', 'private') });
  t.clock.pass(60);
  await t.send({ as: 'producer', ...set('visibility', 'shared') });
  expect(await timesOf(t)).toEqual(['2013-10-07T17:00:00Z', '2013-10-09T12:01:00Z']);
  expect(await timesOf(t, '9876543')).toEqual(['2013-10-07T17:58:55Z', '2013-10-08T12:08:55Z']);
});
