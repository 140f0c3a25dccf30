/** Texts as Python counts and compares them: by code points, where JavaScript goes by UTF-16 units. */

/** How many code points a text has. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Orders two texts by their code points: negative, zero or positive. */
export function compareCodePoints(left: string, right: string): number {
  const one = Array.from(left, (each) => each.codePointAt(0) ?? 0);
  const other = Array.from(right, (each) => each.codePointAt(0) ?? 0);
  const differing = one.findIndex((code, index) => code !== other[index]);
  return differing < 0 ? one.length - other.length : (one[differing] ?? 0) - (other[differing] ?? -1);
}

/** What Python takes for white space in a text. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The inside of a character class that matches Python's white space, for regular expressions. */
export const pythonSpace: string = space;

const edges = new RegExp(`^[${space}]+|[${space}]+$`, 'g');

/** A text without white space at both ends, like Python's `str.strip`. */
export function pythonStrip(text: string): string {
  return text.replace(edges, '');
}
