/** Some of the rules as a table of texts: what `image-members-fake rules`, the documents and other readers show. */
export interface RulesTable {
  readonly title: string;
  /** What one needs to know to read it. */
  readonly legend: string;
  /** What its words mean. */
  readonly terms: readonly (readonly [term: string, meaning: string])[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table as GitHub's Markdown writes it, without title and legend; its columns are aligned for those who read the source. */
export function markdownTable({ columns, rows }: Pick<RulesTable, 'columns' | 'rows'>): string {
  const lines = [columns, ...rows].map((row) => row.map(escaped));
  const widths = columns.map((_, place) => Math.max(3, ...lines.map((row) => row[place]?.length ?? 0)));
  const [head = [], ...body] = lines.map((row) => row.map((text, place) => text.padEnd(widths[place] ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A section: heading, legend, terms, table. `level` is the depth of the heading. */
export function markdownSection(table: RulesTable, level: number): string {
  const heading = `${'#'.repeat(level)} ${table.title}`;
  const terms = table.terms
    .map(([term, meaning]) => `- **${escaped(term)}**: ${escaped(meaning)}`)
    .join('\n');
  return [heading, escaped(table.legend), terms, markdownTable(table)].filter(Boolean).join('\n\n');
}

/** Text that Markdown shows as it is. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\|*<>`]/g, '\\$&')
    .replaceAll(/\s+/g, (spaces) => (spaces.includes('\n') ? ' ' : spaces))
    .replaceAll('&', '&amp;');
}
