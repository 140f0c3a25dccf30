import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProfileName } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { digest } from './digest.ts';
import type { Versions } from '../cloud/releases.ts';
import { isMemberOrderOpen, type Rules } from './fake-side.ts';
import { differencesOf, type Normal, withMembersById } from './normalise.ts';
import { patched, patchesFor, readPatches, writePatches } from './patches.ts';
import { renumbered } from './things.ts';
import type { Played } from './play.ts';
import type { Question } from './scene.ts';

/**
 * What a real Glance answered, scene by scene. The questions are not in it: the scenes ask them anew, and a digest
 * tells whether they are still the same. Equal answers are kept once. The oldest release is kept whole, and of each newer one
 * what it answered differently.
 */

/** A scene as it was recorded: one entry for each question. */
export interface RecordedScene {
  readonly asked: string;
  readonly cases: number;
  readonly answers: readonly { readonly normal: Normal; readonly at: number }[];
}

/** The recordings of a profile and release, by the names of their scenes. */
export type Recordings = Readonly<Record<string, RecordedScene>>;

/** The release whose answers are kept whole. */
export const whole: ReleaseName = 'zed';

/** Headers are kept apart: there are few that differ. */
interface File {
  readonly scenes: Record<string, { asked: string; cases: number; said: string; at: string }>;
  readonly headers: Record<string, Normal['headers']>;
  readonly answers: Record<string, readonly [status: number, headers: string, body: unknown]>;
  /** Objects that stand in lists. */
  readonly things: Record<string, unknown>;
}

const root: string = `${import.meta.dirname}/../../fixtures/recorded`;

/** A digest of questions. */
export function digestOf(questions: readonly Question[]): string {
  const bodies = questions.map(({ body, ...rest }) => [
    rest,
    typeof body === 'string' ? body : Buffer.from(body ?? []).toString('hex'),
  ]);
  return digest(JSON.stringify(bodies));
}

/** Everything that was recorded of a profile in a release. */
export function readRecordings({ profile, release }: Rules): Recordings {
  const base = baseOf(profile);
  return release === whole
    ? base
    : patched(arranged(base, release), readPatches(patchesOf({ profile, release })));
}

/** Read once: all releases are read from it. */
const bases: Map<ProfileName, Recordings> = new Map();

function baseOf(profile: ProfileName): Recordings {
  const known = bases.get(profile);
  if (known !== undefined) return known;
  const directory = `${root}/${whole}/${profile}`;
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
  const base = Object.assign({}, ...names.map((name) => scenesIn(`${directory}/${name}`))) as Recordings;
  bases.set(profile, base);
  return base;
}

/** The base as a release with its order of members would have it. */
function arranged(base: Recordings, release: ReleaseName): Recordings {
  if (!isMemberOrderOpen(release)) return base;
  return Object.fromEntries(
    Object.entries(base).map(([name, scene]) => {
      const sorted = scene.answers.map(({ normal }) => withMembersById(normal));
      const isSame = sorted.every((normal, index) => normal === scene.answers[index]?.normal);
      const normals = isSame ? sorted : renumbered(sorted);
      const answers = scene.answers.map(({ at }, index) => ({ at, normal: normals[index] as Normal }));
      return [name, isSame ? scene : { ...scene, answers }] as const;
    }),
  );
}

function patchesOf({ profile, release }: Rules): string {
  return `${root}/${release}/${profile}.json`;
}

function scenesIn(path: string): Recordings {
  const { scenes, headers, answers, things } = JSON.parse(readFileSync(path, 'utf8')) as File;
  const normals = Object.fromEntries(
    Object.entries(answers).map(([key, [status, kept, body]]) => {
      const normal: Normal = { status, headers: headers[kept] ?? {}, body: unfolded(body, things) };
      return [key, normal] as const;
    }),
  );
  return Object.fromEntries(
    Object.entries(scenes).map(([name, { asked, cases, said, at }]) => {
      const keys = said.split(' ');
      const times = timesOf(at, keys.length);
      return [
        name,
        {
          asked,
          cases,
          answers: keys.map((key, index) => ({ normal: normals[key] as Normal, at: times[index] ?? 0 })),
        },
      ];
    }),
  );
}

/**
 * Writes what was played over what was recorded; scenes that were not played keep their answers.
 * @throws Error where a newer release was asked what the oldest was not: that one is recorded first.
 */
export function writeRecordings(rules: Rules, played: readonly Played[]): void {
  const { profile, release } = rules;
  const heard = Object.fromEntries(played.map(recorded));
  if (release !== whole) {
    const file = patchesOf(rules);
    const base = baseOf(profile);
    mkdirSync(dirname(file), { recursive: true });
    return writePatches(file, patchesFor(arranged(base, release), heard));
  }
  const directory = `${root}/${whole}/${profile}`;
  bases.delete(profile);
  mkdirSync(directory, { recursive: true });
  for (const [group, scenes] of Object.entries(
    Object.groupBy(Object.entries(heard), ([name]) => groupOf(name)),
  )) {
    const path = `${directory}/${group}.json`;
    const before = existsSync(path) ? scenesIn(path) : {};
    writeFileSync(path, printed({ ...before, ...Object.fromEntries(scenes ?? []) }));
  }
}

