import { virtualSize } from '../../domain/images/data.ts';
import { initialStatus } from '../../domain/member-statuses.ts';
import type { Digests, Image, ImageStatus, ImageValues, Member, Tenant } from '../../domain/model.ts';
import { bytesOf } from '../../http/message.ts';
import type { SeedImage, SeedMember } from '../seed.ts';
import { type FindTenant, memberIdOf, ownerOf } from './ids.ts';

/** What an image of a seed cannot say of itself. */
export interface PlantingImage {
  readonly id: string;
  /** The time for all that has none, as in `model.ts`. */
  readonly at: string;
  readonly find: FindTenant;
  digest(bytes: Uint8Array): Digests;
}

/** An image of a seed as the cloud stores it, with its members. */
export type PlantedImage = ImageValues & { readonly members: readonly Member[] };

/** An image of a seed. */
export function plantedImage(seeded: SeedImage, planting: PlantingImage): PlantedImage {
  const status = statusOf(seeded);
  const bytes = dataOf(seeded, status);
  const staged = content(seeded.staged, seeded.staged_base64) ?? null;
  const diskFormat = seeded.disk_format === undefined ? bytes && 'raw' : seeded.disk_format;
  const containerFormat = seeded.container_format === undefined ? bytes && 'bare' : seeded.container_format;
  const createdAt = seeded.created_at ?? seeded.updated_at ?? planting.at;
  return {
    id: planting.id,
    name: seeded.name ?? null,
    owner: ownerOf(seeded, planting.find),
    visibility: seeded.visibility ?? 'shared',
    status,
    protected: seeded.protected ?? false,
    hidden: seeded.os_hidden ?? false,
    diskFormat,
    containerFormat,
    minDisk: seeded.min_disk ?? 0,
    minRam: seeded.min_ram ?? 0,
    size: (bytes ?? staged)?.length ?? null,
    virtualSize: bytes && virtualSize({ diskFormat, containerFormat }, bytes.length),
    tags: [...new Set(seeded.tags)],
    properties: { ...seeded.properties },
    createdAt,
    updatedAt: seeded.updated_at ?? createdAt,
    data: bytes && { bytes, ...planting.digest(bytes) },
    staged,
    members: (seeded.members ?? []).map((member) => memberOf(member, planting)),
  };
}

function memberOf(seeded: SeedMember, planting: PlantingImage): Member {
  const createdAt = seeded.created_at ?? seeded.updated_at ?? planting.at;
  return {
    id: memberIdOf(seeded, planting.find),
    status: seeded.status ?? initialStatus,
    createdAt,
    updatedAt: seeded.updated_at ?? createdAt,
    removed: seeded.removed ?? false,
  };
}

function statusOf(seeded: SeedImage): ImageStatus {
  if (seeded.status !== undefined) return seeded.status;
  if ((seeded.data ?? seeded.data_base64) !== undefined) return 'active';
  return (seeded.staged ?? seeded.staged_base64) === undefined ? 'queued' : 'uploading';
}

/** An image cannot be active without data: none given is data of no length. */
function dataOf(seeded: SeedImage, status: ImageStatus): Uint8Array | null {
  const given = content(seeded.data, seeded.data_base64);
  return given ?? (status === 'active' || status === 'deactivated' ? new Uint8Array() : null);
}

function content(text: string | undefined, base64: string | undefined): Uint8Array | undefined {
  if (text !== undefined) return bytesOf(text);
  return base64 === undefined ? undefined : fromBase64(base64);
}

/** An image of a cloud as a seed writes it. What is as Glance sets it anyway is left out. */
export function snapshotImage(
  image: Image,
  tenants: ReadonlyMap<string, Tenant>,
  tenantNames: ReadonlySet<string>,
): SeedImage {
  const { owner, members } = image;
  return {
    id: image.id,
    name: image.name,
    owner,
    ...(owner === null || tenants.has(owner) ? {} : { owner_verbatim: true }),
    visibility: image.visibility,
    status: image.status,
    ...(image.protected ? { protected: true } : {}),
    ...(image.hidden ? { os_hidden: true } : {}),
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    ...(image.minDisk === 0 ? {} : { min_disk: image.minDisk }),
    ...(image.minRam === 0 ? {} : { min_ram: image.minRam }),
    ...(image.tags.length === 0 ? {} : { tags: image.tags }),
    ...(Object.keys(image.properties).length === 0 ? {} : { properties: image.properties }),
    created_at: image.createdAt,
    updated_at: image.updatedAt,
    ...contents(image),
    ...(members.size === 0
      ? {}
      : { members: Array.from(members, (each) => seedMember(each, tenants, tenantNames)) }),
  };
}

type Content = Pick<SeedImage, 'data' | 'data_base64' | 'staged' | 'staged_base64'>;

function contents({ data, staged }: Image): Content {
  return { ...(data && written(data.bytes, 'data')), ...(staged && written(staged, 'staged')) };
}

function seedMember(
  member: Member,
  tenants: ReadonlyMap<string, Tenant>,
  tenantNames: ReadonlySet<string>,
): SeedMember {
  const { id, status, createdAt, updatedAt, removed } = member;
  // A member that was added by a tenant's name has nothing to do with that tenant (RULES.md §7 item 8).
  const verbatim = tenantNames.has(id) && !tenants.has(id);
  return {
    member: id,
    ...(verbatim ? { verbatim } : {}),
    status,
    created_at: createdAt,
    updated_at: updatedAt,
    ...(removed ? { removed } : {}),
  };
}

/** Bytes as text where they are UTF-8, else as base64. */
export function written(bytes: Uint8Array, key: 'data'): Pick<Content, 'data' | 'data_base64'>;
export function written(bytes: Uint8Array, key: 'data' | 'staged'): Content;
export function written(bytes: Uint8Array, key: 'data' | 'staged'): Content {
  try {
    return { [key]: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { [`${key}_base64`]: toBase64(bytes) };
  }
}

/** Bytes as base64 and back, with what browsers and Node both have. */

const piece = 0x8000;

/** The bytes of a base64 text that is known to be right. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Bytes as base64. */
function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // In pieces, because a function takes only so many arguments.
  for (let start = 0; start < bytes.length; start += piece) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + piece)));
  }
  return btoa(pieces.join(''));
}
