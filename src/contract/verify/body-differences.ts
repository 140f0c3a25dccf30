/** What differs in a body, place by place, from the texts of the official verifier. */
import { jsonOrText } from '../cloud.ts';
import {
  asked,
  kindAsked,
  missing,
  otherLength,
  otherValue,
  unequal,
  variantDifferences,
} from './comparison.ts';
import {
  exampleAt,
  type FileRule,
  pathOf,
  type PlacedRule,
  ruleFor,
  type Step,
  stepsOf,
  valueAt,
} from './pact-rules.ts';
import type { Difference } from './results.ts';
import { oneLine, patternText, shortened } from './value-text.ts';

/** A mismatch as the report of the official verifier has it. Its values may be JSON in JSON. */
export interface OfficialMismatch {
  /** `StatusMismatch`, `HeaderMismatch`, `BodyMismatch`, `BodyTypeMismatch`. */
  readonly type: string;
  /** What differs, as the tool writes it. */
  readonly mismatch: string;
  /** The place in a body; `/` for all of it. */
  readonly path?: string;
  /** The name of a header. */
  readonly key?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** What a body should be, and what was answered. */
export interface BodyContext {
  readonly example: unknown;
  /** The body of the answer; undefined where nobody saw it. */
  readonly body: unknown;
  readonly rules: readonly PlacedRule[];
}

/** The differences that a mismatch of a body is about; none where its text is not understood. */
export function bodyDifferences(mismatch: OfficialMismatch, context: BodyContext): readonly Difference[] {
  const steps = stepsOf(mismatch.path ?? '$');
  const place: Place = {
    steps,
    said: mismatch.mismatch,
    example: context.example === undefined ? undefined : exampleAt(context.example, steps),
    actual: context.body === undefined ? fromReport(mismatch.actual) : valueAt(context.body, steps),
    reported: mismatch,
    rules: context.rules,
  };
  return (
    wholeBody(place) ??
    missingFields(place) ??
    lists(place) ??
    variants(place) ??
    names(place) ??
    values(place) ??
    []
  );
}

/** A place of a body that differs. */
interface Place {
  readonly steps: readonly Step[];
  readonly said: string;
  readonly example: unknown;
  readonly actual: unknown;
  readonly reported: OfficialMismatch;
  readonly rules: readonly PlacedRule[];
}

type Explained = readonly Difference[] | undefined;

function fromReport(value: unknown): unknown {
  return typeof value === 'string' ? jsonOrText(value) : value;
}

function wholeBody({ said, reported, actual }: Place): Explained {
  const of = (text: string, values: Partial<Difference>): Explained => [
    { kind: 'body', where: '$', ...values, text },
  ];
  const [expected, shown] = [reported.expected, reported.actual].map((each) =>
    shortened(oneLine(String(each))),
  );
  if (/^Expected body .* but was empty$/s.test(said))
    return of('the body is empty', { expected: expected ?? '' });
  if (said.startsWith('Expected empty body'))
    return of(`the body is not empty: ${shown}`, { actual: shown ?? '' });
  if (!said.startsWith('Failed to parse the actual body')) return undefined;
  const text = typeof actual === 'string' ? shortened(JSON.stringify(actual)) : (shown ?? '');
  return of(`the body cannot be read: ${text}`, {
    actual: text,
  });
}

function missingFields({ said, steps, example, actual, reported }: Place): Explained {
  if (!said.startsWith('Actual map is missing the following keys')) return undefined;
  const names = (value: unknown, report: unknown): readonly string[] => {
    if (typeof value === 'object' && value !== null) return Object.keys(value);
    const listed = fromReport(report);
    return Array.isArray(listed) ? listed.map(String) : [];
  };
  const there = new Set(names(actual, reported.actual));
  return names(example, reported.expected)
    .filter((name) => !there.has(name))
    .map((name) => missing([...steps, name], valueAt(example, [name])));
}

function lists({ said, steps, actual, example }: Place): Explained {
  const count = Array.isArray(actual) ? actual.length : undefined;
  const [, bound, size] = /to have (minimum|maximum) size of (\d+)$/.exec(said) ?? [];
  if (count === undefined) return undefined;
  if (size !== undefined)
    return [otherLength(steps, count, `at ${bound === 'minimum' ? 'least' : 'most'} ${size}`)];
  const [, elements] = /^Expected a List with (\d+) elements/.exec(said) ?? [];
  const isGone = said.endsWith(' but was missing') && Array.isArray(example) && example.length > count;
  if (elements !== undefined || isGone)
    return [otherLength(steps, count, elements ?? String((example as readonly unknown[]).length))];
  return said.startsWith('Expected an empty List') ? [otherLength(steps, count, '0')] : undefined;
}

function variants({ said, steps, example, actual, rules, reported }: Place): Explained {
  const [, index] = /^Variant at index (\d+) /.exec(said) ?? [];
  if (index === undefined || !Array.isArray(actual)) return undefined;
  const variant = ruleFor(rules, steps)
    ?.matchers.flatMap((each) => each.variants ?? [])
    .find((each) => each.index === Number(index));
  const wanted = valueAt(example, [Number(index)]) ?? fromReport(reported.expected);
  return variantDifferences(steps, wanted, actual, variant);
}

/** A name of an object that no rule allows. */
function names({ said, steps, actual, reported }: Place): Explained {
  const name = steps.at(-1);
  const isName = typeof name === 'string' && reported.actual === name && actual !== name;
  const [, pattern] = / to match '(.*)'$/s.exec(said) ?? [];
  if (!isName || pattern === undefined) return undefined;
  const where = pathOf(steps);
  const expected = `a name ${patternText(pattern)}`;
  return [{ kind: 'body', where, expected, actual: name, text: `${where} is not ${expected}` }];
}

/** What the texts of the tool ask for, by how they end. */
const endings: readonly (readonly [ending: RegExp, rule: (value: string) => FileRule])[] = [
  [/to match a (date|time) pattern of '(.*)': /s, (format) => ({ match: 'date', format })],
  [/to match a (timestamp|datetime) pattern of '(.*)': /s, (format) => ({ match: 'timestamp', format })],
  [/ to (match) '(.*)'$/s, (regex) => ({ match: 'regex', regex })],
  [/ to (include) '(.*)'$/s, (value) => ({ match: 'include', value })],
  [/ to be (an integer)$/, () => ({ match: 'integer' })],
  [/ to be (a decimal number)$/, () => ({ match: 'decimal' })],
  [/ to be (a number)$/, () => ({ match: 'number' })],
  [/ to (match a boolean)$/, () => ({ match: 'boolean' })],
  [/ to be (a null value)$/, () => ({ match: 'null' })],
  [/ to (not be empty)$/, () => ({ match: 'notEmpty' })],
  [/ is (not a valid semantic version)/, () => ({ match: 'semver' })],
];

function values({ said, steps, example, actual, reported }: Place): Explained {
  const shown = actual === undefined ? fromReport(reported.actual) : actual;
  const wanted = example === undefined ? fromReport(reported.expected) : example;
  if (/ to be equal to /.test(said) || said.endsWith(' using equality but did not match'))
    return JSON.stringify(shown) === JSON.stringify(wanted) ? undefined : [unequal(steps, shown, wanted)];
  if (/ to be the same type as /.test(said)) return [otherValue(steps, shown, kindAsked(wanted))];
  for (const [ending, rule] of endings) {
    const found = ending.exec(said);
    const text = found === null ? undefined : asked(rule(found[2] ?? ''));
    if (text !== undefined) return [otherValue(steps, shown, text)];
  }
  return undefined;
}