/** What the cloud was made of that was recorded; nothing where that is unknown. */
export function readVersions(release: ReleaseName): Versions {
  const file = `${root}/${release}/versions.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Versions) : {};
}

/** Notes what a cloud that was recorded is made of. */
export function writeVersions(release: ReleaseName, versions: Versions): void {
  writeFileSync(`${root}/${release}/versions.json`, `${JSON.stringify(versions, null, 2)}\n`);
}

/** The file that a scene is in: the first part of its name, and for the table the visibility too. */
function groupOf(name: string): string {
  const [first = '', second = '', ...more] = name.split('/');
  return more.length > 0 ? `${first}-${second}` : first;
}

function recorded({ scene, told }: Played): readonly [string, RecordedScene] {
  return [
    scene.name,
    {
      asked: digestOf(told.map(({ question }) => question)),
      cases: told.filter(({ question }) => question.label !== undefined).length,
      answers: told.map(({ real, at }) => ({ normal: real, at })),
    },
  ];
}

/** A scene and an answer each on a line of its own, in the order of their names, so that a change is a small difference. */
function printed(recordings: Recordings): string {
  const headers = new Map<string, string>();
  const answers = new Map<string, string>();
  const things = new Map<string, string>();
  const keyOf = (texts: Map<string, string>, value: unknown): string => {
    const text = JSON.stringify(value);
    const key = digest(text);
    texts.set(key, text);
    return key;
  };
  const scenes = Object.entries(recordings).map(([name, { asked, cases, answers: said }]) => {
    const keys = said.map(({ normal }) =>
      keyOf(answers, [
        normal.status,
        keyOf(headers, normal.headers),
        folded(normal.body, (thing) => keyOf(things, thing)),
      ]),
    );
    return [
      name,
      JSON.stringify({ asked, cases, said: keys.join(' '), at: printedTimes(said.map(({ at }) => at)) }),
    ] as const;
  });
  const parts = Object.entries({
    scenes,
    headers: [...headers],
    answers: [...answers],
    things: [...things],
  }).map(([part, lines]) => {
    const sorted = lines.toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `"${part}": {\n${sorted.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(',\n')}\n}`;
  });
  return `{${parts.join(', ')}}\n`;
}

/** Puts `{ "#": key }` in place of each object in a list. */
function folded(value: unknown, keyOf: (thing: unknown) => string): unknown {
  if (Array.isArray(value))
    return value.map((each) => (typeof each === 'object' && each !== null ? { '#': keyOf(each) } : each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, folded(each, keyOf)]));
}

function unfolded(value: unknown, things: File['things']): unknown {
  if (Array.isArray(value)) return value.map((each) => unfolded(each, things));
  if (typeof value !== 'object' || value === null) return value;
  if ('#' in value) return things[String(value['#'])];
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unfolded(each, things)]));
}

/** Times as runs, `3x0 2x1`: three questions in second 0, two in second 1. */
function printedTimes(times: readonly number[]): string {
  const runs: [count: number, time: number][] = [];
  for (const time of times) {
    const last = runs.at(-1);
    if (last?.[1] === time) last[0] += 1;
    else runs.push([1, time]);
  }
  return runs.map(([count, time]) => `${count}x${time}`).join(' ');
}

function timesOf(printed: string, length: number): readonly number[] {
  const times = printed.split(' ').flatMap((run) => {
    const [count = 0, time = 0] = run.split('x').map(Number);
    return Array.from({ length: count }, () => time);
  });
  return times.length === length ? times : Array.from({ length }, () => 0);
}

/** What a new recording would change: scenes that are new, that ask something else, or that were answered differently. */
export function recordingChanges(rules: Rules, played: readonly Played[]): readonly string[] {
  const before = readRecordings(rules);
  return played.flatMap(({ scene, told }) => {
    const old = before[scene.name];
    if (old === undefined) return [`recorded for the first time: ${scene.name}`];
    if (old.asked !== digestOf(told.map(({ question }) => question)))
      return [`asks something else now: ${scene.name}`];
    return told.flatMap(({ question, real }, index) => {
      const before = (old.answers[index] as { normal: Normal }).normal;
      const changes = differencesOf(timeless(before), timeless(real));
      return changes.map(
        (each) => `answered differently: ${scene.name}: ${question.label ?? index}: before / now: ${each}`,
      );
    });
  });
}

/** Which times are equal depends on how fast a cloud answers; a change of that is none of Glance's. */
function timeless(normal: Normal): Normal {
  return JSON.parse(JSON.stringify(normal).replaceAll(/<time([^:<>]*):\d+>/g, '<time$1>')) as Normal;
}
