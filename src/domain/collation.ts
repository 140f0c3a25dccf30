/**
 * How ids and names are compared. Glance leaves that to its database; deployments run MySQL, whose
 * general collation knows neither case nor accents nor trailing spaces (RULES.md §7 item 9).
 */

/** Whether a text has characters of four bytes in UTF-8, which the database does not take (RULES.md §2, Bodies). */
export function hasFourByte(text: string): boolean {
  return /[\u{10000}-\u{10ffff}]/u.test(text);
}

const beyondAscii: RegExp = /[^\x00-\x7f]/gu;

/**
 * The form under which two texts are the same to the database: without case, accents and trailing spaces.
 * An accent that is a character of its own counts: `á` in one is `a`, in two it is not.
 */
export function folded(text: string): string {
  return text
    .replace(beyondAscii, base)
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('ß', 's')
    .replace(/ +$/, '');
}

function base(character: string): string {
  return character.normalize('NFD').replace(/(?<=.)\p{M}+$/u, '');
}

/** Whether two texts are the same to the database; what is not there is the same as nothing. */
export function sameToDatabase(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return one === other || folded(one) === folded(other);
}

/** The key of an image id: Glance finds an image whatever the case of its id (RULES.md §2, Routes and methods). */
export function imageKey(id: string): string {
  return id.toLowerCase();
}
