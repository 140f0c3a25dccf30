import { expect, it } from 'vitest';
import { mirrorOf } from '../../src/data.ts';
import { createFake, type Fake, type FakeOptions } from '../../src/index.ts';

const image = '11111111-1111-4111-8111-111111111111';

function shared(limits: FakeOptions = {}): Fake {
  return createFake({
    ...limits,
    clock: () => Date.UTC(2013, 9, 8, 12, 8, 55),
    seed: {
      tenants: [
        { name: 'producer', id: 'p1' },
        { name: 'consumer', id: 'c2' },
      ],
      users: [{ name: 'producer' }, { name: 'consumer' }],
      images: [
        {
          id: image,
          name: 'golden',
          owner: 'producer',
          created_at: '2013-10-07T17:58:03Z',
          members: [{ member: 'consumer' }, { member: 'elsewhere', status: 'rejected' }],
        },
      ],
    },
  });
}

it('a membership is found by its status', () => {
  expect(mirrorOf(shared()).members.findFirst((q) => q.where({ status: 'pending' }))).toEqual({
    image,
    image_name: 'golden',
    member: 'c2',
    member_name: 'consumer',
    status: 'pending',
    created_at: '2013-10-08T12:08:55Z',
    updated_at: '2013-10-08T12:08:55Z',
  });
});

it('a member that is no tenant has no name', () => {
  const row = mirrorOf(shared()).members.findFirst((q) => q.where({ member: 'elsewhere' }));
  expect(row).toMatchObject({ member_name: null, status: 'rejected' });
});

it('an image is found by the name of its producer', () => {
  expect(mirrorOf(shared()).images.findFirst((q) => q.where({ owner_name: 'producer' }))).toEqual({
    id: image,
    name: 'golden',
    owner: 'p1',
    owner_name: 'producer',
    visibility: 'shared',
    status: 'queued',
    protected: false,
    os_hidden: false,
    disk_format: null,
    container_format: null,
    min_disk: 0,
    min_ram: 0,
    size: null,
    tags: [],
    properties: {},
    created_at: '2013-10-07T17:58:03Z',
    updated_at: '2013-10-07T17:58:03Z',
  });
});

it('tenants are rows too', () => {
  expect(mirrorOf(shared()).tenants.all()).toEqual([
    { id: 'p1', name: 'producer', description: '', enabled: true },
    { id: 'c2', name: 'consumer', description: '', enabled: true },
  ]);
});

it('a status that is set is there at once', () => {
  const fake = shared();
  const mirror = mirrorOf(fake);
  const before = mirror.members.findFirst((q) => q.where({ member: 'c2' }));
  fake.as('consumer').members.update(image, 'c2', 'accepted');
  expect(mirror.members.findFirst((q) => q.where({ member: 'c2' }))?.status).toBe('accepted');
  expect(before?.status).toBe('pending');
});

it('a member that is added is there at once, and one that is removed is gone', () => {
  const fake = shared();
  const mirror = mirrorOf(fake);
  fake.as('producer').members.create(image, 'third');
  fake.as('producer').members.delete(image, 'c2');
  expect(mirror.members.all().map(({ member }) => member)).toEqual(['elsewhere', 'third']);
});

it('an image that is deleted takes its memberships along', () => {
  const fake = shared();
  const mirror = mirrorOf(fake);
  fake.as('producer').images.delete(image);
  expect([mirror.images.count(), mirror.members.count()]).toEqual([0, 0]);
});

it('a request that is refused changes nothing', () => {
  const fake = shared();
  const mirror = mirrorOf(fake);
  const before = mirror.members.all();
  expect(fake.as('producer').members.update(image, 'c2', 'accepted').status).toBe(403);
  expect(mirror.members.all()).toEqual(before);
});

it('after a reset the mirror shows the seed', () => {
  const fake = shared();
  const mirror = mirrorOf(fake);
  const before = mirror.members.all();
  fake.as('producer').members.create(image, 'third');
  fake.reset();
  expect(mirror.members.all()).toEqual(before);
});

it('of two fakes, each has a mirror of its own', () => {
  const [one, other] = [shared(), shared()];
  one.as('producer').members.create(image, 'third');
  expect([mirrorOf(one).members.count(), mirrorOf(other).members.count()]).toEqual([3, 2]);
});

it('a write is refused and shows the way through the fake', () => {
  const { members } = mirrorOf(shared());
  const values = { image, member: 'third' };
  // @ts-expect-error The compiler refuses it too.
  expect(() => members.create(values)).toThrow(
    'mirror.members.create: a mirror only shows what the fake holds, it cannot be written. The rules decide ' +
      "who may do what, so go through the fake: fake.as('producer').members.create(image, member).",
  );
  expect(members.count()).toBe(2);
});

it.each(['create', 'createMany', 'update', 'updateMany', 'delete', 'deleteMany', 'clear'] as const)(
  '%s is refused for all rows of a mirror',
  (method) => {
    const mirror = mirrorOf(shared());
    for (const rows of Object.values(mirror)) {
      expect(() => Reflect.apply(rows[method], rows, [])).toThrow(method);
    }
  },
);

it('a row cannot be written', () => {
  const [row] = mirrorOf(shared()).members.all();
  expect(() => Object.assign(row ?? {}, { status: 'accepted' })).toThrow(TypeError);
});

it('a strict query that finds nothing says what there is', () => {
  const { members } = mirrorOf(shared());
  expect(() => members.findFirst((q) => q.where({ status: 'accepted' }), { strict: true })).toThrow(
    `No member matches the query. Those that there are (2):\n  {"image":"${image}","image_name":"golden","member":"c2"`,
  );
});

it('a member that the world forgot after its removal comes last when it is added again', () => {
  const fake = shared({ removedMembers: 0, deletedImages: 0 });
  const { members, images } = mirrorOf(fake);
  const producer = fake.as('producer');
  producer.members.delete(image, 'c2');
  expect(members.all().map(({ member }) => member)).toEqual(['elsewhere']);
  producer.members.create(image, 'c2');
  expect(members.all().map(({ member }) => member)).toEqual(['elsewhere', 'c2']);
  producer.images.delete(image);
  expect([images.count(), members.count()]).toEqual([0, 0]);
  producer.images.create({ id: image, name: 'again' });
  expect(images.all().map(({ name }) => name)).toEqual(['again']);
});
