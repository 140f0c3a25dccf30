import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError, withHelp } from '../contract/cloud.ts';
import type { Profile } from '../domain/profile.ts';
import { PactCliMissing } from '../contract/pact-packages.ts';
import { realCloud } from '../contract/real-cloud.ts';
import { verifyPacts } from '../contract/verify.ts';
import { reportOf } from '../contract/verify/json.ts';
import type { LeftOut } from '../contract/own-pacts.ts';
import { junitOf, skipped } from '../contract/verify/junit.ts';
import { markdownOf } from '../contract/verify/markdown.ts';
import type { Verified } from '../contract/verify/results.ts';
import type { BrokerSource } from '../contract/verify/broker.ts';
import type { Check } from '../contract/verify/preflight.ts';
import { VerifierFailed } from '../contract/verify/program.ts';
import type { Verifying } from '../contract/verify/verifier.ts';
import type { CommandArguments } from './arguments.ts';
import { Difference, exitCodes, Failure, unwritten, UsageError } from './errors.ts';
import { interruptible } from './interruptible.ts';
import { leftOutIn } from './contracts.ts';
import { brokerUrl, pactFiles } from './pact-files.ts';
import { paintFor } from './paint.ts';
import { loginsOf } from './players.ts';
import { profileOf } from './profiles.ts';
import { rulesOf } from '../world/options.ts';
import { resultLines } from './verify-results.ts';
import { counted, jsonText, printable } from '../http/printable.ts';
import { imageApiUrl, webUrl, wholeNumber } from './values.ts';

/**
 * `verify`: verifies pacts on a server.
 * @throws UsageError where an option is not right; Difference where the server does not keep a contract, or there is
 * none; Failure where it could not be verified; Interrupted where a signal came before the end.
 */
export async function runVerify(args: CommandArguments): Promise<void> {
  const providerBaseUrl = imageApiUrl(args, 'provider-base-url');
  if (providerBaseUrl === undefined)
    throw new UsageError(
      'verify needs to know what to verify: --provider-base-url URL, the image API without version.',
    );
  for (const option of ['junit', 'json', 'markdown']) checkPlace(args, option);
  const parallel = wholeNumber(args, 'parallel', [1, 16]) ?? 2;
  const bounds = {
    seconds: wholeNumber(args, 'answer-timeout', [1, 3600]),
    bytes: wholeNumber(args, 'answer-bytes', [1024, 1024 ** 3]),
  };
  const pacts = await pactsToVerify(args);
  const logins = loginsOf(args);
  const real = realCloud({ imageUrl: providerBaseUrl, logins });
  const provider = args.text('provider') ?? 'image-members-api';
  try {
    const rules = await rulesOfPacts(args);
    const cloud = isHelped(rules, logins) ? withHelp(real) : real;
    const verifying = { providerBaseUrl, provider, cloud, pacts, parallel, bounds, ...(rules && { rules }) };
    report(args, await verification(verifying), leftOutIn(args));
  } finally {
    await real.logOut();
  }
}

/**
 * Whether an administrator makes what players may not: a policy may keep them from what a state needs. The contracts of the
 * package are about clouds where none does.
 */
function isHelped(rules: Profile | undefined, { administrator }: ReturnType<typeof loginsOf>): boolean {
  return administrator !== undefined && (rules === undefined || rules.own !== null);
}

/** The rules that the pacts were written from; undefined for pacts from elsewhere. */
async function rulesOfPacts(args: CommandArguments): Promise<Profile | undefined> {
  const isElsewhere = args.text('pact') !== undefined || args.text('broker-base-url') !== undefined;
  return isElsewhere ? undefined : rulesOf({ profile: await profileOf(args) });
}

/** Verifies, shows how far it is, and ends when it is stopped. @throws Failure or Interrupted where it does not come to its end. */
async function verification(verifying: Verifying): Promise<Verified> {
  const progress = progressOn(process.stderr);
  const atOnce = 'A third signal ends it at once, and leaves the rest.';
  const words = { command: 'verify', atOnce, left: leftBy, failure: commandErrorFrom };
  try {
    return await interruptible(words, (signal) =>
      verifyPacts({ ...verifying, signal, progress: progress.show, checked: showCheck }),
    );
  } finally {
    progress.end();
  }
}

/** Says what was checked; what failed is said at the end. */
export function showCheck({ name, ok, text, warnings = [] }: Check): void {
  if (ok) process.stderr.write(`${name.padEnd(15)}  ${printable(text)}\n`);
  for (const warning of warnings) process.stderr.write(`warning: ${printable(warning)}\n`);
}

/** What is left where a signal ended it. */
function leftBy(error: unknown): string {
  return error instanceof StateError ? error.message : 'What it had made in the cloud is removed.';
}

