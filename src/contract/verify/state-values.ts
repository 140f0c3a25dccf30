/** Whether an answer has the values that provider states gave. Verifiers of Pact ask for their form alone. */
import { jsonOrText } from '../cloud.ts';
import type { ProviderStateValues } from '../provider-states.ts';
import { isOpen } from '../template.ts';
import {
  anything,
  type FileRule,
  type FileVariant,
  pathOf,
  type Step,
  stepsOf,
  valueAt,
} from './pact-rules.ts';
import type { Difference, VerifiedExchange } from './results.ts';

/** An interaction of a pact file, as far as it says which values an answer has. */
export interface MarkedInteraction {
  readonly response?: {
    readonly generators?: {
      readonly body?: Generators;
      readonly header?: Generators;
    };
    readonly matchingRules?: { readonly body?: Readonly<Record<string, FileRule>> };
    readonly body?: { readonly content?: unknown };
  };
  readonly comments?: BeyondPact;
}

/** What a pact asks of an answer that no matcher of Pact can say. */
export interface BeyondPact {
  /** Values that are others than these, by their places: a time that has moved. */
  readonly differs?: Readonly<Record<string, string>>;
  /** Places where there is nothing: a list without a next page. */
  readonly absent?: readonly string[];
}

type Generators = Readonly<Record<string, Generator>>;

interface Generator {
  readonly type?: string;
  readonly expression?: string;
}

/** What `valueDifferences` compares. */
export interface ValueComparison {
  readonly interaction: MarkedInteraction;
  /** What the provider states of the interaction gave. */
  readonly values: ProviderStateValues;
  readonly answer: NonNullable<VerifiedExchange['response']>;
}

/**
 * Where an answer has another value than the provider states gave. A pact marks such places with generators of the
 * response (`ProviderState` with an expression: `/v2/images/${image}/file`) and, where the value must be another one, in
 * the comment `differs`. What is missing in the answer is for the verifier to report, and values that no state gave are
 * left out. Of a URL only the end of the path and the query are compared: a server may be reached behind a prefix.
 */
export function valueDifferences({ interaction, values, answer }: ValueComparison): readonly Difference[] {
  const { generators = {}, matchingRules = {}, body: expected } = interaction.response ?? {};
  const json = jsonOrText(answer.body);
  return [
    ...expectedValues(generators.header ?? {}, values).flatMap(([name, value]) => {
      const place = name.replace(/\[\d+\]$/, '');
      return headersOf(answer, place).flatMap((each) => differenceAt('header', place, value, each));
    }),
    ...expectedValues(generators.body ?? {}, values).flatMap(([path, value]) =>
      valuesAt(json, path).flatMap(([place, each]) => differenceAt('body', place, value, each)),
    ),
    ...Object.entries(matchingRules.body ?? {}).flatMap(([path, rule]) =>
      valuesAt(json, path).flatMap(([place, list]) =>
        variantDifferences(place, list, rule, exampleItems(expected?.content, path), values),
      ),
    ),
    ...differencesBeyondPact(interaction.comments ?? {}, values, json),
  ];
}

/** Where the body of an answer has what it must not have. */
export function differencesBeyondPact(
  { differs = {}, absent = [] }: BeyondPact,
  values: ProviderStateValues,
  json: unknown,
): readonly Difference[] {
  return [
    ...filledIn(openOnes(differs), values).flatMap(([path, value]) =>
      valuesAt(json, path)
        .filter(([, each]) => each === value)
        .map(([place]) => unmoved(place, value)),
    ),
    ...absent.flatMap((path) => valuesAt(json, path).map(([place, value]) => superfluous(place, value))),
  ];
}

type Expected = readonly (readonly [place: string, value: string])[];

/** The values that an answer must have, by their places. */
function expectedValues(generators: Generators, values: ProviderStateValues): Expected {
  const marked = Object.entries(generators).flatMap(([place, { type, expression = '' }]) =>
    type === 'ProviderState' && isOpen(expression) ? [[place, expression] as const] : [],
  );
  return filledIn(marked, values);
}

/** A comment of other tools may be called the same: ours has values of provider states. */
function openOnes(differs: Readonly<Record<string, string>>): Expected {
  return Object.entries(differs).filter(([, template]) => isOpen(template));
}

function filledIn(templates: Expected, values: ProviderStateValues): Expected {
  return templates.flatMap(([place, template]) => {
    let isKnown = true;
    const value = template.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      isKnown &&= Object.hasOwn(values, name);
      return values[name] ?? '';
    });
    return isKnown ? [[place, value] as const] : [];
  });
}

function differenceAt(
  kind: 'header' | 'body',
  where: string,
  expected: string,
  value: unknown,
): readonly Difference[] {
  if (isStateValue(expected, value)) return [];
  const actual = typeof value === 'string' ? value : JSON.stringify(value);
  const place = kind === 'header' ? `the header ${where}` : where;
  return [
    {
      kind: 'value',
      where,
      expected,
      actual,
      text: `${place} is ${quoted(actual)}, but the provider states gave ${quoted(expected)}`,
    },
  ];
}

