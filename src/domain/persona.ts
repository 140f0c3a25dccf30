import { folded } from './collation.ts';
import type { Caller, Image, Member, Role } from './model.ts';
import type { Persona } from './permissions.ts';
import type { Profile } from './profile.ts';

/** The membership of a tenant on an image, whatever the case of its id; removed ones are not on record. */
export function memberOf(image: Image, tenant: string | null): Member | undefined {
  if (tenant === null) return undefined;
  const key = folded(tenant);
  return image.members.find((member) => !member.removed && folded(member.id) === key);
}

/** Whether a caller stands above ownership. Source: the profile's `administrators`. */
export function isAdministrator(caller: Caller, profile: Profile): boolean {
  return hasOneOf(caller, profile.administrators);
}

/** Whether a caller has one of some roles. */
export function hasOneOf({ roles }: Caller, wanted: readonly Role[]): boolean {
  return wanted.some((role) => roles.has(role));
}

/**
 * What a caller is to an image.
 *
 * An image without owner is seen by everybody (RULES.md §4, `is_image_visible`); a shared one makes a
 * consumer of whoever sees it without owning it.
 */
export function personaOf(caller: Caller, image: Image, profile: Profile): Persona {
  if (isAdministrator(caller, profile)) return 'administrator';
  if (image.owner !== null && image.owner === caller.tenant) return 'producer';
  const seenBy = profile.visibilities[image.visibility]?.seenBy;
  if (seenBy === 'everyone') return 'onlooker';
  if (seenBy === 'members' && (image.owner === null || memberOf(image, caller.tenant))) return 'consumer';
  return image.owner === null ? 'onlooker' : 'stranger';
}
