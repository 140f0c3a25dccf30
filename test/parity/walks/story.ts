import { randomBytes } from 'node:crypto';
import type { Story } from '../names.ts';

/**
 * The story of one telling of a walk. The ids of images begin with the four digits of their labels, so that they
 * sort alike whenever the walk is told, and end in digits that no other telling has.
 */
export function tellingOf(): Story {
  const nonce = randomBytes(6).toString('hex');
  return {
    word: `w${nonce}`,
    imageId: (label) => `${idStem(label)}-${nonce}`,
  };
}

/** The part of an image's id that does not change from telling to telling. */
export function idStem(label: string): string {
  const [number = '', digits = ''] = label.split('-');
  return `${digits}${number.padStart(4, '0')}-0000-4000-8000`;
}
