import type { SeedProblem } from './problem.ts';

/** What a value of a seed should have been, by the type that valibot gives to its issue. */
const kinds: Readonly<Record<string, { readonly name: string; readonly mend: string }>> = {
  string: { name: 'text', mend: 'Write a text' },
  boolean: { name: 'true or false', mend: 'Write true or false, without quotes' },
  number: { name: 'a number', mend: 'Write a whole number, without quotes' },
  integer: { name: 'a whole number', mend: 'Write a whole number' },
  min_value: { name: 'a number from 0 on', mend: 'Write 0 or more' },
  max_value: { name: 'a number of 31 bits', mend: 'Write 2147483647 or less' },
  array: { name: 'a list', mend: 'Write a list: [a, b], or one `- ` in front of each item' },
  record: { name: 'a mapping', mend: 'Write keys with values: {key: value}, or one `key: value` a line' },
  strict_object: { name: 'a mapping', mend: 'Write keys with values, one `key: value` a line' },
};

/** Keys that must be there. */
const requiredKeys: readonly string[] = ['tenants', 'name', 'member'];

const secretKeys: readonly string[] = ['password', 'api_key', 'token', 'secret'];

/** Kinds of values that hold others, and so may hold secrets. */
const holders: readonly string[] = ['array', 'record', 'strict_object'];

/** A value in words. Secrets are not shown, nor what stands where they should be somewhere inside; long texts are cut. */
export function described(path: SeedProblem['path'], value: unknown, type: string = 'string'): string {
  if (value === null || value === undefined) return 'empty (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const isHidden = holders.includes(type) || secretKeys.includes(String(path.at(-1)));
  if (isHidden) return `a ${typeof value} (not shown)`;
  if (typeof value !== 'string') return `the ${typeof value} ${String(value)}`;
  return `\`${value.length > 60 ? `${value.slice(0, 60)}…` : value}\``;
}

/** A value of the wrong kind. */
export function wrongKind(path: SeedProblem['path'], type: string, value: unknown): SeedProblem {
  const kind = kinds[type] ?? { name: `of type ${type}`, mend: 'Look it up in the schema' };
  const mend =
    path.length === 0 ? 'Start with `tenants:` and a list of tenants' : mendOf(path, kind.mend, type, value);
  return { path, problem: `must be ${kind.name}, but is ${described(path, value, type)}`, mend };
}

function mendOf(path: SeedProblem['path'], mend: string, type: string, value: unknown): string {
  if (value === null || value === undefined) {
    return requiredKeys.includes(String(path.at(-1))) ? mend : `${mend}, or leave the key out`;
  }
  if (type !== 'string' || typeof value === 'object') return mend;
  return secretKeys.includes(String(path.at(-1)))
    ? 'Put it in quotes'
    : `Put it in quotes: "${String(value)}"`;
}
