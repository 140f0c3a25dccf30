import { expectTypeOf, it } from 'vitest';
import { collections, mirrorOf, seedFrom, type ImageRow, type MemberRow } from '../../src/data.ts';
import { createFake, type Seed } from '../../src/index.ts';

/** The compiler checks these: `tsc` fails where a type is not as expected, or where an expected complaint is missing. */

it('the rows of a mirror are typed', () => {
  const mirror = mirrorOf(createFake());
  expectTypeOf(mirror.members.findFirst((q) => q.where({ status: 'pending' }))).toEqualTypeOf<
    MemberRow | undefined
  >();
  expectTypeOf(mirror.members.findFirst(undefined, { strict: true })).toEqualTypeOf<MemberRow>();
  expectTypeOf(mirror.images.findMany()).toEqualTypeOf<ImageRow[]>();
  expectTypeOf(mirror.members.all()[0]!.status).toEqualTypeOf<'pending' | 'accepted' | 'rejected'>();
});

it('a query that cannot match does not compile', () => {
  const { members } = mirrorOf(createFake());
  // @ts-expect-error There is no such status.
  members.findFirst((q) => q.where({ status: 'acepted' }));
  // @ts-expect-error There is no such field.
  members.findFirst((q) => q.where({ stat: 'accepted' }));
  // @ts-expect-error There is no such field to sort by.
  members.findMany(undefined, { orderBy: { stat: 'asc' } });
});

it('a write to a mirror does not compile', () => {
  const refused = (): unknown[] => {
    const { members } = mirrorOf(createFake());
    return [
      // @ts-expect-error A mirror is not written to.
      members.create({ image: 'golden', member: 'beta' }),
      // @ts-expect-error A mirror is not written to.
      members.delete((q: unknown) => q),
      // @ts-expect-error A mirror is not written to.
      members.clear(),
    ];
  };
  expectTypeOf(refused).toBeFunction();
});

it('a record that a seed could not say does not compile', () => {
  const refused = (): unknown[] => {
    const { tenants, images, members } = collections();
    return [
      // @ts-expect-error A tenant has a name.
      tenants.create({}),
      // @ts-expect-error An image has an owner, be it null.
      images.create({ name: 'golden' }),
      // @ts-expect-error Members are records of their own.
      images.create({ name: 'golden', owner: null, members: [] }),
      // @ts-expect-error There is no such status.
      members.create({ image: 'golden', member: 'beta', status: 'acepted' }),
    ];
  };
  expectTypeOf(refused).toBeFunction();
});

it('records are typed, and what is filled in is always there', async () => {
  const { tenants, images, members } = collections();
  const acme = await tenants.create({ name: 'acme' });
  const golden = await images.create({ name: 'golden', owner: acme });
  const member = await members.create({ image: golden, member: 'beta' });
  expectTypeOf(acme.id).toEqualTypeOf<string>();
  expectTypeOf(golden.visibility).toEqualTypeOf<'public' | 'community' | 'shared' | 'private'>();
  expectTypeOf(member.status).toEqualTypeOf<'pending' | 'accepted' | 'rejected'>();
  expectTypeOf(member.image).toEqualTypeOf<string>();
  expectTypeOf(seedFrom({ tenants, images, members })).toEqualTypeOf<Seed>();
});
