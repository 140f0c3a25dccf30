/** Finds the profile by which the fake answers as a cloud did: a built-in one, and what is otherwise. */
import type { Action } from '../domain/operations.ts';
import type { OwnProfile } from '../domain/profile.ts';
import type { ReleaseName } from '../domain/releases.ts';
import type { Trace } from '../domain/trace.ts';
import { type AnsweredInteraction, answererFor, keptAnswersFor } from '../contract/answered-interaction.ts';
import { StateError, withHelp } from '../contract/cloud.ts';
import type { Interaction } from '../contract/interaction.ts';
import { cells } from '../contract/interactions/cells.ts';
import { answerDifferences } from '../contract/matching.ts';
import { inTurn } from '../contract/write.ts';
import { rulesOf } from '../world/options.ts';
import { ProfileError } from '../world/profile-checked.ts';
import { type Edit, editsFor } from './edits.ts';
import { silent } from '../domain/trace.ts';
import { isReadBy, type Line, lineOf, mayTouch } from './lines.ts';
import { keyOf } from './questions.ts';
import type { SettingsOfProfile } from './settings.ts';
import type { CloudAnswer } from './survey.ts';

/** A question that a cloud answered. */
export interface Asked {
  readonly question: Interaction;
  readonly answer: CloudAnswer;
}

/** A question with how far the fake's answer is from that of the cloud: 0, they are the same. */
export interface Judged extends Asked {
  readonly distance: number;
  readonly trace: Trace;
  /** The cell of the permission table that the fake's answer rests on: `addMember consumer`. */
  readonly cell: string | null;
  /** What was decided by on the way to the answer; left out: the fake cannot be asked. */
  readonly decided?: readonly string[];
}

/** What was learnt. */
export interface Learnt {
  readonly own: OwnProfile;
  /** All questions, as a fake with this profile answers them. */
  readonly judged: readonly Judged[];
  /** The question that each entry of the profile was learnt from. */
  readonly from: ReadonlyMap<string, Asked>;
}

/** What is known before the questions are looked at. */
export interface Beginning {
  readonly name: string;
  /** Releases that it may be of; the first where nothing tells them apart. */
  readonly releases: readonly ReleaseName[];
  /** What was learnt without the questions. */
  readonly settings: SettingsOfProfile;
}

/** How far an answer with another status is away, or one that the fake cannot be asked for; other differences count one. */
const far = 3;

/** The profile that answers as a cloud did, as far as a profile can say it. */
export async function learnt(asked: readonly Asked[], beginning: Beginning): Promise<Learnt> {
  const from = new Map<string, Asked>();
  let state: Fit = await nearest(asked, beginning);
  const givenUp = new Set<Interaction>();
  for (;;) {
    const group = nextGroup(state.judged, givenUp);
    if (group.length === 0) break;
    const better = await improved(state, group);
    if (better === undefined) for (const { question } of group) givenUp.add(question);
    else {
      from.set(better.edit.entry, better.because);
      state = better;
    }
  }
  const least = await withoutNeedless(usualLeftOut(state.own), state.judged);
  return { own: least, judged: await judgedBy(least, asked), from };
}

/** A profile, with all questions as it answers them. */
interface Fit {
  readonly own: OwnProfile;
  readonly judged: readonly Judged[];
}

const bases = ['glance', 'glance-legacy', 'rackspace'] as const;

/** The built-in profile that is nearest in the permission table, in the release that is nearest in all. */
async function nearest(asked: readonly Asked[], { name, releases, settings }: Beginning): Promise<Fit> {
  const [first] = releases;
  const based = bases.map((base): OwnProfile => {
    const release = base === 'rackspace' || first === undefined ? {} : { release: first };
    return { name, based_on: base, ...release, ...settings };
  });
  const ofTable = new Set(cells.map(keyOf));
  const { own } = await nearestOf(
    based,
    asked.filter(({ question }) => ofTable.has(keyOf(question))),
  );
  const isFree = own.based_on !== 'rackspace' && releases.length > 0;
  return nearestOf(isFree ? releases.map((release) => ({ ...own, release })) : [own], asked);
}

