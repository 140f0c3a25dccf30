/** What a pact asks of a body, as JSON with words in place of what varies. */
import {
  anything,
  type FileMatcher,
  type FileRule,
  type PlacedRule,
  placedRules,
  ruleFor,
  type Step,
  stepsOf,
} from '../verify/pact-rules.ts';
import { asked } from '../verify/comparison.ts';
import { kindOf, textOf } from '../verify/value-text.ts';

/** A value that a provider state gives, as pact files have it: `{"type": "ProviderState", "expression": "${image}"}`. */
export interface FileGenerator {
  readonly type?: string;
  readonly expression?: string;
}

/** The rules of a body, and the values in it that provider states give, by their paths. */
export interface BodyMarks {
  readonly rules: readonly PlacedRule[];
  readonly generators: readonly (readonly [steps: readonly Step[], expression: string])[];
}

/** The marks of a body from the rules and generators of a pact file. */
export function bodyMarks(
  rules: Readonly<Record<string, FileRule>> = {},
  generators: Readonly<Record<string, FileGenerator>> = {},
): BodyMarks {
  return {
    rules: placedRules(rules),
    generators: Object.entries(generators).flatMap(([path, { type, expression }]) =>
      type === 'ProviderState' && expression !== undefined ? [[stepsOf(path), expression] as const] : [],
    ),
  };
}

/**
 * A body as lines: literals as JSON, `${image}` for what a provider state gives, `{id}` for the part of a text that varies,
 * and words in angle brackets for what is asked otherwise.
 */
export function bodyTemplate(example: unknown, marks: BodyMarks): readonly string[] {
  return linesOf(example, marks, []);
}

function linesOf(example: unknown, marks: BodyMarks, place: readonly Step[]): readonly string[] {
  const expression = marks.generators.find(([steps]) => fits(steps, place))?.[1];
  if (expression !== undefined) return [JSON.stringify(expression)];
  const rule = ruleFor(marks.rules, place);
  if (typeof example !== 'object' || example === null) return [scalar(example, rule)];
  const matchers = rule?.isOwn === true ? rule.matchers : [];
  return Array.isArray(example)
    ? listLines(example, matchers, marks, place)
    : blockOf(
        '{',
        '}',
        Object.entries(example).map(([name, each]) => {
          const [first = '', ...rest] = linesOf(each, marks, [...place, name]);
          return [`${JSON.stringify(name)}: ${first}`, ...rest];
        }),
      );
}

function fits(steps: readonly Step[], place: readonly Step[]): boolean {
  return steps.length === place.length && steps.every((step, at) => step === anything || step === place[at]);
}

type Rule = ReturnType<typeof ruleFor>;

function scalar(example: unknown, rule: Rule): string {
  const [matcher] = rule?.matchers ?? [];
  if (matcher === undefined || matcher.match === 'equality') return JSON.stringify(example) ?? '';
  const text = matcher.regex === undefined ? undefined : textOf(matcher.regex);
  if (text !== undefined) return JSON.stringify(text);
  return `<${asked(matcher) ?? kindOf(example)}>`;
}

function listLines(
  example: readonly unknown[],
  matchers: readonly FileMatcher[],
  marks: BodyMarks,
  place: readonly Step[],
): readonly string[] {
  const variants = matchers.flatMap((each) => each.variants ?? []);
  if (variants.length > 0) {
    const items = variants.map(({ index, rules, generators }) =>
      linesOf(example[index], bodyMarks(rules, generators), []),
    );
    return blockOf('[', ']', items, `<${lengthText(matchers) ?? 'among others'}, in any order>`);
  }
  const items = example.map((each, index) => linesOf(each, marks, [...place, index]));
  const length = lengthText(matchers);
  return blockOf('[', ']', items, length === undefined ? undefined : `<${length}>`);
}

function lengthText(matchers: readonly FileMatcher[]): string | undefined {
  const { min, max } = matchers.find((each) => each.min !== undefined || each.max !== undefined) ?? {};
  if (min !== undefined && min === max) return `${min} of them`;
  if (min !== undefined && max !== undefined) return `${min} to ${max} of them`;
  if (min !== undefined) return `${min} or more of them`;
  return max === undefined ? undefined : `at most ${max} of them`;
}

/** Lines in brackets; in one line where they are short. */
function blockOf(
  open: string,
  close: string,
  parts: readonly (readonly string[])[],
  note?: string,
): readonly string[] {
  const noted = note === undefined ? '' : ` ${note}`;
  const single = parts.map((lines) => lines.join(' ')).join(', ');
  const isShort = parts.every((lines) => lines.length === 1) && single.length <= 76;
  if (parts.length === 0) return [`${open}${noted}${close}`];
  if (isShort) {
    const padded = open === '{' ? ` ${single} ` : single;
    return [`${open}${note === undefined ? padded : `${note} ${padded}`}${close}`];
  }
  const inside = parts.flatMap((lines, place) => {
    const comma = place === parts.length - 1 ? '' : ',';
    return lines.map((line, at) => `  ${line}${at === lines.length - 1 ? comma : ''}`);
  });
  return [`${open}${noted}`, ...inside, close];
}
