import { createHash } from 'node:crypto';

/** A short key that stands for a text in recordings. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}
