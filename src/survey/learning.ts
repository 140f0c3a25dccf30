/** Finds the profile by which the fake answers as a cloud did: a built-in one, and what is otherwise. */
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
import { lessening, usualLeftOut } from './lessening.ts';
import { silent } from '../domain/trace.ts';
import { isReadBy, mayTouch } from './lines.ts';
import { lineKeyOf } from './questions.ts';
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
  /** Cells that a policy file says: they are known without a question. */
  readonly stated?: readonly string[];
}

/** What is known before the questions are looked at. */
export interface Beginning {
  readonly name: string;
  /** Releases that it may be of; the first where nothing tells them apart. */
  readonly releases: readonly ReleaseName[];
  /** What was learnt without the questions, and what the cloud answered to that. */
  readonly settings: SettingsOfProfile & Pick<OwnProfile, 'evidence'>;
}

/**
 * How far an answer with another status is away, or one that the fake cannot be asked for, and one that grants what is refused, or
 * refuses what is granted: nothing behind it is as it was. Other differences count one.
 */
const [far, farthest] = [3, 4];

/** The profile that answers as a cloud did, as far as a profile can say it: of those that it may be based on, the one that does best. */
export async function learnt(asked: readonly Asked[], beginning: Beginning): Promise<Learnt> {
  const all = await inTurn(await nearest(asked, beginning), (first) => learntFrom(asked, first));
  const [best] = all.toSorted(
    (one, other) => wrongIn(one.judged) - wrongIn(other.judged) || entriesIn(one) - entriesIn(other),
  );
  if (best === undefined) throw new Error('there is no profile to begin with');
  return best;
}

/** How many questions a fake answers differently. */
export function wrongIn(judged: readonly Judged[]): number {
  return judged.filter(({ distance }) => distance > 0).length;
}

/** How much a profile says: each cell, and each other entry. */
function entriesIn({ own: { permissions = {}, ...others } }: Learnt): number {
  const rows = Object.values(permissions).map((row) => Object.keys(row).length);
  return rows.reduce((count, each) => count + each, Object.keys(others).length);
}

async function learntFrom(asked: readonly Asked[], first: Fit): Promise<Learnt> {
  const from = new Map<string, Asked>();
  let state = first;
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

/** How many times as far another base may be from the nearest one to be tried, too. */
const unclear = 3;

/**
 * The built-in profiles that are nearest in the permission table, in the release that is nearest in all: the nearest alone where it
 * answers all of the table as the cloud, or all others are far.
 */
async function nearest(
  asked: readonly Asked[],
  { name, releases, settings }: Beginning,
): Promise<readonly Fit[]> {
  const [first] = releases;
  const based = bases.map((base): OwnProfile => {
    // Where nobody imports data and no release is followed, a profile does not say which.
    const { import_methods: _, ...others } = settings;
    if (base === 'rackspace') return { name, based_on: base, ...others };
    return { name, based_on: base, ...(first !== undefined && { release: first }), ...settings };
  });
  const ofTable = new Set(cells.map(lineKeyOf));
  const rated = await ratedBy(
    based,
    asked.filter(({ question }) => ofTable.has(lineKeyOf(question))),
  );
  const [best] = rated;
  const near = rated.filter((each) => each === best || sum(each.judged) <= unclear * sum(best?.judged ?? []));
  return inTurn(near, async ({ own }) => {
    const isFree = own.based_on !== 'rackspace' && releases.length > 0;
    const [nearestOf] = await ratedBy(
      isFree ? releases.map((release) => ({ ...own, release })) : [own],
      asked,
    );
    return nearestOf!;
  });
}

/** Profiles with all questions as they answer them, the nearest first. */
async function ratedBy(all: readonly OwnProfile[], asked: readonly Asked[]): Promise<readonly Fit[]> {
  const rated = await inTurn(all, async (own) => {
    const answer = keptAnswersFor(own, undefined, withHelp);
    return { own, judged: await judgedBy(own, asked, answer) };
  });
  return rated.toSorted((one, other) => sum(one.judged) - sum(other.judged));
}

function sum(judged: readonly Judged[]): number {
  return judged.reduce((total, { distance }) => total + distance, 0);
}

/** How a fake with a profile answers questions. */
export async function judgedBy(
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
  const isOther = expected.response.status < 400 !== asked.answer.response.status < 400;
  const distance = isFar ? (isOther ? farthest : far) : Math.sign(differences.length);
  return { ...asked, distance, trace, cell, decided };
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
  if (tierOf(edit.entry) === 'words' && !isOfAll(edit, touched, after)) return undefined;
  const renewed = new Map(after.map((each) => [each.question, each]));
  const because = group.find(({ question, distance }) => (renewed.get(question)?.distance ?? far) < distance);
  const judged = state.judged.map((each) => renewed.get(each.question) ?? each);
  return { own: edit.apply(state.own), judged, edit, because: because ?? group[0]! };
}

/**
 * Whether words are those of a refusal, wherever it is: no question is answered worse by them, and where several operations
 * refuse so, more than one does with these words.
 */
function isOfAll({ entry }: Edit, before: readonly Judged[], after: readonly Judged[]): boolean {
  const refused = before.map((each, place) => ({ each, later: after[place]?.distance ?? far }));
  if (refused.some(({ each, later }) => later > each.distance)) return false;
  const sharing = refused.filter(({ each: { trace } }) => `refusals.${trace.refused?.refusal}` === entry);
  const operations = (all: typeof refused): number =>
    new Set(all.map(({ each }) => each.trace.operation)).size;
  const better = sharing.filter(({ each, later }) => later < each.distance);
  return operations(sharing) === 1 || operations(better) > 1;
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
