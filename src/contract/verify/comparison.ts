/** Where a JSON value is not what the examples and rules of a pact ask for. */
import { isDeepStrictEqual } from 'node:util';
import {
  exampleAt,
  type FileMatcher,
  type FileVariant,
  pathOf,
  type PlacedRule,
  placedRules,
  ruleFor,
  type Step,
} from './pact-rules.ts';
import type { Difference } from './results.ts';
import { bothTexts, kindOf, patternText, valueText } from './value-text.ts';

/** What is wrong with a value at a place of a body: `actual` is there, `expected` says what should be. */
export function otherValue(steps: readonly Step[], actual: unknown, expected: string): Difference {
  return other(steps, valueText(actual), expected);
}

/** The same of a value that should be a certain one. */
export function unequal(steps: readonly Step[], actual: unknown, example: unknown): Difference {
  const [expected, shown] = bothTexts(example, actual);
  return other(steps, shown, expected);
}

function other(steps: readonly Step[], actual: string, expected: string): Difference {
  const where = pathOf(steps);
  return { kind: 'body', where, expected, actual, text: `${noun(where)} is ${actual}, not ${expected}` };
}

/** A field that is not there. */
export function missing(steps: readonly Step[], example: unknown): Difference {
  const where = pathOf(steps);
  return { kind: 'body', where, expected: valueText(example), text: `${where} is missing` };
}

/** A list with more or fewer items than `expected`: `2`, `at least 1`. */
export function otherLength(steps: readonly Step[], actual: number, expected: string): Difference {
  const where = pathOf(steps);
  const shown = items(String(actual));
  const text = `${noun(where)} has ${shown}, not ${expected}`;
  return { kind: 'body', where, expected: items(expected), actual: shown, text };
}

function items(count: string): string {
  return `${count} item${/^(at (least|most) )?1$/.test(count) ? '' : 's'}`;
}

function noun(where: string): string {
  return where === '$' ? 'the body' : where;
}

/** What a rule asks for, as words that follow "not": `a number, such as 1`. */
export function kindAsked(example: unknown): string {
  const kind = kindOf(example);
  return ['null', 'true or false'].includes(kind) ? kind : `${kind} such as ${valueText(example)}`;
}

/** What a matcher asks for, beside types and literals. Undefined for those that an explanation does without. */
export function asked({ match, regex, value, format }: FileMatcher): string | undefined {
  const words: Readonly<Record<string, string>> = {
    regex: `a text ${patternText(regex ?? '')}`,
    integer: 'a whole number',
    decimal: 'a number with decimals',
    number: 'a number',
    boolean: 'true or false',
    null: 'null',
    include: `a text with ${valueText(value)} in it`,
    notEmpty: 'a value that is not empty',
    semver: 'a semantic version such as 1.2.3',
    date: `a date of the form ${format ?? 'yyyy-MM-dd'}`,
    time: `a time of the form ${format ?? 'HH:mm:ss'}`,
    timestamp: `a date and time of the form ${format ?? "yyyy-MM-dd'T'HH:mm:ss"}`,
    datetime: `a date and time of the form ${format ?? "yyyy-MM-dd'T'HH:mm:ss"}`,
  };
  return words[match ?? (regex === undefined ? '' : 'regex')];
}

/** A value that is compared: its example with the rules, and where it is. */
interface Compared {
  readonly rules: readonly PlacedRule[];
  /** The place that the rules speak of, and the place in the answer: an item has rules of its own. */
  readonly place: readonly Step[];
  readonly shown: readonly Step[];
}

function compare(example: unknown, actual: unknown, at: Compared): readonly Difference[] {
  if (actual === undefined) return [missing(at.shown, example)];
  const rule = ruleFor(at.rules, at.place);
  const found = (rule?.matchers ?? []).flatMap((matcher) => broken(matcher, example, actual, at));
  if (found.length > 0) return found;
  const isLoose = rule?.matchers.some(({ match }) => match !== 'equality') ?? false;
  if (typeof example !== 'object' || example === null)
    return isLoose || isDeepStrictEqual(example, actual) ? [] : [unequal(at.shown, actual, example)];
  if (kindOf(example) !== kindOf(actual))
    return isLoose ? [] : [otherValue(at.shown, actual, kindAsked(example))];
  return Array.isArray(example)
    ? inLists(example, actual as readonly unknown[], at, isLoose)
    : Object.entries(example).flatMap(([name, each]) =>
        compare(each, (actual as Readonly<Record<string, unknown>>)[name], below(at, name)),
      );
}

