import type { Image } from '../../domain/model.ts';
import type { Wire } from '../../domain/profile.ts';

/**
 * An image as JSON, in Glance's order of keys: its own properties first, the store last, with data only and not
 * of a deactivated image, but for administrators. Source: recorded, 08-image_crud show/*; RULES.md §7 item 24;
 * asked of Glance 25.1. What the profile withholds is not in it.
 */
export function imageJson(image: Image, administrator: boolean, { withheld }: Wire): object {
  if (withheld.length === 0) return wholeImage(image, administrator);
  const shown = Object.entries(wholeImage(image, administrator));
  return { ...image.properties, ...Object.fromEntries(shown.filter(([name]) => !withheld.includes(name))) };
}

function wholeImage(image: Image, administrator: boolean): object {
  const stored = image.data !== null && (image.status !== 'deactivated' || administrator);
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    visibility: image.visibility,
    size: image.size,
    virtual_size: image.virtualSize,
    status: image.status,
    checksum: image.data?.checksum ?? null,
    protected: image.protected,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.hidden,
    os_hash_algo: image.data === null ? null : 'sha512',
    os_hash_value: image.data?.hash ?? null,
    id: image.id,
    created_at: image.createdAt,
    updated_at: image.updatedAt,
    tags: image.tags,
    self: `/v2/images/${image.id}`,
    file: `/v2/images/${image.id}/file`,
    schema: '/v2/schemas/image',
    ...(stored ? { stores: 'fs' } : {}),
  };
}

/** What `POST /v2/images` says besides: the ways to import data, and the stores. Source: RULES.md §7 item 24. */
export const importHeaders: readonly (readonly [string, string])[] = [
  ['OpenStack-image-import-methods', 'glance-direct,web-download,copy-image'],
  ['OpenStack-image-store-ids', 'fs,os_glance_staging_store,os_glance_tasks_store'],
];
