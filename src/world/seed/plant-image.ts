import { virtualSize } from '../../domain/images/data-effects.ts';
import { initialStatus } from '../../domain/member-statuses.ts';
import type { Digests, Image, ImageStatus, Member } from '../../domain/model.ts';
import { bytesOf } from '../../http/message.ts';
import type { SeedImage, SeedMember } from '../seed.ts';
import { fromBase64 } from './base64.ts';
import { type FindTenant, memberIdOf, ownerOf } from './tenants.ts';

/** What an image of a seed cannot say of itself. */
export interface PlantingImage {
  readonly id: string;
  /** The time for all that has none, as in `model.ts`. */
  readonly at: string;
  readonly find: FindTenant;
  digest(bytes: Uint8Array): Digests;
}

/** An image of a seed as the cloud stores it. */
export function plantedImage(seeded: SeedImage, planting: PlantingImage): Image {
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
