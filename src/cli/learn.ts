import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Document, isMap } from 'yaml';
import type { OwnProfile } from '../domain/profile.ts';
import { isProfileName, profiles } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import { printable } from '../http/printable.ts';
import type { Interaction, Setting } from '../contract/interaction.ts';
import { type AnswersFile, AnswersError, answersFile, type AskedWith, hasAnswers } from '../survey/answers-file.ts';
import { type Asked, type Beginning, type Learnt, learnt } from '../survey/learning.ts';
import { learntProfile, type LearntProfile } from '../survey/learnt-profile.ts';
import { allQuestions, questionsInstead, type Unasked } from '../survey/questions.ts';
import { minorsOf, releasesWith } from '../survey/release.ts';
import {
  type FilledIn,
  filledIn,
  roleNotes,
  type RolesOfPlayers,
  rolesOfPlayers,
} from '../survey/unheld-roles.ts';
import { type FoundSettings, foundSettings, wordsIn } from '../survey/settings.ts';
import { type AskedQuestion, divided, refusedWith } from '../survey/survey.ts';
import { textOf } from '../http/message.ts';
import { jsonOrText } from '../contract/cloud.ts';
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
  const beginning: Beginning = { name: nameIn(file), releases, settings: settings.own };
  const { notes, ...found } = await withPolicy(args, await learnt(asked, beginning), surveyed.roles);
  const profile = learntProfile(found, settings, unasked);
  write(file, yamlOf(profile, url, notes));
  surveyed.answers.remove();
  process.exitCode = exitCodes[profile.inexpressible.length === 0 ? 'done' : 'difference'][0];
  process.stdout.write(
    `${summaryLines(file, profile, { count: asked.length, notes }).map(printable).join('\n')}\n`,
  );
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

/** What was learnt, as lines. */
function summaryLines(
  file: string,
  profile: LearntProfile,
  { count, notes }: { readonly count: number; readonly notes: FilledIn['notes'] },
): readonly string[] {
  const { own, inexpressible } = profile;
  const release = own.release === undefined ? '' : `, release ${own.release}`;
  const unknown = Object.keys(own.unknown ?? {});
  return [
    `${file}: based on ${own.based_on}${release}`,
    ...entriesOf(own).map((entry) => `  ${entry}`),
    ...Object.entries(notes).map(([entry, note]) => `${entry}: ${note}`),
    ...(unknown.length === 0 ? [] : [`unknown: ${unknown.join(', ')}`]),
    ...inexpressible.map(
      ({ question, cell, answer }) =>
        `cannot be expressed: ${question.sentence} (${cell ?? 'no cell'}): ${answer.response.status} ${wordsIn(jsonOrText(textOf(answer.response.body)))}`,
    ),
    `${count} questions asked: a fake with this profile answers ${count - inexpressible.length} the same.`,
  ];
}

/** What the profile says, an entry each: `addMember.producer: no`; what was measured and is as in the base says so. */
function entriesOf(own: OwnProfile): readonly string[] {
  const { name: _, based_on: __, release: ___, evidence: ____, unknown: _____, ...stated } = own;
  const usual = usualSettings(own.based_on);
  return Object.entries(stated).flatMap(([key, value]) => {
    if (typeof value !== 'object' || Array.isArray(value)) return [`${key}: ${[value].flat().join(', ')}`];
    return Object.entries(value as object).flatMap(([name, each]): string[] =>
      key === 'permissions'
        ? Object.entries(each as object).map(([column, cell]) => `${name}.${column}: ${valueText(cell)}`)
        : [
            `${key}.${name}: ${valueText(each)}${usual[`${key}.${name}`] === each ? `, as in ${own.based_on}` : ''}`,
          ],
    );
  });
}

/** The settings of a built-in profile that are measured in a cloud, by their entries; null: there is no limit. */
function usualSettings(base: OwnProfile['based_on']): Readonly<Record<string, number | null>> {
  const { page, membersPerImage, quotas } = profiles[base];
  const limit = (most: number): number | null => (Number.isFinite(most) ? most : null);
  return {
    'page.size': page.size,
    'page.most': page.most,
    'limits.members_per_image': limit(membersPerImage),
    'limits.properties': limit(quotas.properties),
    'limits.tags': limit(quotas.tags),
  };
}

function valueText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
