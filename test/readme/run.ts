import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';

const here: URL = new URL('./.run/', import.meta.url);
const sources: string = new URL('../../src/', import.meta.url).pathname;

/** Where each entry of the package has its source. */
function sourceOf(entry: string | undefined): string {
  return `${sources}${entry?.slice(1) ?? 'index'}.ts`;
}

/** Runs a program that imports this package by its name; gives what it printed. */
export async function printedBy(name: string, program: string): Promise<string> {
  const file = new URL(`${name}.ts`, here);
  mkdirSync(here, { recursive: true });
  writeFileSync(
    file,
    program.replaceAll(/'image-members-fake(\/[\w-]+)?'/g, (_, entry?: string) => `'${sourceOf(entry)}'`),
  );
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values) => void lines.push(format(...values));
  try {
    await import(file.href);
  } finally {
    console.log = log;
    rmSync(file);
  }
  return lines.join('\n');
}
