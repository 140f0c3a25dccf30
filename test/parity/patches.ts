/**
 * What a release answered differently than the one whose answers are kept whole. Ids and times are compared as to what they name:
 * that a second passed is no difference of a release.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { digest } from './digest.ts';
import type { Normal } from './normalise.ts';
import type { RecordedScene, Recordings } from './recording.ts';
import { numbersIn, type Renaming, renamingOf, renumbered, sameThings, unnumbered } from './things.ts';

type Path = readonly (string | number)[];

/** One place of an answer that is otherwise; without a value, it is not there. */
type Change = readonly [path: Path, value?: unknown];

/** A scene that was played: the digest of its questions, and which of them were answered differently, by the key of how. */
interface PatchedScene {
  readonly asked: string;
  readonly otherwise: Readonly<Record<string, readonly number[]>>;
}

/** What a release answered differently, scene by scene. */
export interface Patches {
  readonly scenes: Readonly<Record<string, PatchedScene>>;
  readonly changes: Readonly<Record<string, readonly Change[]>>;
}

/** @returns nothing of a file that is not there. */
export function readPatches(file: string): Patches {
  if (!existsSync(file)) return { scenes: {}, changes: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as Patches;
}

/** Writes patches over those of a file; scenes that are not among them stay. A scene and a change each on a line of its own. */
export function writePatches(file: string, { scenes, changes }: Patches): void {
  const before = readPatches(file);
  const all = { ...before.scenes, ...scenes };
  const used = new Set(Object.values(all).flatMap(({ otherwise }) => Object.keys(otherwise)));
  const kept = Object.entries({ ...before.changes, ...changes }).filter(([key]) => used.has(key));
  const lines = (entries: readonly (readonly [string, unknown])[]): string =>
    entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  writeFileSync(file, `{"scenes": {\n${lines(Object.entries(all))}\n}, "changes": {\n${lines(kept)}\n}}\n`);
}

/** @throws Error where the base was asked something else, or not at all: it is recorded first. */
export function patchesFor(base: Recordings, heard: Recordings): Patches {
  const changes: Record<string, readonly Change[]> = {};
  const scenes = Object.entries(heard).map(([name, scene]) => {
    const old = base[name];
    if (old?.asked !== scene.asked)
      throw new Error(
        `${name} asks something else than what was recorded of the oldest release: record that one first`,
      );
    const otherwise: Record<string, number[]> = {};
    for (const [index, changed] of changesIn(old, scene).entries()) {
      if (changed.length === 0) continue;
      const key = digest(JSON.stringify(changed));
      changes[key] = changed;
      (otherwise[key] ??= []).push(index);
    }
    return [name, { asked: scene.asked, otherwise }] as const;
  });
  return { scenes: Object.fromEntries(scenes), changes };
}

function changesIn(
  { answers: base }: RecordedScene,
  { answers }: RecordedScene,
): readonly (readonly Change[])[] {
  const renaming = renamingOf();
  const pairs = base.map(({ normal }, index) => [normal, answers[index]?.normal] as const);
  const read = (): readonly (readonly Change[])[] =>
    pairs.map(([one, other]) => [...changesOf(one, other, [], renaming)]);
  // What is called what is known only once all answers were seen.
  read();
  return read();
}

function* changesOf(one: unknown, other: unknown, path: Path, renaming: Renaming): Generator<Change> {
  if (typeof one === 'string' && typeof other === 'string') {
    if (unnumbered(one) === unnumbered(other)) renaming.learn(one, other);
    if (!sameThings(one, other, renaming)) yield [path, renaming.rename(other)];
  } else if (isTree(one) && isTree(other) && sameShape(one, other)) {
    const isList = Array.isArray(one);
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      yield* changesOf(one[key], other[key], [...path, isList ? Number(key) : key], renaming);
  } else if (other === undefined) yield [path];
  else if (!Object.is(one, other)) yield [path, renamed(other, renaming)];
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Lists of different lengths have no places in common. */
function sameShape(one: Tree, other: Tree): boolean {
  return Array.isArray(one) ? Array.isArray(other) && one.length === other.length : !Array.isArray(other);
}

function renamed(value: unknown, renaming: Renaming): unknown {
  if (typeof value === 'string') return renaming.rename(value);
  if (!isTree(value)) return value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, renaming));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, renaming)]));
}

/** What a release answered: the base, and what was otherwise. Scenes that were not played there are not among them. */
export function patched(base: Recordings, { scenes, changes }: Patches): Recordings {
  const changedBy = remembering((key: string) =>
    remembering((normal: Normal) => changed(normal, changes[key] ?? [])),
  );
  const all = Object.entries(scenes).flatMap(([name, { asked, otherwise }]) => {
    const old = base[name];
    if (old?.asked !== asked) return [];
    const normals = old.answers.map(({ normal }) => normal);
    let moved = false;
    for (const [key, places] of Object.entries(otherwise))
      for (const place of places) {
        const { now, moves } = changedBy(key)(normals[place] as Normal);
        normals[place] = now;
        moved ||= moves;
      }
    const numbers = moved ? renumbered(normals) : normals;
    const answers = old.answers.map(({ at }, index) => ({ normal: numbers[index] as Normal, at }));
    return [[name, { ...old, answers }] as const];
  });
  return Object.fromEntries(all);
}

interface Changed {
  readonly now: Normal;
  /** It has other ids or times, so that the numbers of later ones may move. */
  readonly moves: boolean;
}

function changed(normal: Normal, changes: readonly Change[]): Changed {
  const now = changes.reduce<unknown>(
    (value, [path, ...to]) => withChange(value, path, to),
    normal,
  ) as Normal;
  return { now, moves: numbersIn(normal) !== numbersIn(now) };
}

function remembering<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** Keys stay in one order: numbers depend on it. */
function withChange(value: unknown, [key, ...rest]: Path, to: readonly unknown[]): unknown {
  if (key === undefined) return to[0];
  if (Array.isArray(value))
    return value.map((each, index) => (index === key ? withChange(each, rest, to) : each));
  const tree = { ...(value as Tree) };
  if (rest.length === 0 && to.length === 0) delete tree[key];
  else tree[key] = withChange(tree[key], rest, to);
  return Object.fromEntries(Object.entries(tree).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
