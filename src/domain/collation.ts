/**
 * How ids and names are compared. Glance leaves that to its database; deployments run MySQL, whose
 * general collation knows neither case nor accents nor trailing spaces (RULES.md §7 item 9).
 */

const marks: RegExp = /\p{M}/gu;

/** The form under which two texts are the same to the database: without case, accents and trailing spaces. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(marks, '').toLowerCase().replaceAll('ß', 's').replace(/ +$/, '');
}

/** The key of an image id: Glance finds an image whatever the case of its id (RULES.md §2, Routes and methods). */
export function imageKey(id: string): string {
  return id.toLowerCase();
}
