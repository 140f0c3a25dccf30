import { writeFileSync } from 'node:fs';
import { StateError } from '../contract/cloud.ts';
import { PactCliMissing } from '../contract/pact-packages.ts';
import { realCloud } from '../contract/real-cloud.ts';
import { verifyPacts } from '../contract/verify.ts';
import { junitOf, type Verified, type VerifiedInteraction } from '../contract/verify/results.ts';
import { type BrokerSource, VerifierFailed, type Verifying } from '../contract/verify/verifier.ts';
import { Failure } from './failure.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';
import { brokerUrl, pactFiles } from './pact-files.ts';
import { type Paint, paintFor } from './paint.ts';
import { loginsOf } from './players.ts';
import { jsonText, printable } from './text.ts';
import { webUrl, wholeNumber } from './values.ts';

/**
 * `verify`: verifies pacts on a server.
 * @throws Mistake where an option is not right; Failure where the server does not keep a contract, or nothing could
 * be verified.
 */
export async function runVerify(given: Given): Promise<void> {
  const providerBaseUrl = webUrl(given, 'provider-base-url');
  if (providerBaseUrl === undefined)
    throw new Mistake(
      'verify needs to know what to verify: --provider-base-url URL, the image API without version.',
    );
  const pacts = pactsToVerify(given);
  const cloud = realCloud({ imageUrl: providerBaseUrl, logins: loginsOf(given) });
  const parallel = wholeNumber(given, 'parallel', [1, 16]) ?? 2;
  try {
    report(given, await interruptible({ providerBaseUrl, cloud, pacts, parallel }));
  } finally {
    await cloud.logOut();
  }
}

