import { seedSchema } from './seed-schema.ts';
import type { Seed } from './seed.ts';
import { domainProblems } from './seed/domains.ts';
import { tenantFinder, tenantIdOf } from './seed/ids.ts';
import { imageProblems } from './seed/image-problems.ts';
import { importProblems } from './seed/imports.ts';
import { pathText, type SeedProblem } from './seed/problem.ts';
import { type Shape, shapeProblems, withoutOwnKeys } from './seed/shape-problems.ts';
import { seedFormats } from './seed/schema-parts.ts';
import { tenantProblems } from './seed/tenant-problems.ts';
import { userProblems } from './seed/user-problems.ts';

/** What the shape of a seed is, and what is said of one that has another. */
export const seedShape: Shape = {
  schema: seedSchema,
  start: 'Start with `tenants:` and a list of tenants',
  required: {
    tenants: undefined,
    name: undefined,
    member: undefined,
    owner: 'Add `owner:` with the name of a tenant, or null',
  },
  mappings: {
    roles: '{TENANT: [ROLE]}, such as {acme: [member]}',
    domain_roles: '{DOMAIN: [ROLE]}, such as {Default: [member]}',
    properties: '{NAME: TEXT}, such as {os_version: "22.10"}',
    downloads: '{URI: TEXT}',
    options: '{NAME: VALUE}, such as {immutable: true}',
  },
  formats: Object.values(seedFormats),
};

/**
 * All that is wrong with a seed; empty: it can be planted. First its shape (keys, kinds of values, forms of texts);
 * where that is right, its meaning (who is who, what is there twice, what cannot be together).
 */
export function seedProblems(seed: unknown, source?: Pick<SeedSource, 'written'>): readonly SeedProblem[] {
  const shape = shapeProblems(seed, seedShape, (path) => source?.written?.(path));
  return shape.length > 0 ? shape : meaningProblems(seed as Seed);
}

function meaningProblems(seed: Seed): readonly SeedProblem[] {
  const find = tenantFinder(seed.tenants, tenantIdOf);
  return [
    ...domainProblems(seed, find),
    ...tenantProblems(seed),
    ...userProblems(seed, find),
    ...imageProblems(seed, find),
    ...importProblems(seed),
  ];
}

/** A place in a text file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The file that a seed or a profile came from. */
export interface SeedSource {
  readonly file: string;
  /** Where the value stands that a problem is about. */
  position(problem: SeedProblem): Position | undefined;
  /** The text that stands there for the value of a path: `22.10`, which as a number is 22.1. */
  written?(path: SeedProblem['path']): string | undefined;
}

/** A seed that is refused, as a whole. Its message lists all problems, one a line: where, what, and how to mend it. */
export class SeedError extends Error {
  readonly problems: readonly SeedProblem[];
  /** The message line by line: what a line quotes from the seed may have line breaks of its own. */
  readonly lines: readonly string[];
  readonly file: string | undefined;

  readonly #again: (source: Pick<SeedSource, 'written'>) => readonly SeedProblem[];

  /** @param again finds the problems again, in the words of another source; by default they stay as they are. */
  constructor(
    problems: readonly SeedProblem[],
    source?: SeedSource,
    again: (source: Pick<SeedSource, 'written'>) => readonly SeedProblem[] = () => problems,
  ) {
    const lines = refusedLines('seed', problems, source);
    super(lines.join('\n'));
    this.lines = lines;
    this.name = 'SeedError';
    this.problems = inOrder(problems, source);
    this.file = source?.file;
    this.#again = again;
  }

  /** The same error, with numbers as they stand in the text that the seed was read from. */
  withTexts(written: (path: SeedProblem['path']) => string | undefined): SeedError {
    return new SeedError(this.#again({ written }), undefined, this.#again);
  }
}

/** How a file, or a value in code, is refused: how many problems it has, and then each with its place and its cure. */
export function refusedLines(
  thing: 'seed' | 'profile' | 'policy',
  problems: readonly SeedProblem[],
  source: SeedSource | undefined,
): readonly string[] {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [
    `The ${thing} ${source ? `${source.file} ` : ''}is refused: ${count}.`,
    ...inOrder(problems, source).map((problem) => `  ${line(thing, problem, source)}`),
  ];
}

/** In the order of the file, where there is one. */
export function inOrder(
  problems: readonly SeedProblem[],
  source: SeedSource | undefined,
): readonly SeedProblem[] {
  const at = new Map(problems.map((problem) => [problem, source?.position(problem)]));
  return problems.toSorted((one, other) => {
    const [left, right] = [at.get(one), at.get(other)];
    return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
  });
}

function line(thing: string, seedProblem: SeedProblem, source: SeedSource | undefined): string {
  const { path, problem, mend } = seedProblem;
  const at = source?.position(seedProblem);
  const place = source && (at ? `${source.file}:${at.line}:${at.column}` : source.file);
  const where = [place, pathText(path)].filter(Boolean).join(': ');
  return `${where === '' ? `the ${thing}` : where}: ${problem}${problem.endsWith('?') ? '' : '.'} ${mend}.`;
}

/**
 * The same value, known to be a seed, without the keys that begin with `x-`.
 * @throws SeedError with all its problems, where it has any.
 */
export function checkedSeed(seed: unknown, source?: SeedSource): Seed {
  const problems = seedProblems(seed, source);
  if (problems.length > 0) throw new SeedError(problems, source, (other) => seedProblems(seed, other));
  return withoutOwnKeys(seed) as Seed;
}
