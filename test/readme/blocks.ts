import { readFileSync } from 'node:fs';

/** A fenced block of code in the README, with what it says it prints. */
export interface Block {
  /** The heading above it. */
  readonly heading: string;
  readonly language: string;
  readonly code: string;
  /** The lines after `// Output:`; undefined where it promises none. */
  readonly output: string | undefined;
  readonly line: number;
}

const readme: URL = new URL('../../README.md', import.meta.url);

/** The blocks of the README, from top to bottom. */
export function readmeBlocks(): readonly Block[] {
  const text = readFileSync(readme, 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => {
    const before = text.slice(0, match.index);
    const [, language = '', code = ''] = match;
    const [program = '', promised] = code.split('// Output:\n');
    return {
      heading: /^#+ (.*)$/m.exec(before.slice(before.lastIndexOf('\n#') + 1))?.[1] ?? 'the beginning',
      language,
      code: program,
      output: promised?.replaceAll(/^\/\/ ?/gm, '').trimEnd(),
      line: before.split('\n').length,
    };
  });
}
