/** What the Dockerfile says. */
import { readFileSync } from 'node:fs';
import { root } from './steps.ts';

/** The instructions of a Dockerfile, in their order. */
export function instructionsOf(file: string): readonly (readonly [name: string, rest: string])[] {
  const lines = readFileSync(`${root}${file}`, 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ');
  return Array.from(
    lines.matchAll(/^([A-Z]+) +(.*)$/gm),
    ([, name = '', rest = '']) => [name, rest] as const,
  );
}

/** The words of an instruction in its JSON form. */
export function wordsOf(name: string): readonly string[] {
  const [, rest = ''] = instructionsOf('Dockerfile').find(([each]) => each === name) ?? [];
  return JSON.parse(rest.slice(rest.indexOf('['))) as string[];
}
