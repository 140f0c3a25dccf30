import { floatRepr, WholeFloat } from '../domain/python-float.ts';
import { keptRewriting, rewritten, type Rewriting } from './code-points.ts';

/**
 * Values in Python's notation. Some of Glance's messages quote what was sent as Python's `repr` prints it:
 * `5 is not of type 'null', 'string'`. Source: the Python reference, `repr` and `str.isprintable`.
 */

const unprintable: RegExp = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

const shortEscapes: Readonly<Record<number, string>> = {
  0x20: '',
  0x5c: '\\\\',
  0x09: '\\t',
  0x0a: '\\n',
  0x0d: '\\r',
};

const otherEscapes: Rewriting = keptRewriting((code) => {
  const short = shortEscapes[code];
  if (short !== undefined) return short;
  if (!unprintable.test(String.fromCodePoint(code))) return '';
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
});

/** How a character is written in a literal; empty where it stands for itself, as quotes do. */
export function escapeOf(code: number): string {
  return code >= 0x20 && code < 0x7f && code !== 0x5c ? '' : otherEscapes(code);
}

function escapeOrQuote(code: number): string {
  return code === 0x27 ? "\\'" : escapeOf(code);
}

/** Texts of ASCII that stand for themselves; they cost less than others. */
const plain: RegExp = /^[ !#-&(-[\]-~]*$/;

/** A text as a literal, in double quotes where it has single ones and no double ones. */
function stringRepr(text: string, most: number): string {
  if (plain.test(text)) return `'${text}'`;
  const single = text.includes("'");
  const quote = single && !text.includes('"') ? '"' : "'";
  return quote + rewritten(text, single && quote === "'" ? escapeOrQuote : escapeOf, most) + quote;
}

function numberRepr(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : floatRepr(value);
}

/** An array or an object of JSON. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof WholeFloat);
}

/** An object of JSON: neither an array nor null. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

/** A scalar of JSON in Python's notation; undefined for arrays and objects. */
export function scalarRepr(value: unknown, most: number = Infinity): string | undefined {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return stringRepr(value, most);
  if (typeof value === 'number') return numberRepr(value);
  return typeof value === 'bigint' || value instanceof WholeFloat ? String(value) : undefined;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * A parsed JSON value in Python's notation, as `repr` prints it: `None`, `True`, `'text'`, `[1, 2]`,
 * `{'a': 1}`. Whole numbers up to 2^53 count as integers, greater ones as floats unless they are a bigint.
 * @param most characters after which the rest may be missing.
 */
export function pythonRepr(value: unknown, most: number = Infinity): string {
  const scalar = scalarRepr(value, most);
  if (scalar !== undefined) return scalar;
  const isList = Array.isArray(value);
  const items: readonly unknown[] = isList ? value : Object.keys(value as object);
  let written = '';
  for (const item of items) {
    const room = most - written.length;
    if (room <= 0) break;
    if (written !== '') written += ', ';
    if (isList) written += pythonRepr(item, room);
    else
      written += `${stringRepr(item as string, room)}: ${pythonRepr((value as Members)[item as string], room)}`;
  }
  return isList ? `[${written}]` : `{${written}}`;
}

/**
 * Characters of a value that a message shows, once in one line and once laid out: all of a text that a body may have, but
 * less of a list or an object, since a short one can make a layout of any length.
 */
export function mostShownOf(value: unknown): number {
  return typeof value === 'string' ? 1024 * 1024 : 128 * 1024;
}

/** A value as it is written, up to what is shown of it. */
export function cutOff(written: string, value: unknown): string {
  const most = mostShownOf(value);
  if (written.length <= most) return written;
  return `${written.slice(0, most)}... (cut off: this fake shows at most ${most} characters of such a value)`;
}

/** A value in Python's notation as a message shows it. */
export function shownRepr(value: unknown): string {
  return cutOff(pythonRepr(value, mostShownOf(value)), value);
}
