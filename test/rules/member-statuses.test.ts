/** Source: the table of the member statuses, src/domain/member-statuses.ts. */
import { afterEach, expect, it } from 'vitest';
import { memberStatuses, type MemberStatusRow } from '../../src/domain/member-statuses.ts';
import { createFake } from '../../src/world/fake.ts';
import { falsify } from '../parity/falsify.ts';
import { image } from '../calls.ts';
import { cast, tenants } from '../cast.ts';

let mend: (() => void) | undefined;
afterEach(() => mend?.());

/** Another row for `accepted`. */
function accepted(row: Partial<MemberStatusRow>): void {
  mend = falsify(memberStatuses, 'accepted', { ...memberStatuses.accepted, ...row });
}

it('a status that administrators set is refused to a consumer, and to nobody else who may update', () => {
  accepted({ setBy: 'administrators' });
  const fake = createFake({ seed: cast() });
  const refused = fake.as('consumer').members.update(image, tenants.consumer, 'accepted');
  expect([refused.status, refused.message]).toEqual([
    403,
    'You are not authorized to complete modify_member action.',
  ]);
  expect(fake.journal.entries().at(-1)?.because).toBe('only an administrator can set this status');
  expect(fake.as('consumer').members.update(image, tenants.consumer, 'rejected').status).toBe(200);
  expect(fake.as('admin').members.update(image, tenants.consumer, 'accepted').status).toBe(200);
});

it('a status that nobody sets is unknown, and is not among those that the refusal names', () => {
  accepted({ setBy: 'nobody' });
  const refused = createFake({ seed: cast() })
    .as('admin')
    .members.update(image, tenants.consumer, 'accepted');
  expect([refused.status, refused.message]).toEqual([
    400,
    'Incorrect request: Status must be "pending" or "rejected".',
  ]);
});

it('only a status that is listed brings an image into the list that asks for none', () => {
  const listed = (): number =>
    createFake({ seed: cast() }).as('second-consumer').images.list().body.images?.length ?? 0;
  expect(listed()).toBe(1);
  accepted({ listed: false });
  expect(listed()).toBe(0);
});

it('one status is the initial one', () => {
  const rows: readonly MemberStatusRow[] = Object.values(memberStatuses);
  expect(rows.filter(({ initial }) => initial)).toHaveLength(1);
});
