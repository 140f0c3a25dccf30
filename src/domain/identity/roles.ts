import type { Cloud } from '../cloud.ts';
import type { Role } from '../model.ts';
import { fixedId } from './fixed-id.ts';

/** The roles that every Keystone has, in the order in which it lists them. */
const builtIn: readonly Role[] = ['reader', 'member', 'admin'];

/** The id of a role: the same in every world. */
export function roleId(role: Role): string {
  return fixedId(`role ${role}`);
}

/** Every role of the cloud: the built-in ones, then those that some user was granted. */
export function rolesOf(cloud: Cloud): readonly Role[] {
  const granted = [...cloud.users.values()].flatMap((user) => [
    ...Object.values(user.roles).flat(),
    ...user.systemRoles,
  ]);
  return [...new Set([...builtIn, ...granted])];
}
