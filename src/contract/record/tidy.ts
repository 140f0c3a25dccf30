import type { Candidate } from './candidate.ts';
import type { ImageGiven } from '../states/image-parameters.ts';
import { imageValues } from './naming.ts';

/** The images of an open list, each kind once and in an order of their own: which were there first was by chance. */
export function tidy(candidate: Candidate): Candidate {
  const isNamed = /\$\{\w*image\w*\}/.test(JSON.stringify(candidate.request));
  if (!candidate.openLists || isNamed) return candidate;
  const kinds = new Map(candidate.images.map((image) => [JSON.stringify({ ...image, as: '' }), image]));
  const sorted = [...kinds].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const images = sorted.map(([, image], place): ImageGiven => ({
    ...image,
    as: imageValues[place] ?? 'image',
  }));
  return { ...candidate, images };
}
