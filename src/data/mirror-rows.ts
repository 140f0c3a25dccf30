import type { Cloud } from '../domain/cloud.ts';
import type { Image, ImageStatus, Member, MemberStatus, Tenant, Visibility } from '../domain/model.ts';

/** A tenant of a fake. */
export interface TenantRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
}

/** An image of a fake, with the field names of the API. Times are as the API prints them, sizes in bytes. */
export interface ImageRow {
  readonly id: string;
  readonly name: string | null;
  /** The id of the producer. */
  readonly owner: string | null;
  /** The producer's name; null where no tenant has the id. */
  readonly owner_name: string | null;
  readonly visibility: Visibility;
  readonly status: ImageStatus;
  readonly protected: boolean;
  readonly os_hidden: boolean;
  readonly disk_format: string | null;
  readonly container_format: string | null;
  readonly min_disk: number;
  readonly min_ram: number;
  readonly size: number | null;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, string | null>>;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A membership of a fake. Times are as the API prints them. */
export interface MemberRow {
  /** The id of the image: `image_id` on the wire. */
  readonly image: string;
  readonly image_name: string | null;
  /** The id that the image is shared with: `member_id` on the wire. */
  readonly member: string;
  /** The name of the tenant with this id; null where there is none. */
  readonly member_name: string | null;
  readonly status: MemberStatus;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A tenant as a row. */
export function tenantRow({ id, name, description, enabled }: Tenant): TenantRow {
  return Object.freeze({ id, name, description: description ?? '', enabled });
}

/** An image as a row. */
export function imageRow(image: Image, { tenants }: Cloud): ImageRow {
  return Object.freeze({
    id: image.id,
    name: image.name,
    owner: image.owner,
    owner_name: tenants.get(image.owner ?? '')?.name ?? null,
    visibility: image.visibility,
    status: image.status,
    protected: image.protected,
    os_hidden: image.hidden,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    size: image.size,
    tags: Object.freeze([...image.tags]),
    properties: Object.freeze({ ...image.properties }),
    created_at: image.createdAt,
    updated_at: image.updatedAt,
  });
}

/** The memberships of an image as rows; removed ones are none. */
export function memberRows(image: Image, { tenants }: Cloud): readonly MemberRow[] {
  const members = [...image.members].filter(({ removed }) => !removed);
  return members.map((member) => memberRow(member, image, tenants));
}

function memberRow(member: Member, image: Image, tenants: Cloud['tenants']): MemberRow {
  return Object.freeze({
    image: image.id,
    image_name: image.name,
    member: member.id,
    member_name: tenants.get(member.id)?.name ?? null,
    status: member.status,
    created_at: member.createdAt,
    updated_at: member.updatedAt,
  });
}
