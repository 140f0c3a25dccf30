import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { closestWord } from './domain/closest-word.ts';
import { checkedSeed, type Position, SeedError, type SeedSource } from './world/seed-problems.ts';
import type { Seed } from './world/seed.ts';
import { either, type SeedProblem } from './world/seed/problem.ts';
import { packageFile } from './package-files.ts';
import { readYaml, type YamlReading } from './yaml-file.ts';
import { bytesOfFile, closestFile, fullPath } from './yaml-file/bytes.ts';

/** The worlds that come with the package. */
const fixtures = packageFile('fixtures');

/** The names of the worlds that come with the package: `documentation` and the others of `fixtures/`. */
export function worldNames(): readonly string[] {
  return readdirSync(fixtures)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted();
}

/**
 * A world to start from: one that comes with the package, by its name, or a YAML or JSON file, by its path. A file
 * with the name of such a world is read as `./name`.
 * @throws SeedError where there is no such file, where it is not YAML, and where it is no seed; with line and column.
 */
export function readSeedFile(nameOrPath: string): Seed {
  const known = own.get(nameOrPath);
  if (known !== undefined) return structuredClone(known);
  const { value, source } = read(nameOrPath);
  const seed = checkedSeed(value, source);
  if (source.file !== nameOrPath) own.set(nameOrPath, structuredClone(seed));
  return seed;
}

/** The worlds that come with the package, as far as they were read: a test file reads one of them again and again. */
const own: Map<string, Seed> = new Map();

/**
 * Where the values of such a file stand: for problems that show only once there is a world, as those of a profile do.
 * @throws SeedError as `readSeedFile` does.
 */
export function seedFileSource(nameOrPath: string): SeedSource {
  return read(nameOrPath).source;
}

function read(nameOrPath: string): { readonly value: unknown; readonly source: SeedSource } {
  const file = worldNames().includes(nameOrPath) ? join(fixtures, `${nameOrPath}.yaml`) : nameOrPath;
  const bytes = bytesOf(file);
  let yaml: YamlReading | undefined;
  const reading = (): YamlReading =>
    (yaml ??= readYaml(bytes, { scalars: 'typed', repeatedKeys: 'problem' }));
  const source = {
    file,
    position: ({ path }: SeedProblem) => reading().position(path),
    written: (path: SeedProblem['path']) => reading().written(path),
  };
  const json = jsonIn(bytes);
  if (json !== undefined) return { value: json.value, source };
  const { value, problems } = reading();
  if (problems.length === 0) return { value, source };
  const positions = new Map(
    problems.map(({ position: at, problem, mend }): [SeedProblem, Position] => [
      { path: [], problem, mend },
      at,
    ]),
  );
  throw new SeedError([...positions.keys()], { file, position: (each) => positions.get(each) });
}

/**
 * The value of a JSON file, which is read some fifty times faster as JSON than as YAML. Undefined where it is none, or has
 * a key twice, which JSON lets pass: the reader of YAML says what is wrong, and where.
 */
function jsonIn(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return keysIn(value) === keysWrittenIn(text) ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** How many keys the objects of a JSON value have. */
function keysIn(value: unknown): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside = Object.values(next);
    if (!Array.isArray(next)) count += inside.length;
    for (const each of inside) left.push(each);
  }
  return count;
}

/** How many keys a JSON text has: its texts with a colon behind them. */
function keysWrittenIn(json: string): number {
  const text = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?/g;
  let count = 0;
  while (text.test(json)) if (json[text.lastIndex - 1] === ':') count += 1;
  return count;
}

/** @throws SeedError where there is no such file, or it cannot be read. */
function bytesOf(file: string): Uint8Array {
  const found = bytesOfFile(file, wanted());
  if (found.kind === 'bytes') return found.bytes;
  throw found.kind === 'missing'
    ? fileError(file, ...missing(file))
    : fileError(file, found.problem, found.mend);
}

function fileError(file: string, problem: string, mend: string): SeedError {
  return new SeedError([{ path: [], problem, mend }], { file, position: () => undefined });
}

function wanted(): string {
  return `Give the path of a YAML or JSON file, or the name of a world: ${either(worldNames())}`;
}

/** What is said where there is no file of a name: the world or the file beside it that was probably meant is named. */
function missing(file: string): readonly [problem: string, mend: string] {
  const problem = `there is no file ${fullPath(file)}, and no world called \`${file}\` comes with the package`;
  const meant = closestWord(file, worldNames()) ?? closestFile(file);
  return [meant === undefined ? problem : `${problem}; did you mean \`${meant}\`?`, wanted()];
}
