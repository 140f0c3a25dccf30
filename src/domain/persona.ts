import { folded } from './collation.ts';
import type { Caller, Image, Member } from './model.ts';
import type { Persona } from './permissions.ts';
import { visibilities } from './visibilities.ts';

/** The membership of a tenant on an image, whatever the case of its id; removed ones are not on record. */
export function memberOf(image: Image, tenant: string | null): Member | undefined {
  if (tenant === null) return undefined;
  const key = folded(tenant);
  return image.members.find((member) => !member.removed && folded(member.id) === key);
}

/**
 * What a caller is to an image.
 *
 * An image without owner is seen by everybody (RULES.md §4, `is_image_visible`); a shared one makes a
 * consumer of whoever sees it without owning it.
 */
export function personaOf(caller: Caller, image: Image): Persona {
  if (caller.roles.has('admin')) return 'administrator';
  if (image.owner !== null && image.owner === caller.tenant) return 'producer';
  const { seenBy } = visibilities[image.visibility];
  if (seenBy === 'everyone') return 'onlooker';
  if (seenBy === 'members' && (image.owner === null || memberOf(image, caller.tenant))) return 'consumer';
  return image.owner === null ? 'onlooker' : 'stranger';
}
