/** Letters of the longest word that is compared. Longer texts are no typing mistakes, and comparing them would take its time. */
const longest = 60;

/** Rows of the table of distances that are used again and again. A word that is close has half as many letters more at most. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(2 * longest),
  new Uint8Array(2 * longest),
  new Uint8Array(2 * longest),
];

/**
 * How many letters differ between two words: put in, left out, changed or swapped with the next.
 * @param most where it is more than these, it does not matter how many: `most + 1`.
 */
function distance(left: string, right: string, most: number): number {
  let [before, above, own] = rows;
  const width = right.length;
  for (let column = 0; column <= width; column += 1) above[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    const letter = left.charCodeAt(row - 1);
    const former = left.charCodeAt(row - 2);
    let fewest = (own[0] = row);
    for (let column = 1; column <= width; column += 1) {
      const other = right.charCodeAt(column - 1);
      const changed = above[column - 1]! + (letter === other ? 0 : 1);
      let least = Math.min(above[column]! + 1, own[column - 1]! + 1, changed);
      if (row > 1 && column > 1 && former === other && letter === right.charCodeAt(column - 2))
        least = Math.min(least, before[column - 2]! + 1);
      own[column] = least;
      if (least < fewest) fewest = least;
    }
    // A swap reaches back two rows, whose fewest are one less than those of this row at least.
    if (fewest > most + 1) return most + 1;
    [before, above, own] = [above, own, before];
  }
  return above[width]!;
}

/** How many letters may be wrong for a word to be close. */
function mostWrong(word: string, written: string): number {
  return Math.floor(Math.max(word.length, written.length) / 3);
}

const plain = (word: string): string => word.toLowerCase().replaceAll('-', '_');

/** The bit of a letter, small or great; digits and others share some, and what is not ASCII has one. */
function bitOf(code: number): number {
  if (code > 0x7f) return 0;
  if (code > 0x40) return code % 32;
  return code === 0x2d ? 0x5f % 32 : 26 + (code % 5);
}

/** Which letters a word has. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << bitOf(word.charCodeAt(at));
  return letters;
}

function bitsIn(letters: number): number {
  let count = 0;
  for (let left = letters; left !== 0; left &= left - 1) count += 1;
  return count;
}

/** How many letters of two words differ at least: as many as one has and the other does not. */
function leastDistance(letters: number, others: number): number {
  return Math.max(bitsIn(letters & ~others), bitsIn(others & ~letters));
}

/** A word that others are compared with, and what of it is found out once for all of them. */
export interface KnownWord {
  readonly word: string;
  /** The word without what makes no difference. */
  readonly plain: string;
  readonly letters: number;
}

/** A word to compare others with. */
export function knownWord(word: string): KnownWord {
  return { word, plain: plain(word), letters: lettersOf(word) };
}

/**
 * Looks for the word that was probably meant, where one is close enough: at most a third of its letters are wrong. A world
 * asks for each member that is no tenant, so what cannot be close is not compared letter by letter.
 */
export class ClosestWord {
  readonly #written: string;
  #plain: string | undefined;
  readonly #letters: number;
  #fewest = Infinity;
  /** The closest of the words so far, the first of those that are as close as each other; undefined: none is close. */
  best: string | undefined;

  constructor(written: string) {
    this.#written = written;
    this.#letters = written.length > longest ? 0 : lettersOf(written);
  }

  /** Takes one word more into account. */
  see({ word, plain: other, letters }: KnownWord): void {
    const written = this.#written;
    if (written.length > longest) return;
    const most = Math.min(mostWrong(word, written), this.#fewest - 1);
    if (Math.abs(word.length - written.length) > most || leastDistance(this.#letters, letters) > most) return;
    const wrong = distance((this.#plain ??= plain(written)), other, most);
    if (wrong <= most) [this.best, this.#fewest] = [word, wrong];
  }
}

/** The word that was probably meant, where one is close enough: see `ClosestWord`. */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  if (written.length > longest) return undefined;
  const closest = new ClosestWord(written);
  // One that is close is no longer than this: it costs nothing to look at many that are.
  for (const word of words) if (word.length < 2 * longest) closest.see(knownWord(word));
  return closest.best ?? longForm(written, words);
}

/**
 * The word that was probably meant by a short form of it, such as `srv` for `serve`: letters of it in their order, the first
 * with them, and half of them at least; undefined where none or several can be meant.
 */
function longForm(written: string, words: readonly string[]): string | undefined {
  const short = plain(written);
  if (short.length < 3) return undefined;
  const [only, ...others] = words.filter((word) => {
    if (word.length > 2 * short.length || word.length < short.length) return false;
    const long = plain(word);
    return long[0] === short[0] && isWithin(short, long);
  });
  return others.length === 0 ? only : undefined;
}

/** Whether all letters of one word stand in another, in the same order. */
function isWithin(letters: string, word: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = word.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}

/** Words that a message lists. */
const mostListed = 10;

/** The first ten words, and how many more there are. */
export function shortened(words: readonly string[]): string {
  const more = words.length - mostListed;
  return [...words.slice(0, mostListed), ...(more > 0 ? [`… and ${more} more`] : [])].join(', ');
}

/** The same behind a clause that has no full stop of its own: `. Did you mean …?` */
export function suggestionBehind(written: string, words: readonly string[]): string {
  const asked = suggestion(written, words);
  return asked === '' ? '' : `.${asked}`;
}

/** The question after the word that was probably meant; empty where none is close. */
export function suggestion(written: string, words: readonly string[]): string {
  const word = closestWord(written, words);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}
