import { memberOf } from '../domain/case.ts';
import type { Image } from '../domain/model.ts';
import { keyOf } from './asker.ts';
import type { Fake } from '../world/fake.ts';

/** A cell, and who looks at it. */
export interface Example {
  readonly as: string;
  readonly image: string;
  readonly tenant: string;
}

/** Who there is to be, and whose rules the world follows. */
export interface People {
  readonly world: string;
  readonly profile: string;
  readonly release: string | null;
  readonly observed: readonly string[];
  readonly bugs: readonly string[];
  readonly images: number;
  readonly users: readonly {
    readonly id: string;
    /** What links call the user: as `keyOf` has it. */
    readonly key: string;
    readonly name: string;
    readonly tenant: string | null;
    readonly tenantName: string | null;
    /** The roles on its default tenant. */
    readonly roles: readonly string[];
  }[];
  /** Where one sees what a member may do and not, and what somebody else lacks; null where the world has no such place. */
  readonly examples: { readonly member: Example | null; readonly outsider: Example | null };
  /** How many users there are; the first of them are listed. */
  readonly userTotal: number;
}

/** Users that are listed at most. */
const mostUsers = 1000;

/** The users of a world, and what the page says about the world at its head. */
export function peopleOf(fake: Fake): People {
  const { name, profile, release, observed, bugs, cloud } = fake;
  const users = cloud.users.values().take(mostUsers).toArray();
  const byName = Map.groupBy(cloud.users.values(), (user) => user.name);
  return {
    world: name,
    profile,
    release,
    observed,
    bugs,
    images: cloud.images.size,
    userTotal: cloud.users.size,
    examples: examplesIn(fake),
    users: users.map(({ id, name: called, defaultTenant, roles }) => ({
      id,
      key: byName.get(called)?.length === 1 && !cloud.users.has(called) ? called : id,
      name: called,
      tenant: defaultTenant,
      tenantName: cloud.tenants.get(defaultTenant ?? '')?.name ?? null,
      roles: roles[defaultTenant ?? ''] ?? [],
    })),
  };
}

/** Images that are looked at for examples. */
const mostLookedAt = 200;

/** A member who is a user of this world, and a user who has nothing to do with a shared image. Neither is an administrator. */
function examplesIn(fake: Fake): People['examples'] {
  const { cloud } = fake;
  const { administrators, visibilities } = fake.rules;
  const users = [...cloud.users.values()].filter(
    ({ defaultTenant, roles }) =>
      defaultTenant !== null && !(roles[defaultTenant] ?? []).some((role) => administrators.includes(role)),
  );
  const shared = cloud.images.values().filter(({ visibility }) => visibilities[visibility]?.takesMembers);
  const seen = shared.take(mostLookedAt).toArray();
  const found = (fits: (image: Image, tenant: string) => boolean): Example | null => {
    for (const image of seen)
      for (const user of users) {
        const tenant = user.defaultTenant ?? '';
        if (fits(image, tenant)) return { as: keyOf(cloud, user), image: image.id, tenant };
      }
    return null;
  };
  return {
    member: found((image, tenant) => memberOf(image, tenant) !== undefined && image.owner !== tenant),
    outsider: found((image, tenant) => memberOf(image, tenant) === undefined && image.owner !== tenant),
  };
}
