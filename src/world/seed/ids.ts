import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type {
  Seed,
  SeedApplicationCredential,
  SeedImage,
  SeedMember,
  SeedTenant,
  SeedUser,
} from '../seed.ts';

/** Ids that a seed leaves out are made from the names, so that one seed gives the same ids each time. */

/** 32 hexadecimal digits that depend on the text alone. */
export function stableHex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}

/** A UUID that depends on the text alone, in the shape of version 4. */
export function stableUuid(text: string): string {
  const hex = stableHex(text);
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ].join('-');
}

/** An audit id as Keystone makes them, 22 characters of URL-safe base64, that depends on the text alone. */
export function stableAuditId(text: string): string {
  const bytes = sha256(utf8ToBytes(`audit:${text}`)).slice(0, 16);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
}

/** The name, with the domain before it where one is named: two domains may have the same names. */
function inDomain({ domain, name }: { readonly domain?: string; readonly name: string }): string {
  return domain === undefined ? name : `${domain}:${name}`;
}

/** The id of a tenant of a seed. */
export function tenantIdOf(tenant: SeedTenant): string {
  return tenant.id ?? stableHex(`tenant:${inDomain(tenant)}`);
}

/** The id of a user of a seed. */
export function userIdOf(user: SeedUser): string {
  return user.id ?? stableHex(`user:${inDomain(user)}`);
}

/** The id of an application credential of a seed. */
export function credentialIdOf(user: SeedUser, credential: SeedApplicationCredential): string {
  return credential.id ?? stableHex(`application-credential:${user.name}:${credential.name}`);
}

/** Gives images their ids, one after the other; images of one owner and one name are counted through. */
export function imageIdMaker(find: FindTenant): (image: SeedImage) => string {
  const counts = new Map<string, number>();
  return (image) => {
    const key = `image:${ownerOf(image, find) ?? ''}:${image.name ?? ''}`;
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return image.id ?? stableUuid(`${key}:${place}`);
  };
}

/** The ids of a seed's images, in their order. */
export function imageIdsOf(images: readonly SeedImage[], find: FindTenant): readonly string[] {
  const idOf = imageIdMaker(find);
  return images.map((image) => idOf(image));
}

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
export function rolesOfUser(user: SeedUser, seed: Seed): Readonly<Record<string, readonly string[]>> {
  const home = homeOf(user, seed);
  return user.roles ?? (home === null || home === undefined ? {} : { [home]: [usualRole] });
}

/** What may get a number for its id. */
interface Thing {
  readonly name: string;
  readonly id?: string;
}

/**
 * The things with ids: those that have none get seven digits, the first no zero, that are made from kind and name. An
 * id that is taken, or that would read as another one's name, is passed over.
 */
export function numbered<T extends Thing>(kind: string, things: readonly T[]): readonly T[] {
  const taken = new Set(things.flatMap(({ id, name }) => (id === undefined ? [name] : [id, name])));
  return things.map((thing) => {
    if (thing.id !== undefined) return thing;
    let id = number(`${kind}:${thing.name}`);
    for (let turn = 2; taken.has(id); turn += 1) id = number(`${kind}:${thing.name}:${turn}`);
    taken.add(id);
    return { ...thing, id };
  });
}

/** Seven digits that depend on the text alone. */
function number(text: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(text));
  return String(1_000_000 + ((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % 9_000_000));
}
