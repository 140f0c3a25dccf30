import { type AnyProfile, nameOf } from '../domain/profiles.ts';
import type { ReleaseName } from '../domain/releases.ts';
import type { Setting } from '../contract/interaction.ts';
import { refusedWithoutLevels } from '../contract/own-pacts.ts';
import { inTurn } from '../contract/write.ts';
import { alikeIn } from '../survey/alike.ts';
import { comparingWith } from '../survey/comparison.ts';
import { questionsAbout } from '../survey/questions.ts';
import { minorsOf, releasesWith } from '../survey/release.ts';
import {
  type Comparison,
  comparisonJunit,
  comparisonMarkdown,
  differing,
  textLines,
} from '../survey/report.ts';
import { divided, isForbidden } from '../survey/survey.ts';
import type { SurveyedCloud } from '../survey/surveyed-cloud.ts';
import type { CommandArguments } from './arguments.ts';
import { settingsLeftOut } from './contracts.ts';
import { Difference, exitCodes, UsageError } from './errors.ts';
import { counted } from '../http/printable.ts';
import { paintFor } from './paint.ts';
import { outcomesOf, type ReadyCloud, withCloud } from './survey.ts';
import { rulesOf } from '../world/options.ts';
import { profileOf, releaseOf } from './profiles.ts';
import { oneOf } from './values.ts';

/** The forms of a comparison. */
const formats = ['text', 'markdown', 'junit'] as const;

/**
 * `compare`: asks a cloud and the fake the same, and prints what differs.
 * @throws UsageError where an option is not right; Difference where the cloud answers otherwise; Failure where it cannot be
 * asked; Interrupted where a signal came before the end.
 */
export async function runCompare(args: CommandArguments): Promise<void> {
  const format = oneOf(args, 'format', formats);
  if (args.has('all') && format !== 'text')
    throw new UsageError('--all goes with the format text, and with no other. Leave one of them out.');
  const rules = { profile: await profileOf(args), release: await releaseOf(args) };
  const without = settingsLeftOut(args);
  const asking = { command: 'compare', rules: rulesOf({ profile: rules.profile }) };
  const comparison = await withCloud(args, asking, (ready) => compared(ready, rules, without));
  const text = {
    text: () =>
      textLines(comparison, {
        heading: (line) => paintFor(process.stdout)('heading', line),
        all: args.has('all'),
      }).join('\n'),
    markdown: () => comparisonMarkdown(comparison),
    junit: () => comparisonJunit(comparison),
  }[format]();
  const count = differing(comparison).length;
  const isSame = count === 0;
  // Whoever reads may leave early: the exit code says all the same whether something differs.
  process.exitCode = exitCodes[isSame ? 'done' : 'difference'][0];
  process.stdout.write(`${text.trimEnd()}\n`);
  if (comparison.compared.length === 0)
    process.stderr.write('warning: nothing could be asked, so nothing is proven.\n');
  if (!isSame)
    throw new Difference(
      `the cloud does not follow these rules: ${count} of ${counted(comparison.compared.length, 'answer')} ${count === 1 ? 'differs' : 'differ'}.`,
    );
}

/** The rules that the options name. */
interface Rules {
  readonly profile: AnyProfile;
  readonly release: ReleaseName | undefined;
}

async function compared(
  { cloud, signal }: Pick<ReadyCloud, 'cloud' | 'signal'>,
  { profile, release: named }: Rules,
  without: readonly Setting[],
): Promise<Comparison> {
  const release = named ?? (await releaseShown(cloud, profile));
  const rules = rulesOf({ profile, ...(release && { release }) });
  const further = typeof profile === 'string' ? [] : await refusedWithoutLevels(profile, release);
  const { asked, unasked } = questionsAbout(rules, { played: cloud.played, without }, further);
  const name = nameOf(profile);
  const shown = release === undefined ? name : `${name}, release ${release}`;
  process.stderr.write(`rules            ${shown}\n`);
  const outcomes = await outcomesOf({ cloud, signal }, asked);
  const compare = comparingWith({ profile, release });
  // One after the other: they share a fake, which has one world.
  const possible = outcomes.filter(([, outcome]) => !isForbidden(outcome));
  const all = await inTurn(possible, ([question, outcome]) => compare(question, outcome));
  const impossible = outcomes.filter(([, outcome]) => isForbidden(outcome));
  const proven = all.filter((each) => each !== undefined);
  return {
    about: `${cloud.url} compared with the rules of ${shown}`,
    compared: proven,
    alike: await alikeIn(proven, { profile, release }),
    unasked: [...unasked, ...divided(impossible, cloud.played).unasked],
    unproven: all.length - proven.length,
  };
}

/** The release that fits the versions of the cloud; undefined where the profile says which, or follows none. */
async function releaseShown(cloud: SurveyedCloud, profile: AnyProfile): Promise<ReleaseName | undefined> {
  if (typeof profile !== 'string' && profile.release !== undefined) return profile.release;
  if (!rulesOf({ profile }).releaseIsFree) return undefined;
  return releasesWith(await minorsOf(cloud))[0];
}
