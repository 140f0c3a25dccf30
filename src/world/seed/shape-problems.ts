import * as v from 'valibot';
import { closestWord } from '../../domain/closest-word.ts';
import { seedFormats } from './formats.ts';
import { either, type SeedProblem } from './problem.ts';
import { seedSchema } from '../seed-schema.ts';
import { described, wrongKind } from './wording.ts';

type Issue = v.BaseIssue<unknown>;
type Path = (string | number)[];

/** What is wrong with the shape of a seed: keys, kinds of values, and how texts are written. */
export function shapeProblems(seed: unknown): readonly SeedProblem[] {
  const result = v.safeParse(seedSchema, seed);
  const problems = result.success ? [] : result.issues.flatMap(problemsOf);
  const told = new Map(problems.map((each) => [JSON.stringify([each.path, each.problem]), each]));
  return [...told.values()];
}

function problemsOf(issue: Issue): readonly SeedProblem[] {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const list = (issue.path ?? []).findIndex((item) => item.type === 'object' && Array.isArray(item.input));
  // A list is an object too, to JavaScript and to valibot.
  if (list >= 0) return [wrongKind(path.slice(0, list), 'strict_object', issue.path?.[list]?.input)];
  const last = issue.path?.at(-1);
  if (last !== undefined && 'origin' in last && last.origin === 'key') {
    return issue.expected === 'never' ? unknownKeys(path.slice(0, -1), last.input) : [missingKey(path)];
  }
  if (issue.type === 'picklist') return [wrongWord(path, issue)];
  return [formatProblem(path, issue) ?? wrongKind(path, issue.type, issue.input)];
}

/** All unknown keys of one mapping; valibot names the first alone. */
function unknownKeys(path: Path, input: unknown): readonly SeedProblem[] {
  const known = keysAt(path);
  return Object.keys(Object(input))
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = closestWord(key, known);
      return {
        path: [...path, key],
        problem: `unknown key \`${key}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
        mend: meant === undefined ? `Use ${either(known)}` : `Rename it to \`${meant}\``,
      };
    });
}

function missingKey(path: Path): SeedProblem {
  const key = String(path.at(-1));
  const mend = key === 'owner' ? 'Add `owner:` with the name of a tenant, or null' : `Add \`${key}:\``;
  return { path, problem: `\`${key}\` is missing`, mend };
}

function wrongWord(path: Path, issue: Issue): SeedProblem {
  const allowed = (schemaAt(path) as { options?: readonly string[] } | undefined)?.options ?? [];
  const meant = typeof issue.input === 'string' ? closestWord(issue.input, allowed) : undefined;
  const guess = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  return {
    path,
    problem: `${described(path, issue.input)} is no \`${String(path.at(-1))}\`${guess}`,
    mend: `Use ${either(allowed)}`,
  };
}

function formatProblem(path: Path, issue: Issue): SeedProblem | undefined {
  const format = Object.values(seedFormats).find((each) => each.pattern === issue.requirement);
  if (format === undefined) return undefined;
  return { path, problem: `${described(path, issue.input)} ${format.problem}`, mend: format.mend };
}

/** The parts of a valibot schema that lead on to others. */
interface Inner {
  readonly entries?: Readonly<Record<string, Inner>>;
  readonly item?: Inner;
  readonly value?: Inner;
  readonly wrapped?: Inner;
}

function schemaAt(path: Path): Inner | undefined {
  const bare = (schema: Inner | undefined): Inner | undefined =>
    schema?.wrapped ? bare(schema.wrapped) : schema;
  let schema = bare(seedSchema as Inner);
  for (const step of path) {
    schema = bare(typeof step === 'number' ? schema?.item : (schema?.entries?.[step] ?? schema?.value));
  }
  return schema;
}

function keysAt(path: Path): readonly string[] {
  return Object.keys(schemaAt(path)?.entries ?? {});
}
