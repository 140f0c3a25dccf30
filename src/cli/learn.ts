import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Document, isMap } from 'yaml';
import { isProfileName, profiles } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { printable } from '../http/printable.ts';
import type { Interaction, Setting } from '../contract/interaction.ts';
import {
  type AnswersFile,
  AnswersError,
  answersFile,
  type AskedWith,
  hasAnswers,
} from '../survey/answers-file.ts';
import { type Asked, type Beginning, type Learnt, learnt } from '../survey/learning.ts';
import { learntProfile, type LearntProfile } from '../survey/learnt-profile.ts';
import { allQuestions, questionsInstead, type Unasked } from '../survey/questions.ts';
import { minorsOf, releasesWith } from '../survey/release.ts';
import { learntLines } from '../survey/report.ts';
import {
  type FilledIn,
  filledIn,
  roleNotes,
  type RolesOfPlayers,
  rolesOfPlayers,
} from '../survey/unheld-roles.ts';
import { type FoundSettings, foundSettings } from '../survey/settings.ts';
import { type AskedQuestion, divided, refusedWith } from '../survey/survey.ts';
import { checkedProfile } from '../world/profile-checked.ts';
import type { CommandArguments } from './arguments.ts';
import { Difference, exitCodes, unwritten, UsageError } from './errors.ts';
import { settingsLeftOut } from './contracts.ts';
import { outcomesOf, type ReadyCloud, withCloud } from './survey.ts';
import { policyOver } from './profiles.ts';
import { wholeNumber } from './values.ts';

/**
 * `learn`: asks a cloud everything, and writes the profile by which the fake answers as it does.
 * @throws UsageError where an option is not right; Difference where the profile cannot say all that the cloud does; Failure where
 * the cloud cannot be asked; Interrupted where a signal came before the end.
 */
export async function runLearn(args: CommandArguments): Promise<void> {
  const file = placeOf(args);
  const without = settingsLeftOut(args);
  const most = wholeNumber(args, 'most', [1, 10_000]) ?? 200;
  await policyOver(args, 'glance');
  const surveyed = await withCloud(args, { command: 'learn', rules: profiles.glance }, (ready) =>
    surveyOf(ready, { file, without, most }),
  );
  process.stderr.write('learning          a fake is asked the same with each rule that may differ\n');
  const { asked, settings, unasked, releases, url } = surveyed;
  const { own: measured, evidence } = settings;
  const beginning: Beginning = { name: nameIn(file), releases, settings: { ...measured, evidence } };
  const { notes, ...found } = await withPolicy(args, await learnt(asked, beginning), surveyed.roles);
  const profile = learntProfile(found, settings, unasked);
  write(file, yamlOf(profile, url, notes));
  surveyed.answers.remove();
  process.exitCode = exitCodes[profile.inexpressible.length === 0 ? 'done' : 'difference'][0];
  const lines = learntLines({ ...profile, file, notes, asked: asked.length, unasked });
  process.stdout.write(`${lines.map(printable).join('\n')}\n`);
  const left = profile.inexpressible.length;
  if (left > 0) throw new Difference(`${left} of ${asked.length} answers cannot be expressed in a profile.`);
}

/** What was learnt, with what the policy file grants to roles that no player has; and what is to be said of such cells. */
async function withPolicy(args: CommandArguments, found: Learnt, players: RolesOfPlayers): Promise<FilledIn> {
  const { based_on: base } = found.own;
  const policy = base === 'rackspace' ? undefined : await policyOver(args, base, true);
  if (policy !== undefined) return filledIn(found, policy, players);
  return { ...found, notes: roleNotes(found.own, players) };
}

/** @throws UsageError where there is one already; Failure where none can be written there. */
function placeOf(args: CommandArguments): string {
  const file = args.text('out');
  if (file === undefined)
    throw new UsageError('learn needs to know where to write the profile: --out our-cloud.yaml.');
  if (existsSync(file))
    throw new UsageError(`--out ${file} is there already. Remove it, or name another file.`);
  try {
    // Whether a file can be made in a folder shows when one is: root may write everywhere, by permission.
    writeFileSync(file, '', { flag: 'wx' });
    rmSync(file);
  } catch (error) {
    throw unwritten(`--out ${file}`, error);
  }
  if (args.has('resume') && !hasAnswers(answersAt(file)))
    process.stderr.write(`${answersAt(file)} has no answers to resume from: everything is asked.\n`);
  if (hasAnswers(answersAt(file)) && !args.has('resume'))
    throw new UsageError(
      `${answersAt(file)} has the answers of a run that was interrupted. Go on with --resume, or remove it.`,
    );
  return file;
}

function answersAt(file: string): string {
  return `${file}.answers`;
}

