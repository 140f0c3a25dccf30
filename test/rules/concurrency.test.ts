// Source: RULES.md §2, `POST …/members` (a member that exists is 409) and §7: simultaneous requests of one cloud are answered one after another.
import { expect } from 'vitest';
import { add, list, remove, show, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast({ members: [] }) };

/** How often each value occurs. */
function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const hundred = Array.from({ length: 100 }, (_, place) => place);

everyDoor('of a hundred who add one member at once, one succeeds', world, async (t) => {
  const answers = await Promise.all(hundred.map(() => t.send({ as: 'producer', ...add('123456') })));
  expect(counted(answers.map(({ status }) => String(status)))).toEqual({ 200: 1, 409: 99 });
  expect((await t.send({ as: 'producer', ...list() })).body).toMatchObject({ members: { length: 1 } });
});

everyDoor('a hundred who add a hundred members at once all succeed', world, async (t) => {
  const answers = await Promise.all(hundred.map((place) => t.says('producer', add(`member-${place}`))));
  expect(counted(answers)).toEqual({ 200: 100 });
  const { members } = (await t.send({ as: 'producer', ...list() })).body as {
    members: { member_id: string }[];
  };
  expect(new Set(members.map(({ member_id }) => member_id)).size).toBe(100);
});

everyDoor('a hundred at once do not get over the quota', { ...world, membersPerImage: 10 }, async (t) => {
  const answers = await Promise.all(
    hundred.map((place) => t.send({ as: 'producer', ...add(`member-${place}`) })),
  );
  expect(counted(answers.map(({ status }) => String(status)))).toEqual({ 200: 10, 413: 90 });
});

everyDoor('of a hundred who remove one member at once, one succeeds', { seed: cast() }, async (t) => {
  const answers = await Promise.all(hundred.map(() => t.send({ as: 'producer', ...remove('123456') })));
  expect(counted(answers.map(({ status }) => String(status)))).toEqual({ 204: 1, 404: 99 });
});

everyDoor(
  'of a hundred changes at once each is whole, and the last one stays',
  { seed: cast() },
  async (t) => {
    const statuses = ['accepted', 'rejected', 'pending'] as const;
    const answers = await Promise.all(
      hundred.map((place) => t.send({ as: 'consumer', ...update('123456', statuses[place % 3]) })),
    );
    for (const [place, { status, body }] of answers.entries()) {
      expect([status, (body as { status: string }).status]).toEqual([200, statuses[place % 3]]);
    }
    const { body } = await t.send({ as: 'consumer', ...show('123456') });
    expect(statuses).toContain((body as { status: string }).status);
  },
);
