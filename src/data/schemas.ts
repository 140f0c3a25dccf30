import * as v from 'valibot';
import { initialStatus } from '../domain/member-statuses.ts';
import { userIdOf, imageIdMaker, tenantIdOf } from '../world/seed/ids.ts';
import { imageSchema, memberSchema } from '../world/seed/image-schema.ts';
import type { FindTenant } from '../world/seed/tenants.ts';
import { tenantSchema, userSchema } from '../world/seed/user-schema.ts';
import type { SeedImage, SeedMember } from '../world/seed.ts';
import type {
  ImageRecord,
  MemberRecord,
  NewImage,
  NewMember,
  NewTenant,
  NewUser,
  TenantRecord,
  UserRecord,
} from './records.ts';

/**
 * The Standard Schemas of the collections: those of a seed file, with the defaults filled in that a query may ask for.
 * Records given as references are ids already when they come here (`referring.ts`).
 */

type RecordSchema<New, Held> = v.GenericSchema<New, Held>;

/** Tenants. */
export const tenantRecords: RecordSchema<NewTenant, TenantRecord> = v.pipe(
  tenantSchema as v.GenericSchema<NewTenant>,
  v.transform((tenant) => ({ ...tenant, id: tenantIdOf(tenant) })),
);

/** Users. */
export const userRecords: RecordSchema<NewUser, UserRecord> = v.pipe(
  userSchema as v.GenericSchema<NewUser, Omit<UserRecord, 'id'>>,
  v.transform((user) => ({ ...user, id: userIdOf(user) })),
);

/** Members. */
export const memberRecords: RecordSchema<NewMember, MemberRecord> = v.pipe(
  strict<NewMember, SeedMember & { readonly image: string }>({
    image: v.pipe(v.string(), v.nonEmpty()),
    ...memberSchema.entries,
  }),
  v.transform((member) => ({ ...member, status: member.status ?? initialStatus })),
);

/** Images. The schema counts images of one owner and name, so each set of collections has its own. */
export function imageRecords(find: FindTenant): RecordSchema<NewImage, ImageRecord> {
  const { members: _, ...entries } = imageSchema.entries;
  const newId = imageIdMaker(find);
  return v.pipe(
    strict<NewImage, Omit<SeedImage, 'members'>>(entries),
    v.transform((image) => ({
      ...image,
      id: image.id ?? newId(image),
      name: image.name ?? null,
      visibility: image.visibility ?? 'shared',
    })),
  );
}

/** What the entries take and give is known from their schemas' agreement with the seed's types. */
function strict<New, Held>(entries: v.ObjectEntries): v.GenericSchema<New, Held> {
  return v.strictObject(entries) as v.GenericSchema as v.GenericSchema<New, Held>;
}
