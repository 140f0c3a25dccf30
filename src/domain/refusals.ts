import { imageDataRefusals, importRefusals } from './refusals/image-data.ts';
import { imageListRefusals } from './refusals/image-list.ts';
import { imageRequestRefusals } from './refusals/image-requests.ts';
import { imageRefusals, imageValueRefusals } from './refusals/images.ts';
import { memberRefusals } from './refusals/members.ts';
import { requestRefusals } from './refusals/request.ts';

/**
 * One refusal: its status, its words, where they stand, and where the rule comes from.
 * `{name}` in the words is filled in by the check that refuses. `stands` says where WebOb puts the words:
 * as the explanation (the default), behind the generic sentence of the status (`detail`), or in a
 * template of its own (RULES.md §5), in which a value called `detail` has a line behind them.
 */
export interface RefusalRow {
  readonly status: number;
  readonly words: string;
  readonly stands?: 'detail' | 'template';
  readonly source: string;
}

/** Refusals of Rackspace's Cloud Images alone. Their words are unproven: the guide prints none. */
const cloudImagesRefusals = {
  overLimit: { status: 413, words: 'OverLimit Retry after {retryAt}.', source: 'CLOUD-IMAGES.md §7' },
  tenantNotYours: {
    status: 403,
    words: "The tenant {tenant} in the path is not the token's.",
    source: 'CLOUD-IMAGES.md §6; that and how it is refused is unproven',
  },
  propertyReserved: {
    status: 403,
    words: "Property '{property}' is protected",
    source: 'CLOUD-IMAGES.md §4',
  },
} as const;

/** The name of a refusal. */
export type RefusalName =
  | keyof typeof requestRefusals
  | keyof typeof memberRefusals
  | keyof typeof imageRefusals
  | keyof typeof imageRequestRefusals
  | keyof typeof imageValueRefusals
  | keyof typeof imageListRefusals
  | keyof typeof imageDataRefusals
  | keyof typeof importRefusals
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
  ...importRefusals,
  ...cloudImagesRefusals,
};

/** Refusals that have another status or other words. */
export type OwnRefusals = {
  readonly [Name in RefusalName]?: { readonly status?: number; readonly words?: string };
};

/** A refusal as a profile has it. @param own what the profile has otherwise. */
export function refusalRow(
  name: RefusalName,
  { refusals: own }: { readonly refusals: OwnRefusals },
): RefusalRow {
  const other = own[name];
  return other === undefined ? refusals[name] : { ...refusals[name], ...other };
}

/** A refusal as a check gives it: its name, and what stands in place of the `{…}` of its words. */
export interface Refusal {
  readonly kind: 'refused';
  readonly name: RefusalName;
  readonly words: Readonly<Record<string, string>>;
}

/** Refuses. The words for the `{…}` must be complete; `wordsOf` throws otherwise. */
export function refuse(name: RefusalName, words: Readonly<Record<string, string>> = {}): Refusal {
  return { kind: 'refused', name, words };
}

/** Whether a result is a refusal, of whichever service, rather than what was wanted. */
export function isRefused<Result extends object>(
  result: Result,
): result is Extract<Result, { readonly kind: 'refused' }> {
  return (result as { readonly kind?: unknown }).kind === 'refused';
}

/** A name in braces. Other braces are words like others: what a cloud says may quote JSON. */
const place = /\{([\w.-]+)\}/g;

/** What stands in braces in the words of a refusal. */
export function placesIn(words: string): readonly string[] {
  return Array.from(words.matchAll(place), ([, name = '']) => name);
}

/**
 * The sentence of a refusal.
 * @param row as the profile has it.
 * @throws where a `{…}` of the words has no value: a mistake in a check.
 */
export function wordsOf(refusal: Refusal, row: RefusalRow = refusals[refusal.name]): string {
  return row.words.replace(place, (_, name: string) => {
    const value = refusal.words[name];
    if (value === undefined) throw new Error(`refusal ${refusal.name} lacks a value for {${name}}`);
    return value;
  });
}
