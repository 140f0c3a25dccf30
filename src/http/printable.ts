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
  return text.replaceAll(/\b(?!file:)([a-z][a-z\d+.-]+:\/+)\S*@/gi, '$1…@');
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
