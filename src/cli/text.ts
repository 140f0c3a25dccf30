/** The width that everything printed keeps to, in characters. */
export const pageWidth = 100;

/** Texts in columns, two spaces apart; the last one is not padded. */
export function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, place) =>
    Math.max(...rows.map((row) => row[place]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((text, place) => text.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A text in lines of at most `width` characters, broken between words, and within words that are longer than that. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  const words = text.split(/[ \n]+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? '');
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text wrapped to the page, each line behind the same margin. */
export function paragraph(text: string, margin: number): string {
  return wrapped(text, pageWidth - margin)
    .map((line) => ' '.repeat(margin) + line)
    .join('\n');
}

/** A term that is longer than this has a line of its own. */
const longestTerm = 60;

/** Terms with what they mean, which is wrapped beside them, or below a term that leaves no room. */
export function listed(
  rows: readonly (readonly [term: string, meaning: string])[],
  margin: number,
): readonly string[] {
  const widths = rows.map(([term]) => term.length).filter((width) => width <= longestTerm);
  const width = Math.max(0, ...widths);
  return rows.flatMap(([term, meaning]) => {
    const beside = term.length <= longestTerm;
    const start = margin + (beside ? width + 2 : 4);
    const lines = wrapped(meaning, pageWidth - start).map((line) => ' '.repeat(start) + line);
    const shown = ' '.repeat(margin) + term;
    const [first = '', ...more] = lines;
    return beside ? [shown + first.slice(shown.length), ...more] : [shown, ...lines];
  });
}

/** Text without control characters, so that nothing that a client sends steers the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '?');
}