async function nearestOf(all: readonly OwnProfile[], asked: readonly Asked[]): Promise<Fit> {
  const rated = await inTurn(all, async (own) => {
    const answer = keptAnswersFor(own, undefined, withHelp);
    return { own, judged: await judgedBy(own, asked, answer) };
  });
  const [best] = rated.toSorted((one, other) => sum(one.judged) - sum(other.judged));
  if (best === undefined) throw new Error('there is no profile to begin with');
  return best;
}

function sum(judged: readonly Judged[]): number {
  return judged.reduce((total, { distance }) => total + distance, 0);
}

/** How a fake with a profile answers questions. */
async function judgedBy(
  own: OwnProfile,
  asked: readonly Asked[],
  answer: ReturnType<typeof answererFor> = answererFor(own, undefined, undefined, withHelp),
): Promise<readonly Judged[]> {
  return inTurn(asked, async (each) => {
    try {
      return judged(each, await answer(each.question));
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return { ...each, distance: far, trace: silent, cell: null };
    }
  });
}

function judged(asked: Asked, expected: AnsweredInteraction): Judged {
  const differences = answerDifferences(expected, asked.answer);
  const isFar = differences.some(({ kind }) => kind === 'status');
  const { trace, cell, decided } = expected;
  return { ...asked, distance: isFar ? far : Math.sign(differences.length), trace, cell, decided };
}