function unmoved(where: string, value: string): Difference {
  return {
    kind: 'value',
    where,
    expected: `another value than ${value}`,
    actual: value,
    text: `${where} is still ${quoted(value)}, but this request changes it`,
  };
}

function superfluous(where: string, value: unknown): Difference {
  const actual = JSON.stringify(value);
  return {
    kind: 'value',
    where,
    expected: 'nothing',
    actual,
    text: `${where} is ${actual}, expected nothing`,
  };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/**
 * Whether a value is the one that provider states gave. Numbers and the like count as their text: states give texts alone. Of
 * a URL the end of the path and the query count.
 */
export function isStateValue(expected: string, value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return false;
  const actual = String(value);
  return actual === expected || isSameUrl(expected, actual);
}

const absolute = /^https?:\/\//;

/** Whether two URLs name the same thing on a server, whatever stands before the path of the expected one. */
function isSameUrl(expected: string, actual: string): boolean {
  if (!absolute.test(expected) || !URL.canParse(expected) || !URL.canParse(actual, 'http://server'))
    return isSameQuery(expected, actual);
  const [wanted, found] = [new URL(expected), new URL(actual, 'http://server')];
  const end = wanted.pathname.replace(/\/$/, '');
  const isEnd = found.pathname.replace(/\/$/, '').endsWith(end);
  return isEnd && sortedQuery(wanted.search) === sortedQuery(found.search);
}

/** Whether two links have the same path and the same parameters, however those are ordered and escaped. */
function isSameQuery(expected: string, actual: string): boolean {
  const [path, query] = expected.split(/\?(.*)/s);
  const [actualPath, actualQuery] = actual.split(/\?(.*)/s);
  if (query === undefined || actualQuery === undefined || !expected.startsWith('/')) return false;
  return path === actualPath && sortedQuery(query) === sortedQuery(actualQuery);
}

function sortedQuery(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return parameters.toString();
}

function headersOf({ headers }: ValueComparison['answer'], name: string): readonly string[] {
  return headers.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The items of the example at the path of a list. */
function exampleItems(example: unknown, path: string): readonly unknown[] {
  const [found] = valuesAt(example, path);
  return Array.isArray(found?.[1]) ? found[1] : [];
}

/** For each variant of a list that comes in any order, an item must have all of its values. */
function variantDifferences(
  place: string,
  list: unknown,
  { matchers = [] }: FileRule,
  examples: readonly unknown[],
  values: ProviderStateValues,
): readonly Difference[] {
  if (!Array.isArray(list)) return [];
  const variants = matchers.flatMap(({ match, variants: all = [] }) =>
    match === 'arrayContains' ? all : [],
  );
  return variants.flatMap((variant) => {
    const wanted = expectedValues(variant.generators ?? {}, values);
    const example = examples[variant.index];
    const isFound = list.some((item) => holds(item, wanted) && isAlike('$', item, example, variant));
    return wanted.length === 0 || isFound ? [] : [noItem(place, wanted)];
  });
}

function holds(item: unknown, wanted: Expected): boolean {
  return wanted.every(([path, value]) => {
    const found = valuesAt(item, path);
    return found.length > 0 && found.every(([, each]) => isStateValue(value, each));
  });
}

/** Whether an item has what the variant asks for literally, so that no other item lends it its values. */
function isAlike(place: string, item: unknown, example: unknown, variant: FileVariant): boolean {
  if (Object.hasOwn(variant.rules ?? {}, place)) return true;
  if (typeof example !== 'object' || example === null) return item === example;
  if (typeof item !== 'object' || item === null || Array.isArray(item) !== Array.isArray(example))
    return false;
  return Object.entries(example).every(([name, each]) => {
    const inside = Array.isArray(example) ? `${place}[${name}]` : `${place}.${name}`;
    return isAlike(inside, (item as Readonly<Record<string, unknown>>)[name], each, variant);
  });
}

function noItem(where: string, wanted: Expected): Difference {
  const expected = wanted.map(([path, value]) => `${path.replace(/^\$\.?/, '')}: ${value}`).join(', ');
  return {
    kind: 'value',
    where,
    expected,
    text: `${where} has no item with the values of the provider states (${expected})`,
  };
}

/** The values at a path of the Pact specification (`$.images[0]['os-name']`, `$.members[*].id`), with their places. */
function valuesAt(json: unknown, path: string): readonly (readonly [place: string, value: unknown])[] {
  let found: readonly (readonly [readonly Step[], unknown])[] = [[[], json]];
  for (const step of stepsOf(path))
    found = found.flatMap(([place, value]) =>
      (step === anything ? stepsInto(value) : [step])
        .filter((each) => valueAt(value, [each]) !== undefined)
        .map((each) => [[...place, each], valueAt(value, [each])] as const),
    );
  return found.map(([place, value]) => [pathOf(place), value]);
}

/** All steps from a value to what is in it. */
function stepsInto(value: unknown): readonly Step[] {
  if (Array.isArray(value)) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
