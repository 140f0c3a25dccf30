import * as v from 'valibot';
import type { GenericSchema, InferInput } from 'valibot';

/** How a text must be written, and what is said where it is not. */
export interface SeedFormat {
  /** Without flags, so that it means the same in a JSON Schema. */
  readonly pattern: RegExp;
  readonly problem: string;
  readonly mend: string;
}

/** The texts of a seed that have a form of their own. */
export const seedFormats: {
  readonly [Name in 'name' | 'time' | 'expiry' | 'imageId' | 'member' | 'base64']: SeedFormat;
} = {
  name: {
    pattern: /\S/,
    problem: 'is empty',
    mend: 'Give it at least one character',
  },
  time: {
    pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/,
    problem: 'is not a time',
    mend: 'Write times as YYYY-MM-DDTHH:MM:SSZ, e.g. 2013-10-07T17:58:03Z',
  },
  expiry: {
    pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z?$/,
    problem: 'is not a time',
    mend: 'Write it as YYYY-MM-DDTHH:MM:SS.ffffffZ, e.g. 2030-01-01T00:00:00.000000Z',
  },
  imageId: {
    pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    problem: 'is not a UUID',
    mend: 'Write 32 hexadecimal digits as 8-4-4-4-12, or leave `id` out: then it is made from owner and name',
  },
  /** Source: RULES.md §2, Bodies: 255 characters, none of them of 4 bytes in UTF-8. */
  member: {
    pattern: /^[\u0000-\ud7ff\ue000-\uffff]{1,255}$/,
    problem: 'is no member id that Glance stores',
    mend: 'Use 1 to 255 characters, without emoji and other characters of 4 bytes',
  },
  base64: {
    // Groups of four would be exact, but overflow the stack from some megabytes on; `contentProblems` counts.
    pattern: /^[A-Za-z0-9+/]*={0,2}$/,
    problem: 'is not base64',
    mend: 'Encode the bytes as base64 without line breaks, or write text under `data`',
  },
};

/** A type without `readonly`, with `undefined` allowed where a key may be missing: all that a schema cannot tell apart. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> | (object extends Pick<T, Key> ? undefined : never) }
    : T;

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** The schema's type, where the schema takes exactly the values of the type; else `never`: the compiler complains. */
export type Agreeing<Type, Schema extends GenericSchema> =
  Same<Plain<Type>, Plain<InferInput<Schema>>> extends true ? Schema : never;

/** A type without its author's own keys, which a schema cannot name. */
export type SeedKeys<Type> = {
  [Key in keyof Type as Key extends `x-${string}` ? never : Key]: Type[Key];
};

/**
 * valibot's `strictObject`, which looks keys up with `in`: without a prototype, `constructor` and `__proto__` are as
 * unknown as any other.
 */
export function strictObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> {
  // A copy that loses its prototype is read several times faster than what is put into an object without one.
  return v.strictObject(Object.setPrototypeOf({ ...entries }, null) as Entries);
}

/** Pieces that all parts of the seed's schema are made of. */

type Text = v.GenericSchema<string>;

/** A text in a form of its own. */
export function formatted(format: SeedFormat, description: string): Text {
  return v.pipe(v.string(), v.regex(format.pattern), v.description(description));
}

/** A name: any text that shows. */
export function named(description: string): Text {
  return formatted(seedFormats.name, description);
}

/** A text of any form. */
export function text(description: string): Text {
  return v.pipe(v.string(), v.description(description));
}

/** Yes or no. */
export function yesOrNo(description: string): v.GenericSchema<boolean> {
  return v.pipe(v.boolean(), v.description(description));
}

/** One of some words. */
export function word<const Word extends string>(
  words: readonly Word[],
  description: string,
): v.GenericSchema<Word> {
  return v.pipe(v.picklist(words), v.description(description));
}

/** A number as Glance's database stores it: 32 bits, not negative. */
export function count(description: string): v.GenericSchema<number> {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1), v.description(description));
}
