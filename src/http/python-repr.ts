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

/** Python writes an exponent from 1e16 on and below 1e-4, with two digits at least, and `.0` after whole floats. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= 16 || (value !== 0 && exponent < -4)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain =
    exponent < 0 ? value.toFixed(mantissa.replace(/[-.]/g, '').length - 1 - exponent) : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function numberRepr(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : floatRepr(value);
}

/** An object of JSON: neither an array nor null. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar of JSON in Python's notation; undefined for arrays and objects. */
export function scalarRepr(value: unknown, most: number = Infinity): string | undefined {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return stringRepr(value, most);
  if (typeof value === 'number') return numberRepr(value);
  return typeof value === 'bigint' ? String(value) : undefined;
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
