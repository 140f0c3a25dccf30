import { suggestion } from './closest-word.ts';

/**
 * What an option may be: one of some words; a `count` is a number from 0 on; `any` is checked where it is read. Left out, or
 * undefined, may be each of them.
 */
export type OptionKind =
  | 'any'
  | 'boolean'
  | 'count'
  | 'function'
  | 'list'
  | 'number'
  | 'text'
  | readonly string[];

/** All options that something takes. Each stands in the table, or it does not compile. */
export type OptionKinds<Options> = Readonly<Record<keyof Options, OptionKind>>;

/** What each kind is called, and what is of it. */
const kinds: Readonly<
  Record<Exclude<OptionKind, readonly string[]>, readonly [name: string, has: (value: unknown) => boolean]>
> = {
  any: ['anything', () => true],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  count: ['a number from 0 on', (value) => typeof value === 'number' && value >= 0],
  function: ['a function', (value) => typeof value === 'function'],
  list: ['a list', (value) => Array.isArray(value)],
  number: ['a number', (value) => typeof value === 'number'],
  text: ['a text', (value) => typeof value === 'string'],
};

/**
 * Makes sure that all options are known and of their kind: what nobody reads would silently be without effect.
 * @param taker who takes them, as messages call it: `createFake`.
 * @throws TypeError for the first that is not. It shows no value but one that stands for a word: others may be secrets.
 */
export function checkOptions<Options>(taker: string, given: Options, known: OptionKinds<Options>): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new TypeError(`${taker} takes its options as an object, and got ${kindOf(given)}.`);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(known, name)) throw unknownOption(taker, name, Object.keys(known));
    const value: unknown = given[name as keyof typeof given];
    const wrong = value === undefined ? undefined : problemOf(value, known[name as keyof Options]);
    if (wrong !== undefined) throw new TypeError(`The option ${name} of ${taker} must be ${wrong}`);
  }
}

function unknownOption(taker: string, name: string, known: readonly string[]): TypeError {
  const short = name.slice(0, 100);
  return new TypeError(
    `${taker} has no option ${short}.${suggestion(short, known)} Its options are: ${known.join(', ')}.`,
  );
}

/** What a value must be, and is not, as the end of a sentence; undefined where it is. */
function problemOf(value: unknown, kind: OptionKind): string | undefined {
  if (typeof kind === 'string') {
    const [name, has] = kinds[kind];
    return has(value) ? undefined : `${name}, not ${kindOf(value)}.`;
  }
  if (typeof value !== 'string') return `${kind.join(' or ')}, not ${kindOf(value)}.`;
  const short = value.slice(0, 100);
  return kind.includes(value) ? undefined : `${kind.join(' or ')}, not "${short}".${suggestion(short, kind)}`;
}

/** What something is, without showing it. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'object') return 'an object';
  return { string: 'a text', boolean: 'a boolean' }[typeof value as string] ?? `a ${typeof value}`;
}
