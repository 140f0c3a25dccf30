// Source: RULES.md §2, `GET …/members`, and §4.
import { expect } from 'vitest';
import { add, image, list, remove, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast(), release: 'zed' } as const;

/** The list as `id status` lines. */
async function listed(t: Told, as = 'producer', path = list().path): Promise<string[]> {
  const { body } = await t.send({ as, path });
  const { members } = body as { members: { member_id: string; status: string }[] };
  return members.map(({ member_id, status }) => `${member_id} ${status}`);
}

everyDoor('the producer sees every member with its status', world, async (t) => {
  const { status, text } = await t.send({ as: 'producer', ...list() });
  expect(status).toBe(200);
  expect(text).toBe(
    `{"members": [{"member_id": "123456", "image_id": "${image}", "status": "pending", ` +
      '"created_at": "2013-10-07T17:58:03Z", "updated_at": "2013-10-07T17:58:03Z", "schema": "/v2/schemas/member"}, ' +
      `{"member_id": "9876543", "image_id": "${image}", "status": "accepted", ` +
      '"created_at": "2013-10-07T17:58:55Z", "updated_at": "2013-10-08T12:08:55Z", "schema": "/v2/schemas/member"}], ' +
      '"schema": "/v2/schemas/members"}',
  );
});

everyDoor('an administrator sees every member', world, async (t) => {
  expect(await listed(t, 'admin')).toEqual(['123456 pending', '9876543 accepted']);
});

everyDoor('a consumer sees only its own membership', world, async (t) => {
  expect(await listed(t, 'consumer')).toEqual(['123456 pending']);
  expect(await listed(t, 'second-consumer')).toEqual(['9876543 accepted']);
});

everyDoor('an image without members has an empty list', { seed: cast({ members: [] }) }, async (t) => {
  expect((await t.send({ as: 'producer', ...list() })).body).toEqual({
    members: [],
    schema: '/v2/schemas/members',
  });
});

everyDoor('members stand in the order in which they were first added', world, async (t) => {
  await t.send({ as: 'producer', ...add('zulu') });
  await t.send({ as: 'producer', ...add('alpha') });
  await t.send({ as: 'consumer', ...update('123456', 'rejected') });
  expect(await listed(t)).toEqual(['123456 rejected', '9876543 accepted', 'zulu pending', 'alpha pending']);
});

everyDoor('a removed member is not in the list', world, async (t) => {
  await t.send({ as: 'producer', ...remove('123456') });
  expect(await listed(t)).toEqual(['9876543 accepted']);
});

everyDoor('a member that is added again takes its old place, pending', world, async (t) => {
  await t.send({ as: 'producer', ...add('third') });
  await t.send({ as: 'producer', ...remove('9876543') });
  await t.send({ as: 'producer', ...add('9876543') });
  expect(await listed(t)).toEqual(['123456 pending', '9876543 pending', 'third pending']);
});

everyDoor('the list has no pages, and takes no notice of any query', world, async (t) => {
  for (const query of ['?limit=1', '?limit=x', '?marker=nonsense', '?status=accepted', '?sort=;;=&&']) {
    expect(await listed(t, 'producer', `${list().path}${query}`)).toEqual([
      '123456 pending',
      '9876543 accepted',
    ]);
  }
});
