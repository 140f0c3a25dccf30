/**
 * Which cases are tried. Files that try one thing again and again, with another release, bug or door, take a share of their cases in
 * `npm test`, the same each time, and all of them in the project `thorough` (`npx vitest run --project thorough`), which has each file
 * that imports this one.
 */

/** Whether all cases are tried. */
export const triesAll: boolean = process.env['TRY_ALL'] === 'yes';

/**
 * Every nth of some cases, beginning with the one at `first`, counted from 0; all of them where all are tried.
 * @returns at least one, of one case or more.
 */
export function shareOf<T>(cases: readonly T[], nth: number, first: number = 0): readonly T[] {
  const begin = first % Math.max(1, Math.min(nth, cases.length));
  return triesAll ? cases : cases.filter((_, place) => place % nth === begin);
}

/** A number that a name always has, below `count`: shares by names stay the same where others come and go. */
export function numberOf(name: string, count: number): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % count;
}
