/** How many letters differ between two words: put in, left out, changed or swapped with the next. */
function distance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row += 1) {
    const now: number[] = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      now[column] = Math.min(
        at(rows, row - 1, column) + 1,
        (now[column - 1] ?? 0) + 1,
        at(rows, row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(rows, row - 2, column - 2) + 1 : Infinity,
      );
    }
    rows.push(now);
  }
  return at(rows, left.length, right.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? Infinity;
}

/** How many letters may be wrong for a word to be close. */
function mostWrong(word: string, written: string): number {
  return Math.floor(Math.max(word.length, written.length) / 3);
}

/** The word that was probably meant, where one is close enough: at most a third of its letters are wrong. */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  // Longer texts are no typing mistakes, and comparing them would take its time.
  if (written.length > 60) return undefined;
  // Nothing is nearer than the lengths are apart.
  if (!words.some((word) => Math.abs(word.length - written.length) <= mostWrong(word, written)))
    return undefined;
  const ranked = words.map((word) => ({
    word,
    wrong: distance(written.toLowerCase().replaceAll('-', '_'), word.toLowerCase().replaceAll('-', '_')),
  }));
  const best = ranked.toSorted((one, other) => one.wrong - other.wrong)[0];
  return best && best.wrong <= mostWrong(best.word, written) ? best.word : undefined;
}

/** The question after the word that was probably meant; empty where none is close. */
export function suggestion(written: string, words: readonly string[]): string {
  const word = closestWord(written, words);
  return word === undefined ? '' : ` Did you mean ${word}?`;
}
