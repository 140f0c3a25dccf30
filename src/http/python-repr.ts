/**
 * Values in Python's notation. Some of Glance's messages quote what was sent as Python's `repr` prints it:
 * `5 is not of type 'null', 'string'`. Source: the Python reference, `repr` and `str.isprintable`.
 */

const unprintable: RegExp = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

const shortEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function hex(code: number, letter: string, digits: number): string {
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return hex(code, 'x', 2);
  return code <= 0xffff ? hex(code, 'u', 4) : hex(code, 'U', 8);
}

function character(each: string, quote: string): string {
  if (each === quote) return `\\${quote}`;
  const short = shortEscapes[each];
  if (short !== undefined) return short;
  return each !== ' ' && unprintable.test(each) ? escaped(each) : each;
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return quote + Array.from(text, (each) => character(each, quote)).join('') + quote;
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
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  const entries = Object.entries(value as Record<string, unknown>);
  return `{${entries.map(([key, item]) => `${stringRepr(key)}: ${pythonRepr(item)}`).join(', ')}}`;
}
