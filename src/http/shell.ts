import { withEscapes } from './printable.ts';

/**
 * A text as one word of a POSIX shell, whatever is in it but NUL, which no word can hold. Line breaks stay; what else
 * would steer a terminal is written as `printf` takes it, which every shell has.
 */
export function shellQuoted(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  const quoted = withEscapes(
    text.replaceAll("'", "'\\''"),
    (character) => `'"$(printf '${octal(character)}')"'`,
  );
  return `'${quoted}'`;
}

/** The UTF-8 bytes of a character, as `printf` takes them: `\302\233`. */
export function octal(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
  ).join('');
}
