import { folded, sameToDatabase } from '../collation.ts';
import type { Caller, Image, Member } from '../model.ts';
import type { Outcome } from '../permissions.ts';

/**
 * The members on record that a caller may see, in order: all of them (`yes`) or only itself (`own`). The
 * database compares owners too, so an owner in other letters sees them all. Source: asked of Glance 25.1.
 */
export function visibleMembers(image: Image, sight: Outcome, caller: Caller): readonly Member[] {
  const own = caller.tenant === null ? null : folded(caller.tenant);
  const all = sight === 'yes' || (sight === 'own' && sameToDatabase(image.owner, caller.tenant));
  return image.members.filter((member) => {
    if (member.removed) return false;
    return all || (sight === 'own' && folded(member.id) === own);
  });
}

/** The member of this id, if the caller may see it. Ids are compared as the database does (RULES.md §7 item 9). */
export function visibleMember(image: Image, id: string, sight: Outcome, caller: Caller): Member | undefined {
  const key = folded(id);
  return visibleMembers(image, sight, caller).find((member) => folded(member.id) === key);
}
