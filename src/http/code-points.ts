/** Texts as Python counts, compares, strips and rewrites them: by code points, where JavaScript goes by UTF-16 units. */

/** Whether a unit is the first half of a character, where a second half follows. */
function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** How many code points a text has. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at += 1)
    if (isHigh(text.charCodeAt(at)) && (text.codePointAt(at) ?? 0) > 0xffff) length -= 1;
  return length;
}

/** Orders two texts by their code points: negative, zero or positive. */
export function compareCodePoints(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  let at = 0;
  while (at < shared && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  if (at === shared) return left.length - right.length;
  const difference = (place: number): number =>
    (left.codePointAt(place) ?? 0) - (right.codePointAt(place) ?? 0);
  // What differs may be the second half of a character.
  return (at > 0 && isHigh(left.charCodeAt(at - 1)) && difference(at - 1)) || difference(at);
}

/** Whether Python takes the character of a code for white space. */
export function isPythonSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code >= 0x1c;
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    (code >= 0x2000 && code <= 0x200a) || [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code)
  );
}

/** A text without white space at both ends, like Python's `str.strip`. */
export function pythonStrip(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isPythonSpace(text.charCodeAt(start))) start += 1;
  while (start < end && isPythonSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** What stands for a character, by its code point; empty where it stands for itself. */
export type Rewriting = (code: number) => string;

/**
 * A text with other characters for some of its own.
 * @param most characters after which no more is rewritten: what is left of the text is missing then.
 */
export function rewritten(text: string, rewriting: Rewriting, most: number = Infinity): string {
  let [written, from] = ['', 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const code = isHigh(unit) ? (text.codePointAt(at) ?? unit) : unit;
    const instead = rewriting(code);
    const next = code > 0xffff ? at + 2 : at + 1;
    if (instead !== '') {
      written += from === at ? instead : text.slice(from, at) + instead;
      from = next;
      if (written.length >= most) return written;
    }
    at = next - 1;
  }
  return from === 0 ? text : written + text.slice(from);
}

/** Characters whose rewriting is kept: as many as the first plane of Unicode has. */
const mostKept = 0x10000;

/** A rewriting that is worked out once for a character. */
export function keptRewriting(rewriting: Rewriting): Rewriting {
  const kept: Map<number, string> = new Map();
  return (code) => {
    const known = kept.get(code);
    if (known !== undefined) return known;
    const instead = rewriting(code);
    if (kept.size < mostKept) kept.set(code, instead);
    return instead;
  };
}

/**
 * JSON with escapes for all that is not ASCII, as Python writes it by default: so do WebOb's errors and the database of
 * tasks, all else of Glance has it as it is. Source: asked of Glance 25.1.
 */
export function inAscii(json: string): string {
  return json.replace(/[\x7f-\uffff]+/g, escaped);
}

const decoder: TextDecoder = new TextDecoder();
const digits: Uint8Array = new TextEncoder().encode('0123456789abcdef');

/** The escapes of some units, written as bytes: texts that are put together from a million parts are slow to read. */
function escaped(units: string): string {
  const bytes = new Uint8Array(units.length * 6);
  for (let at = 0; at < units.length; at += 1) {
    const unit = units.charCodeAt(at);
    bytes[at * 6] = 0x5c;
    bytes[at * 6 + 1] = 0x75;
    for (let digit = 0; digit < 4; digit += 1)
      bytes[at * 6 + 2 + digit] = digits[(unit >> (12 - 4 * digit)) & 15]!;
  }
  return decoder.decode(bytes);
}
