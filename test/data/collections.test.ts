import { expect, it } from 'vitest';
import { collections, mirrorOf, seedFrom } from '../../src/data.ts';
import { createFake, SeedError } from '../../src/index.ts';

it('a world modelled in collections is the world of the fake', async () => {
  const { tenants, users, images, members } = collections();
  await tenants.create({ name: 'acme', id: 'a1' });
  await tenants.create({ name: 'beta', id: 'b2' });
  await users.create({ name: 'anne', tenant: 'acme', token: 'anne-token' });
  await images.create({
    name: 'golden',
    owner: 'acme',
    id: '11111111-1111-4111-8111-111111111111',
    data: 'bits',
  });
  await members.create({ image: 'golden', member: 'beta', status: 'accepted' });

  const fake = createFake({
    seed: seedFrom({ tenants, users, images, members }),
    clock: () => Date.UTC(2013, 9, 7, 17, 58, 3),
  });

  expect(fake.as('anne').token).toBe('anne-token');
  expect(fake.as('anne').members.list('11111111-1111-4111-8111-111111111111')).toMatchObject({
    status: 200,
    body: {
      members: [
        {
          member_id: 'b2',
          image_id: '11111111-1111-4111-8111-111111111111',
          status: 'accepted',
          created_at: '2013-10-07T17:58:03Z',
          updated_at: '2013-10-07T17:58:03Z',
          schema: '/v2/schemas/member',
        },
      ],
    },
  });
});

it('a record stands for its id wherever one belongs', async () => {
  const { tenants, users, images, members } = collections();
  const acme = await tenants.create({ name: 'acme', id: 'a1' });
  const beta = await tenants.create({ name: 'beta', id: 'b2' });
  const golden = await images.create({
    name: 'golden',
    owner: acme,
    id: '11111111-1111-4111-8111-111111111111',
  });

  expect(await users.create({ name: 'anne', tenant: acme })).toMatchObject({ tenant: 'a1' });
  expect(golden.owner).toBe('a1');
  expect(await members.create({ image: golden, member: beta })).toMatchObject({
    image: '11111111-1111-4111-8111-111111111111',
    member: 'b2',
  });
});

it('what a query may ask for is filled in', async () => {
  const { tenants, images, members } = collections();
  const acme = await tenants.create({ name: 'acme' });
  const golden = await images.create({ name: 'golden', owner: 'acme' });
  await members.create({ image: golden, member: 'beta' });

  expect(tenants.findFirst((q) => q.where({ id: acme.id }))).toBe(acme);
  expect(images.findFirst((q) => q.where({ visibility: 'shared' }))).toBe(golden);
  expect(members.findFirst((q) => q.where({ image: golden.id, status: 'pending' }))?.member).toBe('beta');
});

it('images of one name and one owner are different images', async () => {
  const { tenants, images } = collections();
  await tenants.create({ name: 'acme' });
  const nightly = await images.createMany(3, () => ({ name: 'nightly', owner: 'acme' }));

  expect(new Set(nightly.map(({ id }) => id)).size).toBe(3);
  expect(seedFrom({ tenants, images }).images).toHaveLength(3);
});

it('the ids that are left out are the same in each run', async () => {
  const twice = [collections(), collections()].map(async ({ tenants, images }) => {
    await tenants.create({ name: 'acme' });
    await images.createMany(2, () => ({ name: 'nightly', owner: 'acme' }));
    return seedFrom({ tenants, images });
  });
  const [one, other] = await Promise.all(twice);
  expect(one).toEqual(other);
});

it('an image that is found by its name keeps its members after the name was changed', async () => {
  const { tenants, images, members } = collections();
  await tenants.create({ name: 'acme' });
  const golden = await images.create({ name: 'golden', owner: 'acme' });
  await members.create({ image: golden, member: 'beta' });
  await images.update(golden, {
    data(image) {
      image.name = 'silver';
    },
  });
  expect(seedFrom({ tenants, images, members }).images).toMatchObject([
    { name: 'silver', members: [{ member: 'beta' }] },
  ]);
});

it('a tenant without users gets a user of its name, with the role member', async () => {
  const { tenants } = collections();
  await tenants.create({ name: 'acme' });
  expect(seedFrom({ tenants }).users).toEqual([
    { name: 'acme', tenant: 'acme', roles: { acme: ['member'] } },
  ]);
});

it('a tenant with a user gets no other one', async () => {
  const { tenants, users } = collections();
  await tenants.create({ name: 'acme' });
  await users.create({ name: 'anne', roles: { acme: ['reader'] } });
  expect(seedFrom({ tenants, users }).users).toMatchObject([{ name: 'anne' }]);
});

it('a tenant gets no user where another user has its name', async () => {
  const { tenants, users } = collections();
  await tenants.create({ name: 'acme' });
  await tenants.create({ name: 'beta' });
  await users.create({ name: 'Beta', tenant: 'acme' });
  expect(seedFrom({ tenants, users }).users).toMatchObject([{ name: 'Beta' }]);
});

it('a record is refused with all that is wrong with it, and how to mend it', async () => {
  const { members } = collections();
  const written: object = { member: 'beta', stat: 'acepted', status: 'acepted' };
  await expect(members.create(written as { image: string; member: string })).rejects.toThrow(
    [
      'The seed is refused: 3 problems.',
      "  image: no image is given. Give the image's id, its name, or its record.",
      '  status: `acepted` is no `status`; did you mean `accepted`? Use `pending`, `accepted` or `rejected`.',
      '  stat: unknown key `stat`; did you mean `status`? Rename it to `status`.',
    ].join('\n'),
  );
  expect(members.count()).toBe(0);
});

it('an image takes no members of its own', async () => {
  const { images } = collections();
  const written: object = { name: 'golden', owner: null, members: [] };
  await expect(images.create(written as { owner: null })).rejects.toThrow(
    'members: members are records of their own here. Use `members.create({ image, member })`.',
  );
});

it('a member of an image that is not there is refused', async () => {
  const { tenants, images, members } = collections();
  await tenants.create({ name: 'acme' });
  await images.create({ name: 'golden', owner: 'acme' });
  await members.create({ image: 'goldn', member: 'beta' });
  expect(() => seedFrom({ tenants, images, members })).toThrow(
    'members[0].image: no image has the name or id `goldn`; did you mean `golden`?',
  );
});

it('a member of one of several images of a name is refused', async () => {
  const { tenants, images, members } = collections();
  await tenants.create({ name: 'acme' });
  await images.createMany(2, () => ({ name: 'nightly', owner: 'acme' }));
  await members.create({ image: 'nightly', member: 'beta' });
  expect(() => seedFrom({ tenants, images, members })).toThrow(SeedError);
  expect(() => seedFrom({ tenants, images, members })).toThrow(
    'members[0].image: 2 images have the name `nightly`. Give the id of the one that is meant, or its record.',
  );
});

it('a former member is no member, and keeps its place when it is added again', async () => {
  const { tenants, images, members } = collections();
  await tenants.create({ name: 'acme' });
  await tenants.create({ name: 'beta', id: 'b2' });
  const golden = await images.create({ name: 'golden', owner: 'acme' });
  await members.create({ image: golden, member: 'beta', removed: true, created_at: '2013-10-07T17:58:03Z' });
  const fake = createFake({ seed: seedFrom({ tenants, images, members }) });

  expect(mirrorOf(fake).members.count()).toBe(0);
  expect(fake.as('acme').members.create(golden.id, 'b2')).toMatchObject({
    body: { created_at: '2013-10-07T17:58:03Z' },
  });
});
