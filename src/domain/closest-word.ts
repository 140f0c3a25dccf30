/** How many letters differ between two words: put in, left out, changed or swapped with the next. */
function distance(left: string, right: string): number {
  const width = right.length + 1;
  const rows = new Uint8Array((left.length + 1) * width);
  for (let column = 0; column < width; column += 1) rows[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    const at = row * width;
    rows[at] = row;
    for (let column = 1; column < width; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const above = at - width + column;
      let least = Math.min(rows[above]! + 1, rows[at + column - 1]! + 1, rows[above - 1]! + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1])
        least = Math.min(least, rows[above - width - 2]! + 1);
      rows[at + column] = least;
    }
  }
  return rows.at(-1) ?? 0;
}

/** How many letters may be wrong for a word to be close. */
function mostWrong(word: string, written: string): number {
  return Math.floor(Math.max(word.length, written.length) / 3);
}

/** Letters of the longest word that is compared. Longer texts are no typing mistakes, and comparing them would take its time. */
const longest = 60;

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

/** How many letters of a word differ at least from one with these letters: as many as one has and the other does not. */
function leastDistance(letters: number, word: string): number {
  const others = lettersOf(word);
  return Math.max(bitsIn(letters & ~others), bitsIn(others & ~letters));
}

/**
 * The word that was probably meant, where one is close enough: at most a third of its letters are wrong. A world asks for
 * each member that is no tenant, so what cannot be close is not compared letter by letter.
 */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  if (written.length > longest) return undefined;
  const letters = lettersOf(written);
  let [best, fewest]: [string | undefined, number] = [undefined, Infinity];
  for (const word of words) {
    const most = Math.min(mostWrong(word, written), fewest - 1);
    if (Math.abs(word.length - written.length) > most || leastDistance(letters, word) > most) continue;
    const wrong = distance(plain(written), plain(word));
    if (wrong <= most) [best, fewest] = [word, wrong];
  }
  return best;
}

/** The question after the word that was probably meant; empty where none is close. */
export function suggestion(written: string, words: readonly string[]): string {
  const word = closestWord(written, words);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}
