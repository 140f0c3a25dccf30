import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { closestWord } from '../domain/closest-word.ts';

/** What is in a file, or why nobody knows: nothing is there, or what is there cannot be read. */
export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' | 'problem'; readonly problem: string; readonly mend: string };

/** A path as seen from the root; as it was given, where it is seen from a directory that was removed. */
export function fullPath(path: string): string {
  try {
    return resolve(path);
  } catch {
    return path;
  }
}

/**
 * The bytes of a file. Where there is none, the one beside it that was probably meant is named.
 * @param wanted what to give instead of what is no file.
 * @param most the bytes that it may have; unless given, any number.
 */
export function bytesOfFile(file: string, wanted: string, most: number = Infinity): FileBytes {
  const place = fullPath(file);
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) return nothingAt(file, wanted);
    if (!found.isFile()) return { kind: 'problem', problem: `${place} is no file`, mend: wanted };
    if (found.size > most) {
      const problem = `${place} has ${found.size} bytes, and at most ${most} are read`;
      return { kind: 'problem', problem, mend: 'Make it shorter, or give another file' };
    }
    return { kind: 'bytes', bytes: readFileSync(file) };
  } catch (error) {
    const problem = `${place} cannot be read: ${(error as Error).message}`;
    return { kind: 'problem', problem, mend: 'Make it readable, or give another file' };
  }
}

function nothingAt(file: string, wanted: string): FileBytes {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    const problem = `${fullPath(file)} is a link to a file that is not there`;
    return { kind: 'problem', problem, mend: wanted };
  }
  const meant = closestFile(file);
  const problem = `there is no file ${fullPath(file)}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`;
  return { kind: 'missing', problem, mend: wanted };
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
