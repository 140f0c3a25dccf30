import { readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import { checkedSeed, type Position, SeedError, type SeedSource } from './world/seed-problems.ts';
import type { Seed } from './world/seed.ts';
import { either, type SeedProblem } from './world/seed/problem.ts';

/** The worlds that come with the package; the same way from src/ and from dist/. */
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

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
  const { document, source } = parsed(nameOrPath);
  return checkedSeed(valueOf(document, source), source);
}

/**
 * Where the values of such a file stand: for problems that show only once there is a world, as those of a profile do.
 * @throws SeedError as `readSeedFile` does.
 */
export function seedFileSource(nameOrPath: string): SeedSource {
  return parsed(nameOrPath).source;
}

function parsed(nameOrPath: string): { readonly document: Document; readonly source: SeedSource } {
  const file = worldNames().includes(nameOrPath) ? resolve(fixtures, `${nameOrPath}.yaml`) : nameOrPath;
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines, prettyErrors: false, merge: true });
  if (document.errors.length > 0) throw syntaxError(document, lines, file);
  return { document, source: { file, position: ({ path }) => positionIn(document, lines, path) } };
}

/** @throws SeedError where an alias or a merge leads nowhere. */
function valueOf(document: Document, source: SeedSource): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const problem = `this is not YAML: ${withoutQuotation((error as Error).message)}`;
    const mend =
      'Mend the aliases (`*name`) and merges (`<<`) in it; put a text that begins with `*` in quotes';
    throw new SeedError([{ path: [], problem, mend }], source);
  }
}

/** What the parser says, without the words of the file behind a colon: they may be a password. */
function withoutQuotation(message: string): string {
  return message.replace(/(?<=[\w)]): .*$/s, '').replace(/\.$/, '');
}

function textOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) return readFileSync(file, 'utf8');
  const problem = found
    ? `${resolve(file)} is no file`
    : `there is no file ${resolve(file)}, and no world called \`${file}\` comes with the package`;
  const mend = `Give the path of a YAML or JSON file, or the name of a world: ${either(worldNames())}`;
  throw new SeedError([{ path: [], problem, mend }], { file, position: () => undefined });
}

/** Where the parser speaks to programmers. */
const wordings: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins, and a seed is one document',
};

/** What the YAML parser found wrong, in the form of all problems. */
function syntaxError(document: Document, lines: LineCounter, file: string): SeedError {
  const positions = new Map(
    document.errors.map(({ code, message, pos: [offset] }): [SeedProblem, Position] => {
      const { line, col: column } = lines.linePos(offset);
      const problem = wordings[code] ?? `this is not YAML: ${withoutQuotation(message)}`;
      return [
        { path: [], problem, mend: 'Mend the text there' },
        { line, column },
      ];
    }),
  );
  return new SeedError([...positions.keys()], { file, position: (problem) => positions.get(problem) });
}

/** Where the value of a path stands in a YAML document: its key, or itself in a list; else what is nearest around it. */
export function positionIn(
  document: Document,
  lines: LineCounter,
  path: SeedProblem['path'],
): Position | undefined {
  let place: Node | null = document.contents;
  let node: Node | null = place;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? (node.resolve(document) ?? null) : node, step);
    if (next === undefined) break;
    ({ place, node } = next);
  }
  if (!place?.range) return undefined;
  const { line, col } = lines.linePos(place.range[0]);
  return { line, column: col };
}

interface Step {
  readonly place: Node | null;
  readonly node: Node | null;
}

function stepInto(node: Node | null, step: string | number): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { place: item, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair || !isNode(pair.key)) return undefined;
  return { place: pair.key, node: isNode(pair.value) ? pair.value : null };
}
