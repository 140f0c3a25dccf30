import { Collection, Query } from '@msw/data';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MemberRow, mirrorOf, type RowOptions, type RowQuery } from '../../src/data.ts';
import { createFake } from '../../src/index.ts';
import { type GenericSchema, looseObject } from 'valibot';

const statuses = ['pending', 'accepted', 'rejected'] as const;

const condition = fc.oneof(
  fc.record({ status: fc.constantFrom(...statuses) }),
  fc.record({ member: fc.constantFrom('a', 'b', 'c', 'nobody') }),
  fc.record({ member_name: fc.constantFrom(null, 'beta') }),
  fc.constantFrom({}, { status: (status: string) => status.startsWith('p') }),
);

const query: fc.Arbitrary<RowQuery<MemberRow>> = fc
  .tuple(condition, condition, fc.constantFrom('and', 'or', 'where'))
  .map(
    ([one, other, join]) =>
      (q) =>
        q.where(one)[join](other),
  );

const direction = fc.constantFrom('asc', 'desc');
const options: fc.Arbitrary<RowOptions<MemberRow>> = fc.record(
  {
    take: fc.constantFrom(-3, -1, 1, 2, 9),
    skip: fc.nat(3),
    orderBy: fc.oneof(
      fc.record({ status: direction }),
      fc.tuple(fc.record({ status: direction }), fc.record({ member: direction })),
      fc.record({ updated_at: direction, member: direction }),
    ),
  },
  { requiredKeys: [] },
);

const memberships = fc.uniqueArray(
  fc.record({ member: fc.constantFrom('a', 'b', 'c', 'd', 'beta'), status: fc.constantFrom(...statuses) }),
  { selector: ({ member }) => member, maxLength: 5 },
);

it('a mirror answers queries as a collection of the same rows does', async () => {
  await fc.assert(
    fc.asyncProperty(memberships, query, options, async (members, ask, options) => {
      const seed = { tenants: [{ name: 'beta' }], images: [{ owner: 'beta', members }] };
      const mirror = mirrorOf(createFake({ seed })).members;
      const collection = new Collection({
        schema: looseObject({}) as GenericSchema as GenericSchema<MemberRow>,
      });
      await Promise.all(mirror.all().map((row) => collection.create({ ...row })));
      const { orderBy, ...paging } = options;
      const theirs = { ...paging, ...(orderBy === undefined ? {} : { orderBy: [orderBy].flat() }) };

      expect(mirror.findFirst(ask)).toEqual(collection.findFirst(ask));
      expect(mirror.findMany(ask, options)).toEqual(collection.findMany(ask, theirs));
      expect(mirror.count()).toBe(collection.count());
      expect(mirror.all()).toEqual(collection.all());
    }),
  );
});

it('a query may be made before', () => {
  const accepted = new Query<MemberRow>().where({ status: 'accepted' });
  const { members } = mirrorOf(createFake());
  expect(members.findMany(accepted)).toMatchObject([{ member: '9876543', member_name: 'second-consumer' }]);
  expect(members.count(accepted)).toBe(1);
});

it('without a query all rows match', () => {
  const { members } = mirrorOf(createFake());
  expect(members.findFirst()).toEqual(members.all()[0]);
  expect(members.findMany()).toEqual(members.all());
});
