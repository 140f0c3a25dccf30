/** Mutants as rows of a table, and the words for values in answers. */
import { type Mutant, saying, type Twist } from './words.ts';

/** A JSON object of an answer. */
export type Values = Readonly<Record<string, unknown>>;

/** A mutant as a row of a table. */
export type Row = readonly [does: string, rule: string, pact: string, mistake: Mutant['mistake']];

/** Rows as mutants. */
export function mutantsOf(rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([does, rule, pact, mistake]) => ({ does, rule, pact, mistake }));
}

/** Other values in the object of an answer. */
export function set(values: Values): Twist {
  return saying((body: object) => ({ ...body, ...values }));
}

/** A change of a list in an answer. */
export function list(key: string, change: (items: readonly Values[]) => readonly Values[]): Twist {
  return saying((body: Values) =>
    Array.isArray(body[key]) ? { ...body, [key]: change(body[key] as readonly Values[]) } : body,
  );
}

/** A change of each item of a list in an answer. */
export function each(key: string, change: (item: Values) => Values): Twist {
  return list(key, (items) => items.map(change));
}

/** Other values in each item of a list in an answer. */
export function setEach(key: string, values: Values): Twist {
  return each(key, (item) => ({ ...item, ...values }));
}

/** An id that no image has. */
export const elsewhere = 'a0000000-0000-4000-8000-00000000000a';

/** Finds the ids of images. */
export const ids: RegExp = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
