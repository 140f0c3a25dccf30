import { closestWord } from '../domain/closest-word.ts';
import { folded, imageKey } from '../domain/collation.ts';
import { SeedError } from '../world/seed-problems.ts';
import type { Seed, SeedImage, SeedMember, SeedTenant, SeedUser } from '../world/seed.ts';
import { imageIdsOf, tenantIdOf, rolesOfUser, tenantFinder } from '../world/seed/ids.ts';
import { either, type SeedProblem } from '../world/seed/problem.ts';

/** Anything that can list its records: a collection of `@msw/data`, ours or one with a schema of your own. */
export interface Records<Held> {
  all(): readonly Held[];
}

/** Where a seed is read from. Only tenants are needed. */
export interface SeedRecords {
  readonly tenants: Records<SeedTenant>;
  readonly users?: Records<SeedUser>;
  readonly images?: Records<Omit<SeedImage, 'members'>>;
  readonly members?: Records<SeedMember & { readonly image: string }>;
}

/**
 * The seed that collections describe, as they are now: `createFake({ seed: seedFrom(collections) })`. Members go to
 * their images in the order in which they were created. A tenant on which no user has a role gets a user of its name with
 * the role `member`, unless another user has that name: then `fake.as('acme')` speaks for tenant acme.
 * @throws SeedError where a member's image is not there, or its name is that of several. What else may be wrong with a
 * seed, `createFake` says.
 */
export function seedFrom(records: SeedRecords): Seed {
  const tenants = copies(records.tenants);
  const images = copies(records.images);
  const ids = imageIdsOf(images, tenantFinder(tenants, tenantIdOf));
  const identified = images.map((image, index) => ({ ...image, id: ids[index] ?? '' }));
  const members = membersByImage(copies(records.members), identified);
  const users = copies(records.users);
  return {
    tenants,
    users: [...users, ...missingUsers({ tenants, users })],
    images: identified.map((image) => ({ ...image, members: members.get(image.id) ?? [] })),
  };
}

/** Copies, without what `@msw/data` keeps in its records. */
function copies<Held extends object>(records: Records<Held> | undefined): Held[] {
  return (records?.all() ?? []).map((record) => ({ ...record }));
}

function membersByImage(
  members: readonly (SeedMember & { readonly image: string })[],
  images: readonly (SeedImage | (Omit<SeedImage, 'members'> & { readonly id: string }))[],
): ReadonlyMap<string, readonly SeedMember[]> {
  const find = imageFinder(images.map(({ id = '', name = null }) => ({ id, name })));
  const found = new Map<string, SeedMember[]>();
  const problems: SeedProblem[] = [];
  for (const [index, { image, ...member }] of members.entries()) {
    const result = find(image);
    if (result.kind === 'found') found.set(result.id, [...(found.get(result.id) ?? []), member]);
    else problems.push({ path: ['members', index, 'image'], ...result.problem });
  }
  if (problems.length > 0) throw new SeedError(problems);
  return found;
}

function missingUsers({
  tenants,
  users,
}: {
  tenants: readonly SeedTenant[];
  users: readonly SeedUser[];
}): SeedUser[] {
  const find = tenantFinder(tenants, tenantIdOf);
  const served = new Set(users.flatMap((user) => Object.keys(rolesOfUser(user, { tenants })).map(find)));
  const taken = new Set(users.map(({ name }) => folded(name)));
  return tenants
    .filter((tenant) => !served.has(tenantIdOf(tenant)) && !taken.has(folded(tenant.name)))
    .map(({ name }) => ({ name, tenant: name, roles: { [name]: ['member'] } }));
}

/** An image that a member may refer to. */
interface Referable {
  readonly id: string;
  readonly name?: string | null;
}

/** The image that a text names, or what is wrong with the text. */
type FoundImage =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: Omit<SeedProblem, 'path'> };

/** Makes a finder for some images; an id goes before a name. */
function imageFinder(images: readonly Referable[]): (text: string) => FoundImage {
  const byId = new Map(images.map(({ id }) => [imageKey(id), id]));
  const byName = Map.groupBy(images, ({ name }) => name ?? '');
  return (text) => {
    const [first, ...others] = byName.get(text) ?? [];
    const id = byId.get(imageKey(text)) ?? (others.length === 0 ? first?.id : undefined);
    if (id !== undefined) return { kind: 'found', id };
    const problem = others.length > 0 ? ambiguousName(text, others.length + 1) : unknownImage(text, images);
    return { kind: 'problem', problem };
  };
}

function ambiguousName(text: string, count: number): Omit<SeedProblem, 'path'> {
  return {
    problem: `${count} images have the name \`${text}\``,
    mend: 'Give the id of the one that is meant, or its record',
  };
}

function unknownImage(text: string, images: readonly Referable[]): Omit<SeedProblem, 'path'> {
  const names = [...new Set(images.flatMap(({ name }) => name ?? []))];
  const meant = closestWord(text, names);
  return {
    problem: `no image has the name or id \`${text}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    mend:
      images.length === 0
        ? 'Create the image first'
        : `Use ${either(names)}, an id, or a record of the images`,
  };
}
