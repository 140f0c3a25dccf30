import { imageKey, sameToDatabase } from './collation.ts';
import type { Change } from './changes.ts';
import type { Cloud } from './cloud.ts';

/**
 * What is allowed and most likely not meant, a sentence each: Glance takes any text for a member, and asks nobody whether
 * there is such a tenant.
 */
export function warningsAbout(changes: readonly Change[], cloud: Cloud): readonly string[] {
  return changes.flatMap((change) => (change.kind === 'memberAdded' ? aboutMember(change, cloud) : []));
}

function aboutMember(
  { image: id, member }: Extract<Change, { readonly kind: 'memberAdded' }>,
  { tenants, images }: Cloud,
): readonly string[] {
  if (tenants.has(member.id)) {
    const owner = images.get(imageKey(id))?.owner ?? null;
    return sameToDatabase(owner, member.id)
      ? [`${member.id} owns the image: as a member of it, it gains nothing`]
      : [];
  }
  const named = [...tenants.values()].find(({ name }) => name === member.id);
  return named === undefined
    ? []
    : [
        `${member.id} is the name of a tenant, and members are ids: the image is not shared with ${named.name} (${named.id})`,
      ];
}
