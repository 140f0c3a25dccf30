import { printable } from '../http/printable.ts';

/** The width that everything printed keeps to, in characters. */
export const pageWidth = 100;

/** Texts in columns, two spaces apart, without control characters; the last one is not padded. */
export function inColumns(all: readonly (readonly string[])[]): readonly string[] {
  const rows = all.map((row) => row.map(printable));
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

/**
 * A text in lines of at most `width` characters, broken between words, and within words that are longer than that.
 * Control characters are not in it.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  const piece = new RegExp(`.{1,${width}}`, 'gu');
  const words = text.split(/[ \n]+/).flatMap((word) => printable(word).match(piece) ?? '');
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

/**
 * Terms with what they mean, which is wrapped beside them, or below a term that leaves no room. Control characters are
 * not in them.
 */
export function listed(
  all: readonly (readonly [term: string, meaning: string])[],
  margin: number,
): readonly string[] {
  const rows = all.map(([term, meaning]) => [printable(term), meaning] as const);
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
