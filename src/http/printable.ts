/** Control characters, C0 and C1, and characters that break lines or change the direction of a text. */
const steering = '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069';
const steers: RegExp = new RegExp(`[${steering}]`, 'g');

/**
 * Text from elsewhere – a pact, a seed, a request, a file, an argument – as it may stand in a line of ours: with `?` for
 * each character that would steer a terminal or begin another line.
 */
export function printable(text: string): string {
  return text.replaceAll(steers, '?');
}

/** Whether `printable` leaves a text as it is. */
export function isPrintable(text: string): boolean {
  return printable(text) === text;
}

/** Text with `…` for the user and the password of each URL in it, also of one that was taken for a path, and has one slash less. */
export function withoutLogins(text: string): string {
  return text.split(/(\s+)/).map(withoutLogin).join('');
}

/** One pattern for all of this would look from each scheme, and each part of one, to the end of a long word. */
function withoutLogin(word: string): string {
  const end = word.lastIndexOf('@');
  for (let colon = word.indexOf(':/'); colon !== -1 && colon < end; colon = word.indexOf(':/', colon + 1)) {
    if (!isSchemeBefore(colon, word)) continue;
    let start = colon + 1;
    while (word[start] === '/') start += 1;
    return `${word.slice(0, start)}…${word.slice(end)}`;
  }
  return word;
}

/** Whether the scheme of a URL ends in a place, and not that of a file. */
function isSchemeBefore(end: number, word: string): boolean {
  let start = end;
  while (start > 0 && /[a-z\d+.-]/i.test(word.charAt(start - 1))) start -= 1;
  // With the character before, which tells whether a word begins here.
  return /\b(?!file$)[a-z][a-z\d+.-]/i.test(word.slice(Math.max(0, start - 1), end));
}

/** A text with the characters that `printable` replaces written another way; line breaks stay. */
export function withEscapes(text: string, write: (character: string) => string): string {
  return text.replaceAll(steers, (character) => (character === '\n' ? character : write(character)));
}

/** How many of something there are: `1 image`, `3 images`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A value as JSON that steers no terminal: such characters are written as JSON's `\uXXXX`. */
export function jsonText(value: unknown, indent?: number): string {
  return withEscapes(
    JSON.stringify(value, undefined, indent),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
