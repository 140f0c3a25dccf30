import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FindTenant } from './tenants.ts';
import { ownerOf } from './tenants.ts';
import type { SeedApplicationCredential, SeedImage, SeedTenant, SeedUser } from '../seed.ts';

/** Ids that a seed leaves out are made from the names, so that one seed gives the same ids each time. */

/** 32 hexadecimal digits that depend on the text alone. */
function stableHex(text: string): string {
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

/** The id of a tenant of a seed. */
export function tenantIdOf(tenant: SeedTenant): string {
  return tenant.id ?? stableHex(`tenant:${tenant.name}`);
}

/** The id of a user of a seed. */
export function userIdOf(user: SeedUser): string {
  return user.id ?? stableHex(`user:${user.name}`);
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