function inLists(
  example: readonly unknown[],
  actual: readonly unknown[],
  at: Compared,
  isLoose: boolean,
): readonly Difference[] {
  if (!isLoose && example.length !== actual.length)
    return [otherLength(at.shown, actual.length, String(example.length))];
  if (example.length === 0) return [];
  return actual.flatMap((each, index) => compare(exampleAt(example, [index]), each, below(at, index)));
}

function below({ rules, place, shown }: Compared, step: Step): Compared {
  return { rules, place: [...place, step], shown: [...shown, step] };
}

function broken(
  matcher: FileMatcher,
  example: unknown,
  actual: unknown,
  at: Compared,
): readonly Difference[] {
  if (matcher.match === 'arrayContains') return [];
  if (isKept(matcher, example, actual)) return [];
  return [otherValue(at.shown, actual, asked(matcher) ?? kindAsked(example))];
}

function isKept({ match, regex, value }: FileMatcher, example: unknown, actual: unknown): boolean {
  const tests: Readonly<Record<string, () => boolean>> = {
    regex: () => matches(regex ?? '', typeof actual === 'string' ? actual : JSON.stringify(actual)),
    type: () => kindOf(actual) === kindOf(example),
    integer: () => Number.isInteger(actual),
    decimal: () => typeof actual === 'number',
    number: () => typeof actual === 'number',
    boolean: () => typeof actual === 'boolean',
    null: () => actual === null,
    include: () => String(actual).includes(String(value)),
    notEmpty: () => actual !== '' && !isDeepStrictEqual(actual, []) && !isDeepStrictEqual(actual, {}),
  };
  return tests[match ?? (regex === undefined ? 'type' : 'regex')]?.() ?? true;
}

/** Patterns that JavaScript does not know cannot be blamed. */
function matches(regex: string, text: string): boolean {
  try {
    return new RegExp(regex, 'u').test(text);
  } catch {
    return true;
  }
}

/**
 * Why no item of a list is what a variant asks for: what the closest item lacks.
 * @returns nothing where an item fits.
 */
export function variantDifferences(
  steps: readonly Step[],
  example: unknown,
  list: readonly unknown[],
  variant: FileVariant | undefined,
): readonly Difference[] {
  const rules = placedRules(variant?.rules ?? {});
  const tried = list.map((item, index) =>
    compare(example, item, { rules, place: [], shown: [...steps, index] }),
  );
  const closest = tried.toSorted((one, other) => distance(one) - distance(other))[0];
  if (closest?.length === 0) return [];
  const isAlike = closest !== undefined && closest.length < leaves(example);
  if (!isAlike) return [noItem(steps, example, list)];
  const note = list.length > 1 ? ` (the closest of ${list.length} items)` : '';
  return closest.map((each) => ({ ...each, text: `${each.text}${note}` }));
}

/** A field that is missing says less against an item than one with another value: that may be another item. */
function distance(found: readonly Difference[]): number {
  return found.reduce((sum, { actual }) => sum + (actual === undefined ? 1 : 1.5), 0);
}

function noItem(steps: readonly Step[], example: unknown, list: readonly unknown[]): Difference {
  const where = pathOf(steps);
  const expected = `an item like ${valueText(example)}`;
  if (list.length === 0)
    return {
      kind: 'body',
      where,
      expected,
      actual: '[]',
      text: `${noun(where)} is empty, and lacks ${expected}`,
    };
  return {
    kind: 'body',
    where,
    expected,
    actual: valueText(list),
    text: `${noun(where)} has no item like ${valueText(example)}`,
  };
}

/** How many fields an item has. Of an item that is no object nothing can be alike. */
function leaves(example: unknown): number {
  return typeof example === 'object' && example !== null ? Object.keys(example).length : 1;
}