/** The questions of one operation that are answered differently and not given up. */
function nextGroup(judged: readonly Judged[], givenUp: ReadonlySet<Interaction>): readonly Judged[] {
  const wrong = judged.filter(({ question, distance }) => distance > 0 && !givenUp.has(question));
  const groups = [...Map.groupBy(wrong, ({ trace }) => trace.operation).values()];
  return groups.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

/** An edit that makes a profile better. */
interface Better extends Fit {
  readonly edit: Edit;
  /** The first question that it answers better. */
  readonly because: Asked;
}

/** Questions that an edit is first tried on, and edits that are then tried on all questions that they may touch. */
const [sample, finalists] = [12, 4];

async function improved(state: Fit, group: readonly Judged[]): Promise<Better | undefined> {
  const rules = rulesOf({ profile: state.own });
  const edits = new Map(
    group.flatMap((each) => editsFor(each, rules)).map((edit): [string, Edit] => [edit.text, edit]),
  );
  for (const tier of tiers) {
    const own = [...edits.values()].filter(({ entry }) => tierOf(entry) === tier);
    const better = await bestOf(state, group, own);
    if (better !== undefined) return better;
  }
  return undefined;
}

/** Edits by how likely they are the reason. Orders of checks are many; words explain nothing where a rule is otherwise. */
const tiers = ['cells', 'checks', 'words'] as const;

function tierOf(entry: string): (typeof tiers)[number] {
  if (entry.startsWith('checks.')) return 'checks';
  return entry.startsWith('refusals.') ? 'words' : 'cells';
}

async function bestOf(
  state: Fit,
  group: readonly Judged[],
  edits: readonly Edit[],
): Promise<Better | undefined> {
  const tried = group.slice(0, sample);
  const rated = await inTurn(edits, async (edit) => {
    const touched = tried.filter(({ decided }) => mayTouch(edit.line, decided));
    if (touched.length === 0) return { edit, gain: 0 };
    const after = await judgedAfter(state.own, edit, touched);
    return { edit, gain: after === undefined ? 0 : sum(touched) - sum(after) };
  });
  const best = rated.filter(({ gain }) => gain > 0).toSorted((one, other) => other.gain - one.gain);
  for (const { edit } of best.slice(0, finalists)) {
    const better = await betterBy(state, edit, group);
    if (better !== undefined) return better;
  }
  return undefined;
}

/** The state with an edit, where that is better for all questions together. */
async function betterBy(state: Fit, edit: Edit, group: readonly Judged[]): Promise<Better | undefined> {
  const operation = group[0]?.trace.operation;
  const touched = state.judged.filter(
    ({ trace, decided }) =>
      (edit.wide || trace.operation === operation || trace === silent) && mayTouch(edit.line, decided),
  );
  const after = await judgedAfter(state.own, edit, touched);
  if (after === undefined || sum(after) >= sum(touched)) return undefined;
  const renewed = new Map(after.map((each) => [each.question, each]));
  const because = group.find(({ question, distance }) => (renewed.get(question)?.distance ?? far) < distance);
  const judged = state.judged.map((each) => renewed.get(each.question) ?? each);
  return { own: edit.apply(state.own), judged, edit, because: because ?? group[0]! };
}

/**
 * Questions as a profile with an edit answers them; undefined where that is no profile, or an operation of it lacks a check
 * that it needs to do its work.
 */
async function judgedAfter(
  own: OwnProfile,
  edit: Edit,
  asked: readonly Asked[],
): Promise<readonly Judged[] | undefined> {
  try {
    return await judgedBy(edit.apply(own), asked);
  } catch (error) {
    if (error instanceof ProfileError || edit.entry.startsWith('checks.')) return undefined;
    throw error;
  }
}

/** The profile without cells and what images and the cloud say where its base has the same. */
function usualLeftOut({ locations = {}, import_methods: methods, ...own }: OwnProfile): OwnProfile {
  const base = rulesOf({ profile: own.based_on });
  const { multiple, directUrl } = base.locations;
  const places = {
    ...(locations.multiple === !multiple && { multiple: !multiple }),
    ...(locations.direct_url === !directUrl && { direct_url: !directUrl }),
  };
  const settings = {
    ...(Object.keys(places).length > 0 && { locations: places }),
    ...(methods !== undefined && methods.join() !== base.importMethods.join() && { import_methods: methods }),
  };
  const rows = Object.entries(own.permissions ?? {}).map(([action, row]) => {
    const usual = base.permissions[action as Action];
    const kept = Object.entries(row ?? {}).filter(
      ([column, value]) => usual[column as keyof typeof usual] !== value,
    );
    return [action, Object.fromEntries(kept)] as const;
  });
  return withRows({ ...own, ...settings }, rows);
}

function withRows(own: OwnProfile, rows: readonly (readonly [string, object])[]): OwnProfile {
  const kept = rows.filter(([, row]) => Object.keys(row).length > 0);
  const { permissions: _, ...rest } = own;
  return kept.length === 0 ? rest : { ...rest, permissions: Object.fromEntries(kept) };
}

/** The profile without cells and orders of checks that no answer needs, since what was learnt later explains it. */
async function withoutNeedless(own: OwnProfile, judged: readonly Judged[]): Promise<OwnProfile> {
  let least = own;
  for (const { line, apply } of lessening(own)) {
    const touched = judged.filter(
      ({ trace, decided }) =>
        trace === silent || (isReadBy(line.action, trace.operation) && mayTouch(line, decided)),
    );
    const after = await judgedAfter(least, { entry: 'checks.', text: '', wide: true, apply }, touched);
    if (after !== undefined && sum(after) <= sum(touched)) least = apply(least);
  }
  return least;
}

/** What takes one entry away each: of the line of an action. */
function lessening(own: OwnProfile): readonly { readonly line: Line; readonly apply: Edit['apply'] }[] {
  const cellsOf = Object.entries(own.permissions ?? {}).flatMap(([action, row]) =>
    Object.keys(row ?? {}).map((column) => [action, column] as const),
  );
  return [
    ...Object.keys(own.checks ?? {}).map((action) => ({ line: { action }, apply: withoutOrder(action) })),
    ...cellsOf.map(([action, column]) => ({
      line: lineOf(action, column),
      apply: withoutCell(action, column),
    })),
  ];
}

function withoutOrder(operation: string): Edit['apply'] {
  return ({ checks, ...others }) => {
    const rest = Object.entries(checks ?? {}).filter(([each]) => each !== operation);
    return rest.length === 0 ? others : { ...others, checks: Object.fromEntries(rest) };
  };
}

function withoutCell(action: string, column: string): Edit['apply'] {
  return (from) => {
    const rows = Object.entries(from.permissions ?? {}).map(([each, row = {}]): [string, object] => [
      each,
      each === action ? Object.fromEntries(Object.entries(row).filter(([name]) => name !== column)) : row,
    ]);
    return withRows(from, rows);
  };
}
