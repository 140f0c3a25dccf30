import type { MemberStatus, Visibility } from '../domain/model.ts';
import type { SeedImage, SeedMember, SeedTenant, SeedUser } from '../world/seed.ts';

/** What the collections take (`New…`) and what they hold (`…Record`): rows of a seed, flat, with their references as text. */

/** A reference to a record of another collection: its id, its name, or the record itself. */
export type Reference = string | { readonly id: string };

/** A tenant as `tenants.create` takes it. */
export type NewTenant = SeedTenant;

/** A tenant of a collection. Where no id was given, it has the one that a seed file would give it. */
export type TenantRecord = SeedTenant & { readonly id: string };

/** A user as `users.create` takes it. */
export type NewUser = Omit<SeedUser, 'tenant'> & {
  /** As in a seed file, or a record of the tenants. */
  readonly tenant?: Reference | null;
};

/** A user of a collection. */
export type UserRecord = SeedUser & { readonly id: string };

/** An image as `images.create` takes it. Its members are records of their own. */
export type NewImage = Omit<SeedImage, 'owner' | 'members'> & {
  /** As in a seed file, or a record of the tenants. */
  readonly owner: Reference | null;
};

/** An image of a collection. Where no id was given, it has one that is made from owner and name: the same in each run. */
export type ImageRecord = Omit<SeedImage, 'members'> & {
  readonly id: string;
  readonly name: string | null;
  readonly visibility: Visibility;
};

/** A membership as `members.create` takes it. */
export type NewMember = Omit<SeedMember, 'member'> & {
  /** The image: its id, its name where no other image has it, or its record. */
  readonly image: Reference;
  /** The tenant: its name, its id, any text that is no tenant's, or its record. */
  readonly member: Reference;
};

/** A membership of a collection. */
export type MemberRecord = SeedMember & { readonly image: string; readonly status: MemberStatus };
