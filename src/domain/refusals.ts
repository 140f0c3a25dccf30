import { cloudImagesRefusals } from './refusals/cloud-images.ts';
import { imageDataRefusals } from './refusals/image-data.ts';
import { imageListRefusals } from './refusals/image-list.ts';
import { imageRequestRefusals } from './refusals/image-requests.ts';
import { imageValueRefusals } from './refusals/image-values.ts';
import { imageRefusals } from './refusals/images.ts';
import { memberRefusals } from './refusals/members.ts';
import { requestRefusals } from './refusals/request.ts';
import type { RefusalRow } from './refusals/row.ts';

/** The name of a refusal. */
export type RefusalName =
  | keyof typeof requestRefusals
  | keyof typeof memberRefusals
  | keyof typeof imageRefusals
  | keyof typeof imageRequestRefusals
  | keyof typeof imageValueRefusals
  | keyof typeof imageListRefusals
  | keyof typeof imageDataRefusals
  | keyof typeof cloudImagesRefusals;

/** Every refusal there is, by name. */
export const refusals: { readonly [Name in RefusalName]: RefusalRow } = {
  ...requestRefusals,
  ...memberRefusals,
  ...imageRefusals,
  ...imageRequestRefusals,
  ...imageValueRefusals,
  ...imageListRefusals,
  ...imageDataRefusals,
  ...cloudImagesRefusals,
};

/** A refusal as a check gives it: its name, and what stands in place of the `{…}` of its words. */
export interface Refusal {
  readonly name: RefusalName;
  readonly words: Readonly<Record<string, string>>;
}

/** Refuses. The words for the `{…}` must be complete; `wordsOf` throws otherwise. */
export function refuse(name: RefusalName, words: Readonly<Record<string, string>> = {}): Refusal {
  return { name, words };
}

/**
 * The sentence of a refusal.
 * @throws where a `{…}` of the words has no value: a mistake in a check.
 */
export function wordsOf(refusal: Refusal): string {
  return refusals[refusal.name].words.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const value = refusal.words[name];
    if (value === undefined) throw new Error(`refusal ${refusal.name} lacks a value for {${name}}`);
    return value;
  });
}
