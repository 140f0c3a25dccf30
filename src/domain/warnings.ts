import { ClosestWord, closestWord, type KnownWord, knownWord } from './closest-word.ts';
import { imageKey, sameToDatabase } from './collation.ts';
import type { Change, Cloud } from './cloud.ts';
import type { Tenant } from './model.ts';
import { remembered } from './remembered.ts';
import type { TracedCaller } from './trace.ts';

/**
 * What is allowed and most likely not meant, a sentence each: Glance takes any text for a member, and asks nobody whether
 * there is such a tenant; an administrator may accept for anybody.
 * @param caller who made the changes.
 */
export function warningsAbout(
  changes: readonly Change[],
  caller: TracedCaller | null,
  cloud: Cloud,
): readonly string[] {
  return changes.flatMap((change) => {
    if (change.kind === 'memberAdded') return aboutMember(change, cloud);
    return change.kind === 'memberStatusChanged' ? aboutStatus(change, caller, cloud) : [];
  });
}

function aboutStatus(
  { image: id, member }: Extract<Change, { readonly kind: 'memberStatusChanged' }>,
  caller: TracedCaller | null,
  { tenants, images }: Cloud,
): readonly string[] {
  const owner = images.get(imageKey(id))?.owner ?? null;
  if (caller?.tenant !== owner || sameToDatabase(owner, member.id)) return [];
  const name = tenants.get(member.id)?.name;
  const consumer = name === undefined ? member.id : `${member.id} (${name})`;
  return [
    `the owner's administrator made the status of member ${consumer} ${member.status}, which is the consumer's to decide`,
  ];
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
  return aboutUnknown(member.id, tenants);
}

/** The id and the name of a tenant, to compare others with. */
const wordsOf: (tenant: Tenant) => readonly [id: KnownWord, name: KnownWord] = remembered(({ id, name }) => [
  knownWord(id),
  knownWord(name),
]);

/** What is said of a member that is no tenant's id. */
function aboutUnknown(id: string, tenants: Cloud['tenants']): readonly string[] {
  const closest = new ClosestWord(id);
  for (const tenant of tenants.values()) {
    if (tenant.name === id)
      return [
        `${id} is the name of a tenant, and members are ids: the image is not shared with ${id} (${tenant.id})`,
      ];
    const [own, name] = wordsOf(tenant);
    closest.see(own);
    closest.see(name);
  }
  const { best } = closest;
  if (best === undefined) return none;
  return [`${id} is no tenant of this world; did you mean ${withId(best, [...tenants.values()])}?`];
}

const none: readonly string[] = [];

/** A name or an id, as a member has to be written: by its id. */
function withId(word: string, tenants: readonly Tenant[]): string {
  const tenant = tenants.find(({ id }) => id === word) ?? tenants.find(({ name }) => name === word);
  return tenant === undefined || tenant.id === word ? word : `${tenant.id}, the id of ${word}`;
}

/** Unknown members of a world that are compared with the names of its tenants: each costs as much as there are tenants. */
const mostCompared = 100;

/** What in a world, as it begins, is allowed and most likely not meant: members that are no tenant, and almost one's name. */
export function warningsAtStart({ images, tenants }: Cloud): readonly string[] {
  const all = [...tenants.values()];
  const names = all.map(({ name }) => name);
  const unknown = [...images.values()].flatMap(({ id: image, members }) =>
    [...members].filter(({ id }) => !tenants.has(id)).map(({ id }) => ({ image, id })),
  );
  return unknown.slice(0, mostCompared).flatMap(({ image, id }) => {
    const name = closestWord(id, names);
    if (name === undefined) return [];
    const member = `the image ${image} has a member ${id.slice(0, 100)}`;
    const meant = withId(name, all);
    return name === id
      ? [`${member}, which is the name of a tenant, and members are ids; did you mean ${meant}?`]
      : [`${member}, which is no tenant; did you mean ${meant}?`];
  });
}
