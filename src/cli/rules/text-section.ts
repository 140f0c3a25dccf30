import type { RulesTable } from '../../rules-table/table.ts';
import type { Paint } from '../paint.ts';
import { listed, pageWidth, paragraph, wrapped } from '../text.ts';

const gap = '  ';
/** Columns whose texts are longer than this are the ones that are wrapped. */
const longCell = 40;

/** A table of the rules for a terminal: title, legend, and columns that fit on the page. */
export function textSection(table: RulesTable, paint: Paint): string {
  const widths = columnWidths(table);
  const head = line(table.columns, widths);
  return [
    paint('heading', table.title),
    paragraph(table.legend, 0),
    '',
    ...(table.terms.length === 0 ? [] : [...listed(table.terms, 2), '']),
    paint('faint', head),
    ...table.rows.flatMap((row) => rowLines(row, widths)),
  ].join('\n');
}

/** A column is as wide as its longest text; long ones share what is left of the page, by how much stands in them. */
function columnWidths({ columns, rows }: RulesTable): readonly number[] {
  const lengths = columns.map((column, place) => [
    column.length,
    ...rows.map((row) => row[place]?.length ?? 0),
  ]);
  const natural = lengths.map((all) => Math.max(...all));
  const free = pageWidth - gap.length * (columns.length - 1);
  if (sum(natural) <= free) return natural;
  const long = natural.map((width) => width > longCell);
  const left = free - sum(natural.filter((_, place) => !long[place]));
  const weights = lengths.map((all, place) => (long[place] ? sum(all) : 0));
  return natural.map((width, place) =>
    long[place] ? Math.floor((left * (weights[place] ?? 0)) / sum(weights)) : width,
  );
}

/** A row takes as many lines as its longest cell. */
function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((text, place) => wrapped(text, widths[place] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    line(
      cells.map((lines) => lines[index] ?? ''),
      widths,
    ),
  );
}

function line(texts: readonly string[], widths: readonly number[]): string {
  return texts
    .map((text, place) => text.padEnd(widths[place] ?? 0))
    .join(gap)
    .trimEnd();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
