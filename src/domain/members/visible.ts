import { folded, sameToDatabase } from '../collation.ts';
import type { Caller, Image, Member } from '../model.ts';
import type { Outcome } from '../permissions.ts';

/** Which members are there for whom an outcome holds, whether or not it may do something to them. */
const sights: { readonly [O in Outcome]: 'all' | 'own' | 'none' } = {
  yes: 'all',
  self: 'all',
  no: 'all',
  own: 'own',
  'own no': 'own',
  hidden: 'none',
  never: 'none',
};

/**
 * The members on record that are there for a caller, in order: all of them, or only itself. The database compares owners
 * too, so for an owner in other letters they are all there. Source: asked of Glance 25.1.
 */
export function visibleMembers(image: Image, outcome: Outcome, caller: Caller): readonly Member[] {
  const sight = sights[outcome];
  const own = caller.tenant === null ? null : folded(caller.tenant);
  const all = sight === 'all' || (sight === 'own' && sameToDatabase(image.owner, caller.tenant));
  return image.members.filter((member) => {
    if (member.removed) return false;
    return all || (sight === 'own' && folded(member.id) === own);
  });
}

/** The member of this id, if it is there for the caller. Ids are compared as the database does (RULES.md §7 item 9). */
export function visibleMember(
  image: Image,
  id: string,
  outcome: Outcome,
  caller: Caller,
): Member | undefined {
  const key = folded(id);
  return visibleMembers(image, outcome, caller).find((member) => folded(member.id) === key);
}
