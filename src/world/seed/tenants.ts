import type { Seed, SeedImage, SeedMember, SeedTenant, SeedUser } from '../seed.ts';

/** Which tenant a text of a seed means. */

/** The id of the tenant that a text names; an id goes before a name. */
export type FindTenant = (text: string) => string | undefined;

/** Makes a finder for some tenants, whose ids `idOf` gives. */
export function tenantFinder(
  tenants: readonly SeedTenant[],
  idOf: (tenant: SeedTenant) => string,
): FindTenant {
  const found = new Map(tenants.map((tenant) => [tenant.name, idOf(tenant)]));
  for (const tenant of tenants) found.set(idOf(tenant), idOf(tenant));
  return (text) => found.get(text);
}

/** Who an image belongs to, as the cloud stores it. */
export function ownerOf(image: SeedImage, find: FindTenant): string | null {
  if (image.owner === null || image.owner_verbatim) return image.owner;
  return find(image.owner) ?? image.owner;
}

/** A member's id, as the cloud stores it. */
export function memberIdOf(member: SeedMember, find: FindTenant): string {
  return member.verbatim ? member.member : (find(member.member) ?? member.member);
}

/** The tenant of a user as its seed names it; null: it is to have none; undefined: the seed does not tell. */
export function homeOf(user: SeedUser, seed: Seed): string | null | undefined {
  if (user.tenant !== undefined) return user.tenant;
  if (user.roles !== undefined) return homeAmong(user, Object.keys(user.roles));
  if (user.system_roles !== undefined) return null;
  const names = seed.tenants.map((tenant) => tenant.name);
  return homeAmong(user, names) ?? undefined;
}

/** Where there are several tenants, the one with the user's name. */
function homeAmong(user: SeedUser, tenants: readonly string[]): string | null {
  const [first = null, ...others] = tenants;
  return others.length === 0 ? first : (tenants.find((tenant) => tenant === user.name) ?? null);
}

/** The role of a user for whom a seed names none, unless the profile has another one. */
export const usualRole: string = 'member';

/** The roles of a user by tenant, as its seed names the tenants. */
export function rolesOf(user: SeedUser, seed: Seed): Readonly<Record<string, readonly string[]>> {
  const home = homeOf(user, seed);
  return user.roles ?? (home === null || home === undefined ? {} : { [home]: [usualRole] });
}
