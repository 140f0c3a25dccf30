/** `image-members-fake/data`: model a world in collections of `@msw/data`, and query what a fake holds. */
import {
  type ImageRow,
  imageRow,
  type MemberRow,
  memberRows,
  type TenantRow,
  tenantRow,
} from './data/mirror-rows.ts';
import { readOnly, type ReadOnlyRows, rowsFrom, type WritesThroughFake } from './data/rows.ts';
import type { Cloud } from './domain/cloud.ts';

export { collections } from './data/collections.ts';
export type { Collections } from './data/collections.ts';
export type { ImageRow, MemberRow, TenantRow } from './data/mirror-rows.ts';
export type { ReadOnlyRows } from './data/rows.ts';
export type {
  ImageRecord,
  MemberRecord,
  NewImage,
  NewMember,
  NewTenant,
  NewUser,
  Reference,
  TenantRecord,
  UserRecord,
} from './data/records.ts';
export type { RowOptions, RowOrder, RowQuery, Rows } from './data/rows.ts';
export { seedFrom } from './data/seed-from.ts';
export type { Records, SeedRecords } from './data/seed-from.ts';

/** What a fake holds, to be queried in assertions. */
export interface Mirror {
  readonly tenants: ReadOnlyRows<TenantRow>;
  /** All images, whoever may see them, in the order in which they were created. */
  readonly images: ReadOnlyRows<ImageRow>;
  /** All memberships, image by image, in the order in which they were added. */
  readonly members: ReadOnlyRows<MemberRow>;
}

const tenantsThroughSeed = 'tenants come with the seed, createFake({ seed })';

const writesThroughFake: { readonly [Name in keyof Mirror]: WritesThroughFake } = {
  tenants: { create: tenantsThroughSeed, update: tenantsThroughSeed, delete: tenantsThroughSeed },
  images: {
    create: "fake.as('producer').images.create({ name })",
    update: "fake.as('producer').images.update(image, { visibility })",
    delete: "fake.as('producer').images.delete(image)",
  },
  members: {
    create: "fake.as('producer').members.create(image, member)",
    update: "fake.as('consumer').members.update(image, member, status)",
    delete: "fake.as('producer').members.delete(image, member)",
  },
};

/**
 * A live view on a fake, queried like collections of `@msw/data`. Each query reads what the fake holds at that moment:
 * every change is there at once, by whatever door it came, and after `reset()` the seed is. Rows are frozen and do not
 * change later, so a row may be kept and compared with a later one.
 */
export function mirrorOf(fake: { readonly cloud: Cloud }): Mirror {
  const read = {
    tenants: () => Array.from(fake.cloud.tenants.values(), tenantRow),
    images: () => Array.from(fake.cloud.images.values(), (image) => imageRow(image, fake.cloud)),
    members: () => [...fake.cloud.images.values()].flatMap((image) => memberRows(image, fake.cloud)),
  };
  return {
    tenants: readOnly('tenants', rowsFrom('tenant', read.tenants), writesThroughFake.tenants),
    images: readOnly('images', rowsFrom('image', read.images), writesThroughFake.images),
    members: readOnly('members', rowsFrom('member', read.members), writesThroughFake.members),
  };
}
