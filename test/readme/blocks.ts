import { readdirSync, readFileSync } from 'node:fs';

/** A fenced block of code in the README or on a page of docs, with what it says it prints. */
export interface Block {
  /** The page, from the root of the project: `docs/doors.md`. */
  readonly page: string;
  readonly language: string;
  readonly code: string;
  /** The lines after `// Output:`; undefined where it promises none. */
  readonly output: string | undefined;
  readonly line: number;
}

const root: URL = new URL('../../', import.meta.url);

/** The README and the pages of docs, by their paths from the root of the project. */
export function pages(): readonly string[] {
  const docs = readdirSync(new URL('docs', root)).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.toSorted().map((name) => `docs/${name}`)];
}

/** The text of a page. */
export function pageText(page: string): string {
  return readFileSync(new URL(page, root), 'utf8');
}

/** The blocks of all pages, from top to bottom. */
export function docBlocks(): readonly Block[] {
  return pages().flatMap((page) => {
    const text = pageText(page);
    return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => {
      const [, language = '', code = ''] = match;
      const [program = '', promised] = code.split('// Output:\n');
      return {
        page,
        language,
        code: program,
        output: promised?.replaceAll(/^\/\/ ?/gm, '').trimEnd(),
        line: text.slice(0, match.index).split('\n').length,
      };
    });
  });
}
