/**
 * Which attributes of an image a request may not set, and when that is found out.
 * Source: asked of Glance 25.1, each attribute in POST and in PATCH.
 */

/** Refused in a creation before anything else is looked at, in this order. */
export const neverCreated: readonly string[] = ['direct_url', 'self', 'file', 'schema', 'stores'];

/** Read-only in a patch. */
export const neverPatched: ReadonlySet<string> = new Set([
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
  'id',
  'os_hash_algo',
  'os_hash_value',
]);

const reserved: ReadonlySet<string> = new Set(['location', 'deleted', 'deleted_at']);

/** Whether Glance keeps the attribute for itself, by name or by its prefix `os_glance`. */
export function isReserved(attribute: string): boolean {
  return reserved.has(attribute) || attribute.startsWith('os_glance');
}
