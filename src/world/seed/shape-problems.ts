import * as v from 'valibot';
import { closestWord } from '../../domain/closest-word.ts';
import { either, nounOf, type SeedProblem, sizeProblem } from './problem.ts';
import type { SeedFormat } from './schema-parts.ts';
import { keysAt, type Path, type RecordAt, recordsIn, schemaAt, takesNull } from './schema-walk.ts';

type Issue = v.BaseIssue<unknown>;

/** Problems of shape that are listed at a time. */
const mostIssues = 100;

/** The text of a number as it stands in a file: `0050091234`; undefined where there is no such file. */
type Written = (path: Path) => string | undefined;

/** What a value is to be, and the words for where it is not. */
export interface Shape {
  readonly schema: v.GenericSchema;
  /** What to do where it is no mapping at all. */
  readonly start: string;
  /** Keys that must be there, each with what to do where it is missing or empty; undefined: what one does with any key. */
  readonly required: Readonly<Record<string, string | undefined>>;
  /** Mappings whose keys are their author's, by the key that they stand under: how one is written. */
  readonly mappings: Readonly<Record<string, string>>;
  /** What the words are called that stand under a key, where that is not what the key is called; by the key or the one above. */
  readonly nouns?: Readonly<Record<string, string>>;
  /** The forms that its texts have. */
  readonly formats: readonly SeedFormat[];
}

/** A shape, and the text of the file that is held against it. */
interface Reading extends Shape {
  readonly written: Written;
}

/**
 * What is wrong with the shape of a seed, or of another file that is written as one: keys, kinds of values, and how texts
 * are written. Keys at its top that begin with `x-` are its author's own.
 */
export function shapeProblems(
  value: unknown,
  shape: Shape,
  written: Written = () => undefined,
): readonly SeedProblem[] {
  const own = withoutOwnKeys(value);
  const reading = { ...shape, written };
  const { issues = [] } = v.safeParse(shape.schema, own);
  const records = recordsIn(own, shape.schema);
  const problems = [...issues, ...issuesBesideRecords(records, shape)]
    .slice(0, mostIssues)
    .flatMap((issue) => problemsOf(issue, reading));
  problems.push(...listsForMappings(records, reading));
  const told = new Map(problems.map((each) => [JSON.stringify([each.path, each.problem]), each]));
  return [...told.values()];
}

/** A seed without the keys at its top that begin with `x-`: they hold anchors of YAML and notes. */
export function withoutOwnKeys(seed: unknown): unknown {
  if (typeof seed !== 'object' || seed === null || Array.isArray(seed)) return seed;
  const keys = Object.keys(seed);
  if (!keys.some((key) => key.startsWith('x-'))) return seed;
  return Object.fromEntries(Object.entries(seed).filter(([key]) => !key.startsWith('x-')));
}

/** Keys that valibot's records leave out, with all that is wrong with their values. */
const leftOut: readonly string[] = ['__proto__', 'prototype', 'constructor'];

function issuesBesideRecords(records: readonly RecordAt[], { schema }: Shape): readonly Issue[] {
  return records.flatMap(([path, values]) =>
    leftOut
      .filter((key) => Object.hasOwn(Object(values), key))
      .flatMap((key) => issuesAt([...path, key], Object(values)[key], schema)),
  );
}

/** Lists in place of mappings, which valibot's records take: to JavaScript a list has keys too. */
function listsForMappings(records: readonly RecordAt[], reading: Reading): readonly SeedProblem[] {
  return records
    .filter(([, values]) => Array.isArray(values))
    .slice(0, mostIssues)
    .map(([path, values]) => wrongKind(path, 'record', values, reading));
}

function issuesAt(path: Path, value: unknown, whole: v.GenericSchema): readonly Issue[] {
  const schema = schemaAt(path, whole) as v.GenericSchema | undefined;
  const { issues = [] } = schema === undefined ? {} : v.safeParse(schema, value);
  const start = path.map((key) => ({ type: 'unknown', origin: 'value', input: value, key, value }) as const);
  return issues.map((issue) => ({ ...issue, path: [...start, ...(issue.path ?? [])] }) as Issue);
}

function problemsOf(issue: Issue, reading: Reading): readonly SeedProblem[] {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const list = (issue.path ?? []).findIndex((item) => item.type === 'object' && Array.isArray(item.input));
  // A list is an object too, to JavaScript and to valibot.
  if (list >= 0) return [wrongKind(path.slice(0, list), 'strict_object', issue.path?.[list]?.input, reading)];
  const last = issue.path?.at(-1);
  if (last !== undefined && 'origin' in last && last.origin === 'key') {
    return issue.expected === 'never'
      ? unknownKeys(path.slice(0, -1), last.input, reading)
      : [missingKey(path, reading)];
  }
  if (issue.type === 'union' && holds(issue.input)) return ofEither(issue, reading);
  if (issue.type === 'picklist') return [wrongWord(path, issue, reading)];
  return [
    formatProblem(path, issue, reading) ??
      boundProblem(path, issue, reading) ??
      sizeProblem(path, issue) ??
      wrongKind(path, issue.type, issue.input, reading),
  ];
}

