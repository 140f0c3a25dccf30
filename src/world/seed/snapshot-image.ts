import type { Image, Member, Tenant } from '../../domain/model.ts';
import type { SeedImage, SeedMember } from '../seed.ts';
import { toBase64 } from './base64.ts';

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
    ...(members.length === 0
      ? {}
      : { members: members.map((each) => seedMember(each, tenants, tenantNames)) }),
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
function written(bytes: Uint8Array, key: 'data' | 'staged'): Content {
  try {
    return { [key]: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { [`${key}_base64`]: toBase64(bytes) };
  }
}
