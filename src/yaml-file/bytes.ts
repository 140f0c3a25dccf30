import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { closestWord } from '../domain/closest-word.ts';

/** What is in a file, or why nobody knows. */
export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: string; readonly mend: string };

/**
 * The bytes of a file. Where there is none, the one beside it that was probably meant is named.
 * @param wanted what to give instead of what is no file.
 */
export function bytesOfFile(file: string, wanted: string): FileBytes {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    const meant = closestFile(file);
    const problem = `there is no file ${resolve(file)}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`;
    return { kind: 'problem', problem, mend: wanted };
  }
  if (!found.isFile()) return { kind: 'problem', problem: `${resolve(file)} is no file`, mend: wanted };
  try {
    return { kind: 'bytes', bytes: readFileSync(file) };
  } catch (error) {
    const problem = `${resolve(file)} cannot be read: ${(error as Error).message}`;
    return { kind: 'problem', problem, mend: 'Make it readable, or give another file' };
  }
}

/** The file in the same directory that has nearly this name, or this name with the ending of a YAML or JSON file. */
export function closestFile(file: string): string | undefined {
  const directory = dirname(file);
  try {
    const names = readdirSync(directory);
    const ended = ['.yaml', '.yml', '.json'].map((ending) => basename(file) + ending);
    const meant = ended.find((name) => names.includes(name)) ?? closestWord(basename(file), names);
    return meant === undefined ? undefined : join(directory, meant);
  } catch {
    return undefined;
  }
}
