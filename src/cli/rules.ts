import { profileWith } from '../domain/profiles.ts';
import { jsonText } from '../http/printable.ts';
import { rulesTables } from '../rules-table.ts';
import { bugTable } from '../rules-table/doubts.ts';
import { markdownSection, type RulesTable } from '../rules-table/table.ts';
import { releaseOf as shownRelease } from '../world/options.ts';
import type { CommandArguments } from './arguments.ts';
import { type Paint, paintFor } from './paint.ts';
import { listed, pageWidth, paragraph, wrapped } from './text.ts';
import { observedOf, profileOf, releaseOf } from './profiles.ts';
import { oneOf } from './values.ts';

/** `rules`: prints the tables of a profile. @throws UsageError for an unknown profile, behaviour or format. */
export async function runRules(args: CommandArguments): Promise<void> {
  const isOfBugs = args.has('bugs');
  const observed = await observedOf(args);
  const format = oneOf(args, 'format', ['text', 'markdown', 'json']);
  const profile = profileWith(await profileOf(args), { observed, release: await releaseOf(args) });
  const paint = paintFor(process.stdout);
  const tables = isOfBugs ? [bugTable()] : rulesTables(profile);
  const title = isOfBugs
    ? 'Bugs on purpose: what deployments and fakes got wrong'
    : `The rules of ${profile.name}: ${profile.title}${observedText(observed)}`;
  if (format === 'json') {
    const facts = isOfBugs ? {} : { profile: profile.name, release: shownRelease(profile), observed };
    process.stdout.write(`${jsonText({ title, ...facts, tables: tables.map(tableFacts) })}\n`);
    return;
  }
  const sections =
    format === 'markdown'
      ? [`# ${title}`, ...tables.map((table) => markdownSection(table, 2))]
      : [paint('heading', paragraph(title, 0)), ...tables.map((table) => textSection(table, paint))];
  process.stdout.write(`${sections.join('\n\n')}\n`);
}

/** A table as data: each row has its cells by the names of the columns. */
function tableFacts({ title, legend, terms, columns, rows }: RulesTable): object {
  const named = (row: readonly string[]): object =>
    Object.fromEntries(columns.map((column, place) => [column, row[place] ?? '']));
  return { title, legend, terms: Object.fromEntries(terms), columns, rows: rows.map(named) };
}

function observedText(observed: readonly string[]): string {
  return observed.length === 0 ? '' : `; as observed: ${observed.join(', ')}`;
}

const gap = '  ';
/** Columns whose texts are longer than this are the ones that are wrapped. */
const longCell = 40;

/** A table of the rules for a terminal: title, legend, and columns that fit on the page. */
export function textSection(table: RulesTable, paint: Paint): string {
  const widths = columnWidths(table);
  const head = tableLine(table.columns, widths);
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
  const all = columns.map((title, place) => columnOf([title, ...rows.map((row) => row[place] ?? '')]));
  const naturals = all.map(({ natural }) => natural);
  const free = pageWidth - gap.length * (columns.length - 1);
  if (sum(naturals) <= free) return naturals;
  const long = all.filter(({ natural }) => natural > longCell);
  const left = free - sum(naturals.filter((natural) => natural <= longCell));
  const shares = shared(left, long);
  return all.map((column) => shares.get(column) ?? column.natural);
}

interface Column {
  readonly natural: number;
  readonly longestWord: number;
  /** How much stands in it. */
  readonly weight: number;
}

function columnOf(texts: readonly string[]): Column {
  const lengths = texts.map((text) => text.length);
  const words = texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length);
  return { natural: Math.max(...lengths), longestWord: Math.max(...words), weight: sum(lengths) };
}

/** A share that would break the longest word of its column grows to it, where little is missing. */
function shared(left: number, columns: readonly Column[]): ReadonlyMap<Column, number> {
  const all = sum(columns.map(({ weight }) => weight));
  const share = ({ weight }: Column): number => Math.floor((left * weight) / all);
  const tight = columns.find((column) => {
    const missing = column.longestWord - share(column);
    return missing > 0 && missing <= left / 10;
  });
  if (tight === undefined) return new Map(columns.map((column) => [column, share(column)]));
  const others = columns.filter((column) => column !== tight);
  return new Map([...shared(left - tight.longestWord, others), [tight, tight.longestWord]]);
}

/** A row takes as many lines as its longest cell. */
function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((text, place) => wrapped(text, widths[place] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) =>
    tableLine(
      cells.map((lines) => lines[index] ?? ''),
      widths,
    ),
  );
}

function tableLine(texts: readonly string[], widths: readonly number[]): string {
  return texts
    .map((text, place) => text.padEnd(widths[place] ?? 0))
    .join(gap)
    .trimEnd();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