/** Verifies, tells how far it is, and ends where it is told to stop. @throws Failure where it does not come to its end. */
async function interruptible(verifying: Verifying): Promise<Verified> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const progress = progressOn(process.stderr);
  try {
    return await verifyPacts({ ...verifying, signal: stopping.signal, progress: progress.show });
  } catch (error) {
    throw stopping.signal.aborted ? new Failure(interrupted(error)) : commandErrorFrom(error);
  } finally {
    progress.end();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function interrupted(error: unknown): string {
  const left =
    error instanceof StateError ? ` ${error.message}` : ' What it had made in the cloud is taken away.';
  return `verify was interrupted.${left}`;
}

function commandErrorFrom(error: unknown): unknown {
  if (error instanceof PactCliMissing) return new Mistake(error.message, { cause: error });
  if (error instanceof VerifierFailed) return new Failure(error.message.split('\n'), { cause: error });
  return error instanceof StateError ? new Failure(error.message, { cause: error }) : error;
}

function report(given: Given, verified: Verified): void {
  const shown = printableResults(verified);
  write(given, 'junit', () => junitOf(shown));
  write(given, 'json', () => `${jsonText(verified, 2)}\n`);
  // Whoever reads may leave early, and is told all the same whether the contracts hold.
  process.exitCode = verified.ok ? 0 : 1;
  process.stdout.write(`${resultLines(shown, paintFor(process.stdout)).join('\n')}\n`);
  if (!verified.ok) throw new Failure(verdict(verified));
}

function verdict({ interactions }: Verified): string {
  const failed = interactions.filter(({ ok, pending }) => !ok && !pending).length;
  return failed === 0
    ? 'there was no interaction to verify, so nothing is proven.'
    : `${failed} of ${interactions.length} interactions do not hold.`;
}

function write(given: Given, option: string, text: () => string): void {
  const file = given.text(option);
  if (file === undefined) return;
  try {
    writeFileSync(file, text());
  } catch (error) {
    throw new Mistake(`--${option} ${file} could not be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/**
 * The pacts that the command line asks for: of a broker, of a path, or of the package.
 * @throws Mistake where there are none, or one is no pact.
 */
export function pactsToVerify(given: Given): readonly string[] | BrokerSource {
  const broker = brokerUrl('--broker-base-url', given.text('broker-base-url'));
  if (broker !== undefined && given.text('pact') !== undefined)
    throw new Mistake('--pact and --broker-base-url cannot go together: pacts come from one place.');
  if (broker !== undefined) return brokerSource(given, broker);
  if (given.has('publish-verification-results'))
    throw new Mistake('--publish-verification-results needs --broker-base-url, the broker to publish to.');
  return pactFiles(given);
}

function brokerSource(given: Given, brokerUrl: string): BrokerSource {
  const providerVersion = given.text('provider-version');
  const providerBranch = given.text('provider-branch');
  const buildUrl = webUrl(given, 'build-url');
  const publish = given.has('publish-verification-results');
  if (publish && providerVersion === undefined)
    throw new Mistake('--publish-verification-results needs --provider-version, the version of the server.');
  return {
    brokerUrl,
    selectors: selectorsOf(given),
    publish,
    enablePending: given.has('enable-pending'),
    ...(providerVersion === undefined ? {} : { providerVersion }),
    ...(providerBranch === undefined ? {} : { providerBranch }),
    ...(buildUrl === undefined ? {} : { buildUrl }),
  };
}

function selectorsOf(given: Given): readonly object[] {
  const written = given.text('selectors');
  if (written === undefined) return [];
  try {
    const list: unknown = JSON.parse(written);
    if (Array.isArray(list) && list.every((each) => typeof each === 'object' && each !== null))
      return list as object[];
  } catch {
    // Said below.
  }
  throw new Mistake(`--selectors must be a JSON list such as [{"mainBranch":true}], not ${written}.`);
}

/** Says how far a verification is, while it runs. */
export interface Progress {
  show(begun: number, all: number | undefined): void;
  /** Makes room for what comes next. */
  end(): void;
}

/** How often a stream that is no terminal is told. */
const progressStep = 50;

/** On a terminal one line that changes; elsewhere a line now and then. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  let shown = false;
  const text = (begun: number, all: number | undefined): string =>
    `verifying ${begun}${all === undefined ? '' : ` of ${all}`} …`;
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

/** The results as they may be printed: their texts come from pacts, and from what a server answered. */
export function printableResults({ ok, interactions }: Verified): Verified {
  const shown = interactions.map((each) => ({
    ...each,
    consumer: printable(each.consumer),
    sentence: printable(each.sentence),
    rule: printable(each.rule),
    differences: each.differences.flatMap(inLines),
  }));
  return { ok, interactions: shown };
}

/** A difference may have several lines; those after the first are not to be taken for ours. */
function inLines(difference: string): readonly string[] {
  return difference.split('\n').map((line, place) => `${place === 0 ? '' : '  '}${printable(line)}`);
}

/**
 * A result per interaction, consumer by consumer, and how many there were; what differs is repeated in the end.
 * @param verified as `printableResults` makes it.
 */
export function resultLines({ interactions }: Verified, paint: Paint): readonly string[] {
  const failed = interactions.filter(({ ok }) => !ok);
  const suites = [...Map.groupBy(interactions, ({ consumer }) => consumer)];
  return [
    ...suites.flatMap(([consumer, own]) => [
      paint('heading', consumer),
      ...own.map((each) => resultLine(each, paint)),
      '',
    ]),
    ...(failed.length === 0
      ? []
      : [paint('heading', 'What differs'), ...failed.flatMap((each) => differenceLines(each, paint)), '']),
    `${interactions.length - failed.length} interactions hold, ${failed.length} do not.`,
  ];
}

function resultLine({ ok, pending, sentence, rule }: VerifiedInteraction, paint: Paint): string {
  const mark = ok ? paint('good', '  ok  ') : paint('broken', pending ? '  pending' : '  FAILED');
  return `${mark} ${sentence}${rule === '' ? '' : paint('faint', `  ${rule}`)}`;
}

function differenceLines(
  { consumer, sentence, rule, differences }: VerifiedInteraction,
  paint: Paint,
): readonly string[] {
  return [
    `  ${paint('broken', sentence)} (${consumer})`,
    ...(rule === '' ? [] : [`    rule: ${rule}`]),
    ...differences.map((each) => `    ${each}`),
  ];
}
