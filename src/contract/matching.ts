import { isDeepStrictEqual } from 'node:util';
import { type HttpResponse, textOf } from '../http/message.ts';
import type { AnsweredInteraction } from './answered-interaction.ts';
import { jsonOrText } from './cloud.ts';
import type { Expectation } from './expectation.ts';
import type { ProviderStateValues } from './provider-states.ts';
import { filled, type Matcher } from './template.ts';
import type { Difference } from './verify/results.ts';
import { differencesBeyondPact, isStateValue } from './verify/state-values.ts';

/**
 * What another answer to an interaction has not as its contract asks for it, as our own verification judges: with the values
 * that the provider states gave there.
 */
export function answerDifferences(
  { interaction, expectation }: Pick<AnsweredInteraction, 'interaction' | 'expectation'>,
  { response, values }: Pick<AnsweredInteraction, 'response' | 'values'>,
): readonly Difference[] {
  const json = jsonOrText(textOf(response.body));
  return [
    ...differencesFrom(withValues(expectation, values) as Expectation, response),
    ...differencesBeyondPact(interaction, values, json),
  ];
}

/** What is asked, with the values of the provider states in the marked places. */
function withValues(asked: unknown, values: ProviderStateValues): unknown {
  if (typeof asked !== 'object' || asked === null) return asked;
  if (Array.isArray(asked)) return asked.map((each) => withValues(each, values));
  const { 'pact:generator:type': generator, expression, regex } = asked as Readonly<Record<string, unknown>>;
  if (generator === 'ProviderState')
    return { 'pact:matcher:type': stateValue, regex, value: filled(String(expression), values) };
  return Object.fromEntries(Object.entries(asked).map(([name, each]) => [name, withValues(each, values)]));
}

/** A matcher of this file alone: a text of a form, and the value that provider states gave. */
const stateValue = 'stateValue';

/**
 * What an answer has not as an expectation asks for it, by the rules of the Pact specification, version 4: objects may
 * have more fields, lists have exactly the items unless a matcher says otherwise, media types may have more parameters,
 * and headers that are not named do not count. Only the matchers that this package writes are known.
 * @throws Error for another matcher.
 */
export function differencesFrom(
  { status, headers, body }: Expectation,
  response: HttpResponse,
): readonly Difference[] {
  const wrongStatus: readonly Difference[] =
    status === response.status ? [] : [differing('status', '', status, response.status)];
  return [
    ...wrongStatus,
    ...Object.entries(headers).flatMap(([name, expected]) => headerDifferences(name, expected, response)),
    ...bodyDifferences(body, response),
  ];
}

function headerDifferences(
  name: string,
  expected: string | Matcher,
  response: HttpResponse,
): readonly Difference[] {
  const actual = headerIn(response, name);
  if (actual === undefined) return [missing('header', name, exampleOf(expected))];
  const isSame =
    name.toLowerCase() === 'content-type' && typeof expected === 'string'
      ? isMediaType(expected, actual)
      : valueDifferences(name, unspaced(expected), unspaced(actual), 'literal').length === 0;
  return isSame ? [] : [differing('header', name, expected, actual)];
}

/** A header without spaces between the values of its list, where it is a text: they mean nothing. */
function unspaced(value: string | Matcher): string | Matcher {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((each) => each.trim())
        .join()
    : value;
}

function headerIn({ headers }: HttpResponse, wanted: string): string | undefined {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted.toLowerCase());
  return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ');
}

/** Whether a media type is the expected one; it may have parameters that are not expected. */
function isMediaType(expected: string, actual: string): boolean {
  const [type, ...parameters] = partsOf(expected);
  const [actualType, ...actualParameters] = partsOf(actual);
  return type === actualType && parameters.every((each) => actualParameters.includes(each));
}

function partsOf(mediaType: string): readonly string[] {
  return mediaType.split(';').map((part) => part.trim().toLowerCase());
}

function bodyDifferences(body: Expectation['body'], response: HttpResponse): readonly Difference[] {
  if (body === null) return [];
  const text = textOf(response.body);
  const type = body.kind === 'json' ? 'application/json' : body.type;
  if (text === '') return [missing('body', '$', body.kind === 'json' ? body.json : body.text)];
  const actualType = headerIn(response, 'content-type') ?? '';
  if (!isMediaType(type, actualType)) return [differing('header', 'Content-Type', type, actualType)];
  return body.kind === 'json'
    ? valueDifferences('$', body.json, jsonOrText(text), 'literal')
    : valueDifferences('$', body.text, text, 'literal');
}

/** Whether a value must be the expected one, or only of its type, as all is below a matcher for types. */
type Mode = 'literal' | 'type';

function valueDifferences(
  where: string,
  expected: unknown,
  actual: unknown,
  mode: Mode,
): readonly Difference[] {
  if (isMatcher(expected)) return matcherDifferences(where, expected, actual, mode);
  if (Array.isArray(expected)) return listDifferences(where, expected, actual, mode);
  if (typeof expected === 'object' && expected !== null)
    return objectDifferences(where, expected, actual, mode);
  const isSame = mode === 'type' ? kindOf(expected) === kindOf(actual) : expected === actual;
  return isSame ? [] : [differing('body', where, expected, actual)];
}

