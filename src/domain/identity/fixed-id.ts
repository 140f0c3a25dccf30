/**
 * A 32-digit hexadecimal id that depends on the text alone, for things that every cloud has: roles,
 * services, endpoints. Four FNV-1a hashes with different starts; not for secrets.
 */
export function fixedId(text: string): string {
  return [0x811c9dc5, 0x050c5d1f, 0xcbf29ce4, 0x84222325].map((start) => eightDigits(text, start)).join('');
}

/** Eight hexadecimal digits that depend on the text alone: its FNV-1a hash, with another start if one is given. */
export function eightDigits(text: string, start: number = 0x811c9dc5): string {
  let hash = start;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