function commandErrorFrom(error: unknown): unknown {
  if (error instanceof PactCliMissing) return new UsageError(error.message, { cause: error });
  if (error instanceof VerifierFailed) return new Failure(error.message.split('\n'), { cause: error });
  return error instanceof StateError ? new Failure(error.message, { cause: error }) : error;
}

function report(args: CommandArguments, verified: Verified, leftOut: readonly LeftOut[]): void {
  const all = [...verified.interactions, ...leftOut.map((each) => skipped(each))];
  write(args, 'junit', () => junitOf({ ...verified, interactions: all }));
  write(args, 'json', () => `${jsonText(reportOf(verified), 2)}\n`);
  write(args, 'markdown', () => markdownOf(verified));
  // Whoever reads may leave early: the exit code says all the same whether the contracts hold.
  process.exitCode = exitCodes[verified.ok ? 'done' : 'difference'][0];
  process.stdout.write(
    `${resultLines(verified, { paint: paintFor(process.stdout), all: args.has('all') }).join('\n')}\n`,
  );
  if (verified.ok && verified.interactions.length === 0)
    process.stderr.write('warning: there was no interaction to verify, so nothing is proven.\n');
  if (!verified.ok) throw new Difference(verdict(verified));
}

function verdict({ interactions }: Verified): string {
  const failed = interactions.filter(({ ok, pending }) => !ok && !pending).length;
  return failed === 0
    ? 'the broker has no pact of this provider, so nothing is proven. Publish one, or choose others with --provider or --selectors.'
    : `${failed} of ${counted(interactions.length, 'interaction')} ${failed === 1 ? 'does' : 'do'} not hold.`;
}

/** @throws Failure where a report could not be written: better before the verification than after it. */
function checkPlace(args: CommandArguments, option: string): void {
  const file = args.text(option);
  if (file === undefined) return;
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
    accessSync(there === undefined ? `${dirname(file)}/` : file, constants.W_OK);
  } catch (error) {
    throw unwritten(`--${option} ${file}`, error);
  }
}

function write(args: CommandArguments, option: string, text: () => string): void {
  const file = args.text(option);
  if (file === undefined) return;
  try {
    writeFileSync(file, text());
  } catch (error) {
    throw unwritten(`--${option} ${file}`, error);
  }
}

/**
 * The pacts that the command line asks for: of a broker, of a path, or of the package.
 * @throws UsageError where there are none, or one is no pact.
 */
export async function pactsToVerify(args: CommandArguments): Promise<readonly string[] | BrokerSource> {
  const broker = brokerUrl('--broker-base-url', args.text('broker-base-url'));
  if (broker !== undefined) return brokerSource(args, broker);
  return pactFiles(args, { mayBeNone: true, unreadable: (lines) => new Difference(lines) });
}

function brokerSource(args: CommandArguments, brokerUrl: string): BrokerSource {
  const providerVersion = args.text('provider-version');
  const providerBranch = args.text('provider-branch');
  const buildUrl = webUrl(args, 'build-url');
  const publish = args.has('publish-verification-results');
  return {
    brokerUrl,
    selectors: selectorsOf(args),
    publish,
    enablePending: args.has('enable-pending'),
    ...(providerVersion === undefined ? {} : { providerVersion }),
    ...(providerBranch === undefined ? {} : { providerBranch }),
    ...(buildUrl === undefined ? {} : { buildUrl }),
  };
}

function selectorsOf(args: CommandArguments): readonly object[] {
  const written = args.text('selectors');
  if (written === undefined) return [];
  try {
    const list: unknown = JSON.parse(written);
    if (Array.isArray(list) && list.every((each) => typeof each === 'object' && each !== null))
      return list as object[];
  } catch {
    // Said below.
  }
  throw new UsageError(`--selectors must be a JSON list such as [{"mainBranch":true}], not ${written}.`);
}

/** Says how far a verification is, while it runs. */
export interface Progress {
  show(begun: number, all: number | undefined): void;
  /** Makes room for what comes next. */
  end(): void;
}

/** How many interactions lie between two lines of progress on a stream that is no terminal. */
const progressStep = 50;

/** On a terminal one line that changes; elsewhere a line now and then. */
export function progressOn(stream: NodeJS.WriteStream, doing: string = 'verifying'): Progress {
  let shown = false;
  const text = (begun: number, all: number | undefined): string =>
    `${doing} ${begun}${all === undefined ? '' : ` of ${all}`} …`;
  return {
    show(begun, all) {
      if (stream.isTTY) stream.write(`\r${text(begun, all)}`);
      else if (begun % progressStep === 1) stream.write(`${text(begun, all)}\n`);
      shown = true;
    },
    end() {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