function isMatcher(value: unknown): value is Matcher {
  return typeof value === 'object' && value !== null && 'pact:matcher:type' in value;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Whether a text matches an expression. Verifiers match numbers and truths by their texts, and the whole of a text. */
function isMatch(expression: string, actual: unknown): boolean {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof actual);
  return isPlain && new RegExp(`^(?:${expression})$`).test(String(actual));
}

function matcherDifferences(
  where: string,
  matcher: Matcher,
  actual: unknown,
  mode: Mode,
): readonly Difference[] {
  const { value } = matcher;
  const unless = (isSame: boolean): readonly Difference[] =>
    isSame ? [] : [differing('body', where, matcher, actual)];
  switch (matcher['pact:matcher:type']) {
    case 'regex':
      return unless(isMatch(String(matcher['regex']), actual));
    case stateValue:
      return unless(isMatch(String(matcher['regex']), actual) && isStateValue(String(value), actual));
    case 'integer':
      return unless(Number.isInteger(actual));
    case 'equality':
      return unless(isDeepStrictEqual(actual, value));
    case 'type':
      return typeDifferences(where, matcher, actual);
    case 'arrayContains':
      return Array.isArray(actual)
        ? variantDifferences(where, matcher, actual, mode)
        : [differing('body', where, matcher, actual)];
    default:
      throw new Error(`The matcher ${matcher['pact:matcher:type']} is unknown here.`);
  }
}

function typeDifferences(where: string, matcher: Matcher, actual: unknown): readonly Difference[] {
  const { value } = matcher;
  if (!Array.isArray(value)) return valueDifferences(where, value, actual, 'type');
  if (!Array.isArray(actual) || !isLongEnough(matcher, actual))
    return [differing('body', where, matcher, actual)];
  const [example] = value as readonly unknown[];
  return example === undefined
    ? []
    : actual.flatMap((each, place) => valueDifferences(`${where}[${place}]`, example, each, 'type'));
}

/** Whether a list has as many items as its matcher lets it have. */
function isLongEnough(matcher: Matcher, { length }: readonly unknown[]): boolean {
  const { min = 0, max = Infinity } = matcher as { readonly min?: number; readonly max?: number };
  return length >= min && length <= max;
}

function variantDifferences(
  where: string,
  matcher: Matcher,
  actual: readonly unknown[],
  mode: Mode,
): readonly Difference[] {
  const variants = matcher['variants'] as readonly unknown[];
  const lacking = variants.filter((variant) =>
    actual.every((each) => valueDifferences(where, variant, each, mode).length > 0),
  );
  const wrongLength = isLongEnough(matcher, actual)
    ? []
    : [differing('body', where, `${variants.length} items`, `${actual.length} items`)];
  return [...wrongLength, ...lacking.map((variant) => missing('body', `${where}[*]`, variant))];
}

function listDifferences(
  where: string,
  expected: readonly unknown[],
  actual: unknown,
  mode: Mode,
): readonly Difference[] {
  if (!Array.isArray(actual)) return [differing('body', where, expected, actual)];
  if (mode === 'type')
    return typeDifferences(where, { 'pact:matcher:type': 'type', value: expected }, actual);
  const wrongLength =
    expected.length === actual.length
      ? []
      : [differing('body', where, `${expected.length} items`, `${actual.length} items`)];
  const pairs = expected.slice(0, actual.length);
  return [
    ...wrongLength,
    ...pairs.flatMap((each, place) => valueDifferences(`${where}[${place}]`, each, actual[place], mode)),
  ];
}

function objectDifferences(
  where: string,
  expected: object,
  actual: unknown,
  mode: Mode,
): readonly Difference[] {
  if (kindOf(actual) !== 'object') return [differing('body', where, expected, actual)];
  const fields = actual as Readonly<Record<string, unknown>>;
  return Object.entries(expected).flatMap(([name, each]) =>
    Object.hasOwn(fields, name)
      ? valueDifferences(`${where}.${name}`, each, fields[name], mode)
      : [missing('body', `${where}.${name}`, each)],
  );
}

function differing(kind: Difference['kind'], where: string, expected: unknown, actual: unknown): Difference {
  const [wanted, got] = [shown(exampleOf(expected)), shown(actual)];
  const place = where === '' ? kind : where;
  return { kind, where, expected: wanted, actual: got, text: `${place} is ${got}, expected ${wanted}` };
}

function missing(kind: Difference['kind'], where: string, expected: unknown): Difference {
  const wanted = shown(exampleOf(expected));
  return { kind, where, expected: wanted, text: `${where} is missing, expected ${wanted}` };
}

/** What a matcher asks for, as people read it. */
function exampleOf(expected: unknown): unknown {
  if (!isMatcher(expected)) return expected;
  if (expected['pact:matcher:type'] === 'regex') return `a text like ${String(expected['regex'])}`;
  return expected['value'] ?? expected['variants'] ?? expected['pact:matcher:type'];
}

const longest = 200;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
