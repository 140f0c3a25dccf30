import { rememberedLast } from './remembered.ts';

/**
 * How ids and names are compared. Glance leaves that to its database; deployments run MySQL, whose
 * general collation knows neither case nor accents nor trailing spaces (RULES.md §7 item 9).
 */

/** Whether a text has characters of four bytes in UTF-8, which the database does not take (RULES.md §2, Bodies). */
export function hasFourByte(text: string): boolean {
  return /[\u{10000}-\u{10ffff}]/u.test(text);
}

/** The most that a column holds of a text: bytes of UTF-8, so never more characters. */
const longestColumn = 65_535;

const ascii: RegExp = /^[\x00-\x7f]*$/;
const beyondAscii: RegExp = /[^\x00-\x7f]/gu;

/**
 * The form under which two texts are the same to the database: without case, accents and trailing spaces.
 * An accent that is a character of its own counts: `á` in one is `a`, in two it is not. A text that no column holds
 * keeps its letters: nothing stored is the same.
 */
export function folded(text: string): string {
  const kept = withoutTrailingSpaces(text);
  if (kept.length > longestColumn) return kept;
  if (ascii.test(kept)) return kept.toLowerCase();
  return kept.replace(beyondAscii, base).toLowerCase().replaceAll('ς', 'σ').replaceAll('ß', 's');
}

/** The form by which texts are sorted: letters stand where their capitals stand, before `_`. */
export function sortable(text: string): string {
  const form = folded(text);
  if (ascii.test(form)) return form.toUpperCase();
  return form.replace(/\p{Ll}/gu, (letter) => {
    const capital = letter.toUpperCase();
    return capital.length === letter.length ? capital : letter;
  });
}

function withoutTrailingSpaces(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === ' ') end -= 1;
  return text.slice(0, end);
}

/** Letters without their accents, as far as they were met: the characters of Unicode bound how many there are. */
const bases: Map<string, string> = new Map();

function base(character: string): string {
  const known = bases.get(character);
  if (known !== undefined) return known;
  const found = character.normalize('NFD').replace(/(?<=.)\p{M}+$/u, '');
  if (bases.size < 0x10000) bases.set(character, found);
  return found;
}

/**
 * What a column keeps of a text: spaces at its end that do not fit are cut off, and anything else fails.
 * @param size how much of the column a text takes, a space taking one.
 * @returns undefined where it fails. Source: asked of Glance 25.1 (members, values of properties).
 */
export function inColumn(text: string, most: number, size: (text: string) => number): string | undefined {
  if (size(text) <= most) return text;
  const kept = withoutTrailingSpaces(text);
  const room = most - size(kept);
  return room < 0 ? undefined : kept + ' '.repeat(room);
}

/**
 * The number that the database reads at the start of a text, with which it compares numbers; 0 where there is none.
 * Source: asked of MariaDB 10.11.
 */
export function leadingNumber(text: string): number {
  return Number(/^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0);
}

/** Whether two texts are the same to the database; what is not there is the same as nothing. */
export function sameToDatabase(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return one === other || folded(one) === folded(other);
}

/** The key of an image id: Glance finds an image whatever the case of its id (RULES.md §2, Routes and methods). */
export const imageKey: (id: string) => string = rememberedLast((id) => id.toLowerCase());
