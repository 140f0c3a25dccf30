import { initialStatus, memberStatuses } from '../../domain/member-statuses.ts';
import type { MemberStatus } from '../../domain/model.ts';
import type { Profile } from '../../domain/profile.ts';
import type { SeedImage, SeedUser } from '../../world/seed.ts';
import type { Residents } from '../residents.ts';

/** Somebody to be, and how it finds what it is offered. */
export interface Trying {
  readonly user: SeedUser;
  readonly list: string;
}

/** How a consumer finds what it is offered: as its list has it by default, or by the status of its membership. */
function listing(status: MemberStatus): string {
  const list = 'openstack image list --shared';
  return memberStatuses[status].listed ? list : `${list} --member-status ${status}`;
}

/** Who is suggested: a consumer who has accepted, for it sees the image in its list at once; or another; or anybody. */
export function whoTries(
  image: SeedImage | undefined,
  residents: Residents,
  profile: Profile,
): Trying | undefined {
  const members = (image?.members ?? []).filter(({ removed }) => !removed);
  const consumers = members.flatMap(({ member, status }) => {
    const user = someoneOf(member, residents, profile);
    return user === undefined
      ? []
      : [
          {
            user,
            list: listing(status ?? initialStatus),
            listed: memberStatuses[status ?? initialStatus].listed,
          },
        ];
  });
  const anybody = [...residents.users.values()].map((user) => ({ user, list: 'openstack image list' }));
  return consumers.find(({ listed }) => listed) ?? consumers[0] ?? anybody[0];
}

/** Somebody of a tenant: rather who is called like it, or else not one of the administrators, who may do everything. */
export function someoneOf(
  tenant: string | null,
  { users, tenants }: Residents,
  { administrators }: Pick<Profile, 'administrators'>,
  fits: (user: SeedUser) => boolean = () => true,
): SeedUser | undefined {
  if (tenant === null) return undefined;
  const there = [...users.values()].filter((user) => user.tenant === tenant && fits(user));
  const called = there.find(({ name }) => name === tenants.get(tenant)?.name);
  const plain = there.find(
    ({ roles }) => !(roles?.[tenant] ?? []).some((role) => administrators.includes(role)),
  );
  return called ?? plain ?? there[0];
}
