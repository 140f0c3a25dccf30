import type { DeletedImage, Image } from '../model.ts';

/** What a column of an image holds, as the database compares it. */
export type ColumnValue = string | number | null;

/** Where the database keeps an attribute, by its name on the wire. */
export interface Column {
  readonly holds: 'text' | 'number' | 'time';
  readonly read: (image: Image | DeletedImage) => ColumnValue;
}

/** The order in which the database knows the visibilities: compared with a number, each is its place. */
const visibilityPlaces: readonly string[] = ['private', 'public', 'shared', 'community'];

function text(read: Column['read']): Column {
  return { holds: 'text', read };
}

function number(read: Column['read']): Column {
  return { holds: 'number', read };
}

function time(read: Column['read']): Column {
  return { holds: 'time', read };
}

/** The columns that filters and sorting know. Source: asked of Glance 25.1, each as a filter. */
export const columns: Readonly<Record<string, Column>> = {
  id: text((image) => image.id),
  name: text((image) => image.name),
  status: text((image) => image.status),
  visibility: text((image) => image.visibility),
  owner: text((image) => image.owner),
  disk_format: text((image) => image.diskFormat),
  container_format: text((image) => image.containerFormat),
  checksum: text((image) => image.data?.checksum ?? null),
  os_hash_algo: text((image) => (image.data === null ? null : 'sha512')),
  os_hash_value: text((image) => image.data?.hash ?? null),
  size: number((image) => image.size),
  virtual_size: number((image) => image.virtualSize),
  min_disk: number((image) => image.minDisk),
  min_ram: number((image) => image.minRam),
  protected: number((image) => Number(image.protected)),
  os_hidden: number((image) => Number(image.hidden)),
  deleted: number(() => 0),
  created_at: time((image) => image.createdAt),
  updated_at: time((image) => image.updatedAt),
  deleted_at: time(() => null),
};

/** The column of that name. @throws where there is none: a mistake in a table. */
export function columnOf(name: string): Column {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) throw new Error(`images have no column ${name}`);
  return column;
}

/** A text as MySQL reads it where a number is due: as far as it looks like one, else 0. */
export function leadingNumber(value: string): number {
  return Number(/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i.exec(value)?.[0] ?? 0);
}

/** A column's value where MySQL compares it with a number; null where it holds nothing. */
export function numberIn(column: Column, image: Image): number | null {
  const value = column.read(image);
  if (value === null || typeof value === 'number') return value;
  if (column.holds === 'time') return Number(value.replace(/\D/g, ''));
  const place = visibilityPlaces.indexOf(value);
  return column.read === columns['visibility']?.read ? place + 1 : leadingNumber(value);
}
