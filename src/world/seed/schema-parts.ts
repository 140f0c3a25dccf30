import * as v from 'valibot';
import { type SeedFormat, seedFormats } from './formats.ts';

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
export function flag(description: string): v.GenericSchema<boolean> {
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
