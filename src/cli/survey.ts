/** What the commands share that ask a real cloud questions: logins, leftovers, signals, progress. */
import type { Player } from '../contract/cast.ts';
import { StateError } from '../contract/cloud.ts';
import { ended, hurriedSeconds, NoAnswer } from '../contract/connection.ts';
import type { Interaction } from '../contract/interaction.ts';
import { loginText } from '../contract/login.ts';
import { ImagesLeft, isSilence } from '../contract/provider-states/image.ts';
import type { Profile } from '../domain/profile.ts';
import { realCloud } from '../contract/real-cloud.ts';
import { preflight } from '../contract/verify/preflight.ts';
import { VerifierFailed } from '../contract/verify/program.ts';
import { counted, printable } from '../http/printable.ts';
import { removeLeftovers } from '../survey/leftovers.ts';
import { type Run, runHere } from '../survey/run-mark.ts';
import { type AskedQuestion, CloudGone, survey } from '../survey/survey.ts';
import { type SurveyedCloud, surveyedCloud } from '../survey/surveyed-cloud.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, UsageError } from './errors.ts';
import { interruptible } from './interruptible.ts';
import { loginsOf } from './players.ts';
import { progressOn, showCheck } from './verify.ts';
import { imageApiUrl, wholeNumber } from './values.ts';

/** A cloud that is ready to be asked. */
export interface ReadyCloud {
  readonly cloud: SurveyedCloud;
  readonly run: Run;
  readonly signal: AbortSignal;
  /** Who plays each player, without secrets: `alice in project acme`. */
  readonly logins: Readonly<Record<string, string>>;
}

/**
 * Asks the cloud that the options name, with the players logged in and what killed runs have left removed. Ctrl-C ends it
 * once what was made is removed.
 * @param command its name, for errors, and the rules by which the roles of the players are looked at.
 * @throws UsageError where an option is not right; Failure where the cloud cannot be used or something stays there;
 * Interrupted where a signal came before the end.
 */
export async function withCloud<Result>(
  args: CommandArguments,
  { command, rules }: { readonly command: string; readonly rules: Profile },
  ask: (ready: ReadyCloud) => Promise<Result>,
): Promise<Result> {
  const imageUrl = imageApiUrl(args, 'provider-base-url');
  if (imageUrl === undefined)
    throw new UsageError(
      `${command} needs to know what to ask: --provider-base-url URL, the image API without version.`,
    );
  const requestsPerSecond = wholeNumber(args, 'requests-per-second', [1, 10_000]) ?? 20;
  const logins = loginsOf(args);
  const players: ReadonlySet<Player> = new Set(Object.keys(logins) as Player[]);
  const run = runHere(Date.now());
  const atOnce = 'A third signal ends it at once; the next run removes the rest.';
  const words = { command, atOnce, left: leftBy, failure: commandErrorFrom };
  return interruptible(words, async (signal) => {
    const cloud = realCloud({ imageUrl, logins, ending: signal });
    const surveyed = surveyedCloud(cloud, { imageUrl, played: players, run, requestsPerSecond });
    try {
      const needed = { providerBaseUrl: imageUrl, cloud, players, rules };
      await preflight({ ...needed, done: 'asked', checked: showCheck });
      await cleaned(surveyed, run, signal);
      return await ask({ cloud: surveyed, run, signal, logins: loginTexts(logins) });
    } finally {
      await cloud.logOut();
    }
  });
}

function loginTexts(logins: ReturnType<typeof loginsOf>): ReadyCloud['logins'] {
  return Object.fromEntries(Object.entries(logins).map(([player, login]) => [player, loginText(login)]));
}

/** @throws Failure where the cloud does not answer, or is none. */
async function cleaned(cloud: SurveyedCloud, run: Run, signal: AbortSignal): Promise<void> {
  const { removed, stuck } = await removeLeftovers(cloud, run, signal).catch((error: Error) => {
    throw error instanceof StateError
      ? new Failure(`nothing was asked. ${error.message}`, { cause: error })
      : error;
  });
  if (removed > 0)
    process.stderr.write(`leftovers        ${counted(removed, 'image')} of killed runs removed\n`);
  if (stuck.length > 0)
    process.stderr.write(
      `warning: images of killed runs could not be removed: ${stuck.map(printable).join(', ')}\n`,
    );
}

/** What is left where a signal ended it. */
function leftBy(error: unknown, seconds: number): string {
  if (error instanceof ImagesLeft) return `${error.message} The next run tries it again.`;
  // A request that made something may have been given up then.
  const isSure = seconds < hurriedSeconds;
  return `What it had made in the cloud is removed${isSure ? '.' : ', as far as the cloud answered; the next run removes the rest.'}`;
}

function commandErrorFrom(error: unknown): unknown {
  if (error instanceof VerifierFailed) return new Failure(error.message.split('\n'), { cause: error });
  if (error instanceof CloudGone || error instanceof NoAnswer || isSilence(error))
    return new Failure(
      `the cloud stopped answering, so the rest was not asked. Images that were made may still be there; the next run removes them. ${ended(error.message)}`,
      { cause: error },
    );
  if (error instanceof ImagesLeft)
    return new Failure(`${error.message} The next run tries it again.`, { cause: error });
  return error instanceof StateError ? new Failure(error.message, { cause: error }) : error;
}

/**
 * Asks questions, and shows how far it is.
 * @param heard hears of each question when it is over.
 * @throws as `survey`.
 */
export async function outcomesOf(
  { cloud, signal }: Pick<ReadyCloud, 'cloud' | 'signal'>,
  asked: readonly Interaction[],
  heard: (...each: AskedQuestion) => void = () => {},
): Promise<readonly AskedQuestion[]> {
  const outcomes: AskedQuestion[] = [];
  const progress = progressOn(process.stderr, 'asking');
  try {
    await survey(cloud, asked, {
      signal,
      heard: (question, outcome) => {
        outcomes.push([question, outcome]);
        heard(question, outcome);
        progress.show(outcomes.length, asked.length);
      },
    });
    return outcomes;
  } finally {
    progress.end();
  }
}