/** Whether a value has keys. */
function holds(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** A mapping where a text would do as well: what is wrong inside it. */
function ofEither({ path, issues }: Issue, reading: Reading): readonly SeedProblem[] {
  const inside = (issues ?? []).filter((each) => each.path !== undefined);
  return inside.flatMap((each) =>
    problemsOf({ ...each, path: [...(path ?? []), ...(each.path ?? [])] } as Issue, reading),
  );
}

/** All unknown keys of one mapping; valibot names the first alone. */
function unknownKeys(path: Path, input: unknown, { schema }: Reading): readonly SeedProblem[] {
  const known = keysAt(path, schema);
  return Object.keys(Object(input))
    .filter((key) => !known.includes(key))
    .slice(0, mostIssues)
    .map((key) => {
      const meant = closestWord(key, known);
      return {
        path: [...path, key],
        problem: `unknown key \`${key}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
        mend: meant === undefined ? `Use ${either(known)}` : `Rename it to \`${meant}\``,
      };
    });
}

function missingKey(path: Path, { required }: Reading): SeedProblem {
  const key = String(path.at(-1));
  return { path, problem: `\`${key}\` is missing`, mend: required[key] ?? `Add \`${key}:\`` };
}

function wrongWord(path: Path, issue: Issue, { schema, written, nouns }: Reading): SeedProblem {
  const allowed = (schemaAt(path, schema) as { options?: readonly string[] } | undefined)?.options ?? [];
  const meant = typeof issue.input === 'string' ? closestWord(issue.input, allowed) : undefined;
  const place = path.at(-1);
  const what = typeof place === 'number' ? `cannot be in \`${path.at(-2)}\`` : `is no ${nounOf(path, nouns)}`;
  const guess = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  const bare = typeof issue.input === 'string' ? undefined : (written(path) ?? String(issue.input));
  const isUnquoted = bare !== undefined && allowed.includes(bare);
  return {
    path,
    problem: `${described(path, issue.input, 'string', written)} ${what}${guess}`,
    mend: isUnquoted ? `Put it in quotes: "${bare}"` : `Use ${either(allowed)}`,
  };
}

/** A number beyond its bounds. */
function boundProblem(
  path: Path,
  { type, input, requirement }: Issue,
  { written }: Reading,
): SeedProblem | undefined {
  const value = `but is ${described(path, input, 'number', written)}`;
  if (type === 'min_value')
    return {
      path,
      problem: `must be a number from ${String(requirement)} on, ${value}`,
      mend: `Write ${String(requirement)} or more`,
    };
  if (type !== 'max_value') return undefined;
  const kind = requirement === 2 ** 31 - 1 ? 'a number of 31 bits' : `a number up to ${String(requirement)}`;
  return { path, problem: `must be ${kind}, ${value}`, mend: `Write ${String(requirement)} or less` };
}

function formatProblem(path: Path, issue: Issue, { formats }: Reading): SeedProblem | undefined {
  const format = formats.find((each) => each.pattern === issue.requirement);
  if (format === undefined) return undefined;
  return { path, problem: `${described(path, issue.input)} ${format.problem}`, mend: format.mend };
}

/** What a value of a seed should have been, by the type that valibot gives to its issue. */
const kinds: Readonly<Record<string, { readonly name: string; readonly mend: string }>> = {
  string: { name: 'text', mend: 'Write a text' },
  boolean: { name: 'true or false', mend: 'Write true or false, without quotes' },
  number: { name: 'a number', mend: 'Write a whole number, without quotes' },
  integer: { name: 'a whole number', mend: 'Write a whole number' },
  array: { name: 'a list', mend: 'Write a list: [a, b], or one `- ` in front of each item' },
  union: {
    name: 'text or a mapping',
    mend: 'Write a text, or {data: text}, {data_base64: text} or {size: number}',
  },
  record: { name: 'a mapping', mend: 'Write keys with values: {key: value}, or one `key: value` a line' },
  strict_object: { name: 'a mapping', mend: 'Write keys with values, one `key: value` a line' },
};

const secretKeys: readonly string[] = ['password', 'api_key', 'token', 'secret'];

/** Kinds of values that hold others, and so may hold secrets. */
const holders: readonly string[] = ['array', 'record', 'strict_object'];

/** A value in words. Secrets are not shown, nor what stands where they should be somewhere inside; long texts are cut. */
function described(
  path: Path,
  value: unknown,
  type: string = 'string',
  written: Written = () => undefined,
): string {
  if (value === null || value === undefined) return 'empty (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const isHidden = holders.includes(type) || secretKeys.includes(String(path.at(-1)));
  if (isHidden) return `a ${typeof value} (not shown)`;
  if (typeof value !== 'string') return `the ${typeof value} ${written(path) ?? String(value)}`;
  return `\`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
}

/** A value of the wrong kind. */
function wrongKind(path: Path, type: string, value: unknown, reading: Reading): SeedProblem {
  const kind = kinds[type] ?? { name: `of type ${type}`, mend: 'Look it up in the schema' };
  const example = type === 'record' ? reading.mappings[String(path.at(-1))] : undefined;
  const usual = example === undefined ? kind.mend : `Write ${example}`;
  const mend = path.length === 0 ? reading.start : mendOf(path, usual, { type, value, reading });
  const { written } = reading;
  return { path, problem: `must be ${kind.name}, but is ${described(path, value, type, written)}`, mend };
}

function mendOf(
  path: Path,
  mend: string,
  {
    type,
    value,
    reading: { required, schema, written },
  }: { readonly type: string; readonly value: unknown; readonly reading: Reading },
): string {
  if (value === null || value === undefined) {
    return Object.hasOwn(required, String(path.at(-1))) ? mend : `${mend}, or leave the key out`;
  }
  if (type === 'number' && takesNull(path, schema)) return `${mend}, or null for none`;
  if (type !== 'string' || typeof value === 'object') return mend;
  if (secretKeys.includes(String(path.at(-1)))) return 'Put it in quotes';
  const text = written(path) ?? (isExact(value) ? String(value) : undefined);
  return text === undefined ? 'Put it in quotes, with all its digits' : `Put it in quotes: "${text}"`;
}

/** Whether a value says how it was written, as far as that matters: a great number has lost digits. */
function isExact(value: unknown): boolean {
  return typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