/** A name for the profile, from that of its file. */
function nameIn(file: string): string {
  const name = basename(file, extname(file))
    .replaceAll(/[^\w.-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 60);
  return name === '' || isProfileName(name) ? `our-${name || 'cloud'}` : name;
}

/** What a cloud answered. */
interface Surveyed {
  readonly url: string;
  readonly releases: readonly ReleaseName[];
  readonly settings: FoundSettings;
  readonly asked: readonly Asked[];
  readonly unasked: readonly Unasked[];
  readonly roles: RolesOfPlayers;
  readonly answers: AnswersFile;
}

/** What is asked, and where the answers are kept. */
interface SurveyOptions {
  readonly file: string;
  readonly without: readonly Setting[];
  readonly most: number;
}

async function surveyOf(
  ready: ReadyCloud,
  { file, without, most: mostTried }: SurveyOptions,
): Promise<Surveyed> {
  const { cloud, logins: players } = ready;
  const answers = opened(answersAt(file), { cloud: cloud.url, players, without, most: mostTried });
  const releases = releasesWith(await minorsOf(cloud));
  const settings = answers.known.settings ?? (await settingsOf(ready, mostTried, without));
  if (answers.known.settings === undefined) answers.keepSettings(settings);
  // The quota of members is found out by itself, whatever it is.
  const most = settings.own.limits?.members_per_image ?? undefined;
  const questions = allQuestions({ played: cloud.played, without: [...without, 'quota'] }, most);
  const outcomes = await allOutcomes(ready, questions.asked, answers);
  const refused = new Map(outcomes.map(([question, outcome]) => [question, refusedWith(outcome)]));
  const instead = questionsInstead(questions.asked, (question) => refused.get(question));
  const roles = await rolesOfPlayers(cloud);
  const all = [...outcomes, ...(await allOutcomes(ready, instead, answers))];
  const { asked, unasked } = divided(all, cloud.played);
  const facts = { url: cloud.url, releases, settings, answers, roles };
  return { ...facts, asked, unasked: [...unasked, ...questions.unasked] };
}

/** What became of questions: what is known of them, and what the cloud answers to the others. */
async function allOutcomes(
  { cloud, signal }: ReadyCloud,
  questions: readonly Interaction[],
  { known, keep }: AnswersFile,
): Promise<readonly AskedQuestion[]> {
  const before = questions.flatMap((question): AskedQuestion[] => {
    const outcome = known.outcomeOf(question);
    return outcome === undefined ? [] : [[question, outcome]];
  });
  if (before.length > 0) process.stderr.write(`resumed           ${before.length} answers are known\n`);
  const rest = questions.filter((question) => known.outcomeOf(question) === undefined);
  return rest.length === 0 ? before : [...before, ...(await outcomesOf({ cloud, signal }, rest, keep))];
}

function opened(file: string, asked: AskedWith): AnswersFile {
  const written = <Done>(write: () => Done): Done => {
    try {
      return write();
    } catch (error) {
      if (error instanceof AnswersError) throw new UsageError(error.message, { cause: error });
      throw unwritten(file, error);
    }
  };
  const { known, keepSettings, keep, remove } = written(() => answersFile(file, asked));
  return {
    known,
    keepSettings: (settings) => written(() => keepSettings(settings)),
    keep: (question, outcome) => written(() => keep(question, outcome)),
    remove: () => written(remove),
  };
}

async function settingsOf(
  { cloud, signal }: ReadyCloud,
  most: number,
  without: readonly Setting[],
): Promise<FoundSettings> {
  const isAsked = cloud.played.has('producer');
  process.stderr.write(isAsked ? 'asking for limits and pages …\n' : '');
  return foundSettings(cloud, { most, signal, without: isAsked ? without : undefined });
}

const schemaLine =
  ' yaml-language-server: $schema=./node_modules/image-members-fake/fixtures/profile.schema.json';

/** The profile as YAML: a line for each cell, and for each piece of evidence. */
function yamlOf({ own, inexpressible }: LearntProfile, url: string, notes: FilledIn['notes']): string {
  checkedProfile(own);
  const otherwise = inexpressible.map(({ question, cell }) => `${question.sentence} (${cell ?? 'no cell'})`);
  const noted = {
    ...(otherwise.length > 0 && { 'x-inexpressible': otherwise }),
    ...(Object.keys(notes).length > 0 && { 'x-roles': notes }),
  };
  // Other readers of YAML take `no` for false.
  const document = new Document({ ...own, ...noted }, { compat: 'yaml-1.1' });
  document.commentBefore = `${schemaLine}\n\n Learnt from ${url} by image-members-fake learn.`;
  for (const key of ['permissions', 'evidence', 'refusals', 'checks']) {
    const rows = document.get(key);
    if (isMap(rows)) for (const { value } of rows.items) Object.assign(Object(value), { flow: true });
  }
  return document.toString({ lineWidth: 0 });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw unwritten(`--out ${file}`, error);
  }
}
