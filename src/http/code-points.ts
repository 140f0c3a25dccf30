/** Texts as Python counts, compares and strips them: by code points, where JavaScript goes by UTF-16 units. */

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
