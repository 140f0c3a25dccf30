/**
 * Values in Python's notation. Some of Glance's messages quote what was sent as Python's `repr` prints it:
 * `5 is not of type 'null', 'string'`. Source: the Python reference, `repr` and `str.isprintable`.
 */

const unprintable: RegExp = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

/** How characters are written, by code point; empty: as they are. Those that were met are kept, as many as the first plane has. */
const escapes: Map<number, string> = new Map([
  [0x20, ''],
  [0x5c, '\\\\'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);
const mostEscapes = 0x10000;

/** How a character is written; empty where it stands for itself, as quotes do. */
export function escapeOf(code: number): string {
  const known = escapes.get(code);
  if (known !== undefined) return known;
  const escape = unprintable.test(String.fromCodePoint(code)) ? hexEscape(code) : '';
  if (escapes.size < mostEscapes) escapes.set(code, escape);
  return escape;
}

function hexEscape(code: number): string {
  const [letter, digits] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}

/** Whether a character of ASCII stands for itself. */
export function isPlain(code: number): boolean {
  return code >= 0x20 && code < 0x7f && code !== 0x5c;
}

const singleQuote = 0x27;

function stringRepr(text: string): string {
  const single = text.includes("'");
  const quote = single && !text.includes('"') ? '"' : "'";
  return quote + escaped(text, single && quote === "'") + quote;
}

/** @param quotes whether single quotes are escaped too. */
function escaped(text: string, quotes: boolean): string {
  let [written, from] = ['', 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isQuote = quotes && unit === singleQuote;
    if (isPlain(unit) && !isQuote) continue;
    const code = text.codePointAt(at) ?? unit;
    const escape = isQuote ? "\\'" : escapeOf(code);
    const last = code > 0xffff ? at + 1 : at;
    if (escape !== '') {
      written += text.slice(from, at) + escape;
      from = last + 1;
    }
    at = last;
  }
  return from === 0 ? text : written + text.slice(from);
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
export function scalarRepr(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return stringRepr(value);
  if (typeof value === 'number') return numberRepr(value);
  return typeof value === 'bigint' ? String(value) : undefined;
}

/**
 * A parsed JSON value in Python's notation, as `repr` prints it: `None`, `True`, `'text'`, `[1, 2]`,
 * `{'a': 1}`. Whole numbers up to 2^53 count as integers, greater ones as floats unless they are a bigint.
 */
export function pythonRepr(value: unknown): string {
  const scalar = scalarRepr(value);
  if (scalar !== undefined) return scalar;
  let written = '';
  if (Array.isArray(value)) {
    for (const item of value) written += (written === '' ? '' : ', ') + pythonRepr(item);
    return `[${written}]`;
  }
  for (const [key, item] of Object.entries(value as Record<string, unknown>))
    written += `${written === '' ? '' : ', '}${stringRepr(key)}: ${pythonRepr(item)}`;
  return `{${written}}`;
}

/** Whether arrays and objects stand in one another more than so many levels deep. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeper(item, levels - 1));
}
