/** Lists from groups that were kept through changes are those of a world that is made anew. Source: decisions/0011. */
import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { image } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import { clockAt } from '../doors/clock.ts';

const { consumer, stranger } = tenants;
const players = ['producer', 'consumer', 'stranger', 'admin'] as const;

const ids = ['a', 'b', 'c', 'd'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);

type Act = (fake: Fake, id: string) => unknown;

const acts: readonly Act[] = [
  (fake, id) => fake.as('producer').images.create({ id, visibility: 'shared', name: id.slice(0, 1) }),
  (fake, id) => fake.as('stranger').images.create({ id, visibility: 'private' }),
  (fake, id) => fake.as('producer').images.update(id, { visibility: 'community' }),
  (fake, id) => fake.as('producer').images.update(id, { visibility: 'shared' }),
  (fake, id) => fake.as('admin').images.update(id, { visibility: 'public' }),
  (fake, id) => fake.as('admin').images.update(id, { owner: stranger }),
  (fake, id) => fake.as('admin').images.update(id, { owner: 'PRODUCER' }),
  (fake, id) => fake.as('admin').images.delete(id),
  (fake, id) => fake.as('producer').members.create(id, consumer),
  (fake, id) => fake.as('consumer').members.update(id, consumer, 'accepted'),
  (fake, id) => fake.as('consumer').members.update(id, consumer, 'rejected'),
  (fake, id) => fake.as('producer').members.delete(id, consumer),
];

const queries: readonly string[] = [
  '',
  '?limit=2',
  '?sort_dir=asc',
  '?sort=name:asc',
  '?sort=created_at:desc,id:asc',
  '?member_status=all',
  '?member_status=pending&visibility=shared',
  '?visibility=public',
  '?visibility=community',
  '?visibility=all',
  `?owner=${tenants.producer}&member_status=all`,
  `?marker=${image}`,
  `?marker=${image}&sort_dir=asc&limit=2`,
];

/** All lists of a world. */
function lists(fake: Fake): unknown {
  return players.flatMap((player) =>
    queries.map((query) => {
      const reply = fake.as(player).request('GET', `/v2/images${query}`);
      return [player, query, reply.status, reply.status === 200 ? reply.body : null];
    }),
  );
}

it('whatever was changed since the first list, lists are those of a world that begins like that', () => {
  const walks = array(tuple(constantFrom(...acts), constantFrom(...ids), nat({ max: 1 })), {
    minLength: 20,
    maxLength: 40,
  });
  assert(
    property(walks, (walk) => {
      const clock = clockAt('2013-10-09T12:00:00Z');
      const fake = createFake({ seed: cast(), clock: clock.now, deletedImages: 1 });
      lists(fake);
      for (const [act, id, seconds] of walk) {
        clock.pass(seconds);
        act(fake, id);
      }
      const again = createFake({ seed: fake.world({ secrets: true }), clock: clock.now });
      expect(lists(fake)).toEqual(lists(again));
    }),
    { numRuns: 10, seed: 1 },
  );
});

it('a fork, a snapshot and the world itself change each for itself', () => {
  const fake = createFake({ seed: cast(), memberOrder: 'added' });
  const seen = (of: Fake): unknown =>
    of
      .as('admin')
      .members.list(image)
      .body.members.map(({ member_id: id, status }) => `${id} ${status}`);
  const beginning = [`${consumer} pending`, `${tenants['second-consumer']} accepted`];
  fake.snapshots.save('begun');
  const fork = fake.fork();
  fork.as('producer').members.create(image, stranger);
  expect(seen(fake)).toEqual(beginning);
  fake.as('consumer').members.update(image, consumer, 'rejected');
  fake.as('producer').members.delete(image, tenants['second-consumer']);
  expect(seen(fake)).toEqual([`${consumer} rejected`]);
  expect(seen(fork)).toEqual([...beginning, `${stranger} pending`]);
  fake.snapshots.restore('begun');
  expect(seen(fake)).toEqual(beginning);
  fake.as('producer').members.delete(image, consumer);
  fake.snapshots.restore('begun');
  expect(seen(fake)).toEqual(beginning);
  fork.reset();
  expect(seen(fork)).toEqual(beginning);
});

it('what was read of a world before is not what a copy of it writes to', () => {
  const fake = createFake({ seed: cast() });
  const before = fake.cloud.images.get(image)?.members;
  fake.as('producer').members.create(image, stranger);
  expect([...(before ?? [])].map(({ id }) => id)).toEqual([consumer, tenants['second-consumer']]);
  expect(fake.cloud.images.get(image)?.members.size).toBe(3);
});
