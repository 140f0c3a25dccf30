import { type Refusal, refuse } from '../refusals.ts';

/** A filter's value taken apart: `in:a,b` has the operator `in`. */
export interface FilterWords {
  readonly operator: string;
  readonly text: string;
}

/** Takes the operator off a filter's value. Without one, and for a time with colons in it, it is `eq`. */
export function filterWords(value: string): FilterWords {
  const colon = value.indexOf(':');
  if (colon < 0 || readIsoTime(value) !== undefined) return { operator: 'eq', text: value };
  return { operator: value.slice(0, colon), text: value.slice(colon + 1) };
}

/** Quotation marks stand at the start and at the end of a value, or are escaped with a backslash. */
export function quoteProblem(value: string): Refusal | undefined {
  let inside = false;
  for (let index = 0; index < value.length; index += 1) {
    if (value[index] !== '"' || value[index - 1] === '\\') continue;
    if (!inside && index > 0 && value[index - 1] !== ',') return refuse('filterQuoteOpens', { value });
    if (inside && index + 1 < value.length && value[index + 1] !== ',')
      return refuse('filterQuoteCloses', { value });
    inside = !inside;
  }
  return inside ? refuse('filterQuoteOpen', { value }) : undefined;
}

/** The values of `in:`: commas separate, quotation marks keep commas in. */
export function listedValues(value: string): readonly string[] {
  const matches = value.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)",?|([^,]+),?|,/g);
  return Array.from(matches, ([, quoted, plain]) => quoted || (plain ?? ''));
}

const numeral: RegExp = /\p{Nd}/gu;

/** Digits that Python reads. Source: the Python reference, `sys.int_info.default_max_str_digits`. */
const mostDigits = 4300;

/**
 * A whole number as Python's `int` reads it from a text: spaces around, a sign, single underscores between
 * digits, and digits of any script are fine.
 */
export function readWholeNumber(text: string): number | undefined {
  const plain = text.trim().replace(numeral, (digit) => String(valueOf(digit)));
  if (!/^[+-]?\d+(?:_\d+)*$/.test(plain)) return undefined;
  const digits = plain.replaceAll(/[+_-]/g, '');
  return digits.length > mostDigits ? undefined : Number(plain.replaceAll('_', ''));
}

/** Digits stand in Unicode in runs of ten, zero first. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/**
 * ISO 8601 as the library reads it that Glance uses: date alone, without day or month, with or without
 * separators, a blank for the `T`, any offset; without offset it is UTC. Source: asked of Glance 25.1.
 */
const form: RegExp =
  /^(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!\n?$))(?:(?:-(\d{1,2})|(\d{2}))(?:[ T](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,](\d+))?)?(?:Z|([-+])(\d{2}):?(\d{2})?)?)?)?)?\n?$/;

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function daysIn(year: number, month: number): number {
  const day = new Date(0);
  day.setUTCFullYear(year, month, 0);
  return day.getUTCDate();
}

/** Milliseconds since 1970 of a point in time; undefined where the text names none. */
export function readIsoTime(text: string): number | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const part = (index: number, otherwise = '0'): number => Number(found[index] ?? otherwise);
  const [year, month, day] = [part(1), Number(found[2] ?? found[3] ?? 1), Number(found[4] ?? found[5] ?? 1)];
  const [hour, minute, second] = [part(6), part(7), part(8)];
  const offset = (found[10] === '-' ? -1 : 1) * (part(11) * 60 + part(12));
  const valid =
    year > 0 &&
    within(month, 1, 12) &&
    within(day, 1, daysIn(year, month)) &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    Math.abs(offset) < 24 * 60;
  if (!valid) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  return time.getTime() + ((hour * 60 + minute - offset) * 60 + second + Number(`0.${found[9] ?? 0}`)) * 1000;
}
