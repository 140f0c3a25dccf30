import { grantedOn } from '../callers.ts';
import type { Change, Cloud } from '../cloud.ts';
import { roleCount } from '../usage.ts';
import type { Role, RolesByPlace, User } from '../model.ts';
import { roleId, rolesOf } from './bootstrap.ts';
import { refuseIdentity } from './refusals.ts';
import type { Decided } from './users.ts';

/** Roles on tenants, domains and the system. Source: asked of Keystone 22 (fixtures/recorded: residents/*), and of 27 and 30. */

/** Where a role is granted. A domain may also be named as a tenant: to Keystone it is a project as well. */
export type GrantPlace =
  | { readonly kind: 'tenant' | 'domain'; readonly id: string }
  | { readonly kind: 'system' };

/** The role of an id. */
export function roleOfId(cloud: Cloud, id: string): Role | undefined {
  return rolesOf(cloud).find((role) => roleId(role) === id);
}

/** The roles that were granted to a user at a place; implied ones are none of them. */
export function grantsOf(user: User, place: GrantPlace): readonly Role[] {
  if (place.kind === 'system') return user.systemRoles;
  return grantedOn(place.kind === 'tenant' ? user.roles : user.domainRoles, place.id);
}

/** Decides that a user gets a role. One that it has is granted again without a difference. */
export function granted(user: User, place: GrantPlace, role: Role, rolesPerUser: number): Decided {
  const held = grantsOf(user, place);
  if (held.includes(role)) return [];
  if (roleCount(user) >= rolesPerUser)
    return refuseIdentity('tooMany', {
      maximum: String(rolesPerUser),
      things: 'roles of this user',
      option: '--roles-per-user',
      name: 'rolesPerUser',
    });
  return changedRoles(user, place, [...held, role]);
}

/** Decides that a user loses a role. */
export function revoked(
  user: User | undefined,
  { place, role, userId }: { readonly place: GrantPlace; readonly role: Role; readonly userId: string },
): Decided {
  const held = user === undefined ? [] : grantsOf(user, place);
  if (user === undefined || !held.includes(role)) return assignmentMissing(place, role, userId);
  return changedRoles(
    user,
    place,
    held.filter((each) => each !== role),
  );
}

/** The refusal where somebody has not the role that was asked for. */
export function assignmentMissing(
  place: GrantPlace,
  role: Role,
  user: string,
): ReturnType<typeof refuseIdentity> {
  const where = place.kind === 'system' ? 'system' : place.id;
  return refuseIdentity('assignmentNotFound', { role: roleId(role), user, place: where });
}

function changedRoles(user: User, place: GrantPlace, roles: readonly Role[]): readonly Change[] {
  return [{ kind: 'userChanged', user: withRoles(user, place, roles) }];
}

function withRoles(user: User, place: GrantPlace, roles: readonly Role[]): User {
  if (place.kind === 'system') return { ...user, systemRoles: roles };
  const key = place.kind === 'tenant' ? 'roles' : 'domainRoles';
  return { ...user, [key]: placed(user[key], place.id, roles) };
}

/** A place without roles goes, so that a snapshot does not tell of it. */
function placed(places: RolesByPlace, id: string, roles: readonly Role[]): RolesByPlace {
  const { [id]: _, ...others } = places;
  return roles.length === 0 ? others : { ...places, [id]: roles };
}
