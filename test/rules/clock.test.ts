// Source: Keystone's expiration of tokens and Glance's times follow the clock of their server.
import { describe, expect, it } from 'vitest';
import { createFake } from '../../src/world/fake.ts';
import { add, list } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
/** The image of the documents' world. */
const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const at = Date.parse('2030-05-01T10:00:00Z');

everyDoor('what is made is of the time that the clock shows', world, async (t) => {
  t.fake.clock.set(at);
  t.fake.clock.freeze();
  const { body } = await t.send({ as: 'producer', ...add('7000001') });
  expect(body).toMatchObject({ created_at: '2030-05-01T10:00:00Z', updated_at: '2030-05-01T10:00:00Z' });
});

everyDoor(
  'a token ends when the clock has passed its lifetime',
  { ...world, tokenLifetime: 3600 },
  async (t) => {
    const methods = ['password'];
    const user = { name: 'consumer', domain: { id: 'default' }, password: 'consumer-secret' };
    const auth = { identity: { methods, password: { user } }, scope: { project: { id: '123456' } } };
    const issued = await t.send({ method: 'POST', path: '/identity/v3/auth/tokens', body: { auth } });
    const token = issued.headers.get('x-subject-token') ?? '';
    t.fake.clock.advance(3_599_000);
    expect((await t.send({ token, ...list() })).status).toBe(200);
    t.fake.clock.advance(1000);
    expect((await t.send({ token, ...list() })).status).toBe(401);
    expect(t.fake.journal.entries().at(-1)?.because).toBe('the token expired at 2013-10-09T13:00:00.000000Z');
  },
);

everyDoor(
  'the minute of a rate limit passes with the clock',
  { ...world, requestsPerMinute: 1 },
  async (t) => {
    t.fake.clock.freeze();
    const statuses = async (): Promise<number> => (await t.send({ as: 'consumer', ...list() })).status;
    expect([await statuses(), await statuses()]).toEqual([200, 413]);
    t.fake.clock.advance(60_000);
    expect(await statuses()).toBe(200);
  },
);

describe('a clock', () => {
  let base = 1000;
  const fake = createFake({ clock: () => base });
  const { clock } = fake;

  it('runs with the clock that it was made over, stands still, and runs again from there', () => {
    clock.set(at);
    base += 10;
    expect([clock.now(), clock.frozen]).toEqual([at + 10, false]);
    clock.freeze();
    base += 10;
    clock.advance(5);
    expect([clock.now(), clock.frozen]).toEqual([at + 15, true]);
    clock.run();
    base += 1;
    expect([clock.now(), clock.frozen, clock.offset]).toEqual([at + 16, false, at + 16 - base]);
  });

  it('shows the time of day again after a reset', () => {
    fake.reset();
    expect([clock.now(), clock.offset]).toEqual([base, 0]);
  });

  it.each([-1, Number.NaN, Infinity, Date.UTC(9000, 0)])('does not show %d', (moment) => {
    expect(() => clock.set(moment)).toThrow(
      'A clock shows moments from 1970 to 8999, in milliseconds since 1970.',
    );
    expect(clock.now()).toBe(base);
  });
});

it('ids and tokens are the same in each run and after each reset, where they have a seed', () => {
  const fake = createFake({ randomSeed: 42 });
  const create = (): string => fake.as('producer').images.create({ name: 'a' }).body.id;
  const first = [create(), create()];
  fake.reset();
  expect([create(), create()]).toEqual(first);
  expect(createFake({ randomSeed: 42 }).as('producer').images.create({ name: 'a' }).body.id).toBe(first[0]);
  expect(createFake({ randomSeed: 43 }).as('producer').images.create({ name: 'a' }).body.id).not.toBe(
    first[0],
  );
});

it('snapshots bring a world back, and say what became different', () => {
  const fake = createFake();
  const [producer, consumer] = [fake.as('producer'), fake.as('consumer')];
  producer.members.create(image, '123456');
  fake.snapshots.save('offered');
  consumer.members.update(image, '123456', 'accepted');
  producer.members.delete(image, '9876543');
  producer.images.update(image, { name: 'renamed', note: 'x' });
  expect(fake.snapshots.diff('offered')).toEqual([
    `image ${image} (renamed): name "Shared image" → "renamed"`,
    `image ${image} (renamed): property note is different`,
    `image ${image} (renamed): member 123456 (consumer): pending → accepted`,
    `image ${image} (renamed): member 9876543 (second-consumer) is gone`,
  ]);
  fake.snapshots.restore('offered');
  expect(fake.snapshots.diff('offered')).toEqual([]);
  expect(consumer.members.show(image, '123456').body.status).toBe('pending');
  fake.reset();
  expect(fake.snapshots.diff('offered')).toEqual([
    `image ${image} (Shared image): member 123456 (consumer) is gone`,
  ]);
  expect(() => fake.snapshots.restore('ofered')).toThrow('There is no snapshot ofered. There are: offered.');
});

it('another seed is taken as a whole or not at all, and is what a reset goes back to', () => {
  const fake = createFake();
  expect(() =>
    fake.reset({ tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acmee' }] }),
  ).toThrow('acmee');
  expect(fake.as('producer').members.list(image).status).toBe(200);
  fake.reset({ tenants: [{ name: 'acme' }], users: [{ name: 'ann', token: 'ann-token' }] });
  const { id } = fake.as('ann').images.create({ name: 'a' }).body;
  fake.reset();
  expect([fake.as('ann').images.show(id).status, fake.cloud.images.size]).toEqual([404, 0]);
  expect(fake.isSecret('ann-token') && fake.isSecret('producer-token')).toBe(true);
});

it('how far a clock is ahead does not change with how often, or how quickly, it is looked at', () => {
  let base = at;
  const ticking = createFake({ clock: () => (base += 1) }).clock;
  expect(ticking.offset).toBe(0);
  ticking.advance(60_000);
  expect([ticking.offset, ticking.offset]).toEqual([60_000, 60_000]);
  ticking.run();
  ticking.advance(-10_000);
  expect(ticking.offset).toBe(50_000);
});
