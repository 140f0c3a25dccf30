import { writeFileSync } from 'node:fs';
import { StateError } from '../contract/cloud.ts';
import { PactCliMissing } from '../contract/pact-packages.ts';
import { realCloud } from '../contract/real-cloud.ts';
import { verifyPacts } from '../contract/verify.ts';
import { junitOf, type Verified } from '../contract/verify/results.ts';
import { VerifierFailed, type Verifying } from '../contract/verify/verifier.ts';
import { Failure } from './failure.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';
import { paintFor } from './paint.ts';
import { loginsOf } from './players.ts';
import { jsonText } from './text.ts';
import { webUrl, wholeNumber } from './values.ts';
import { pactsToVerify } from './verify/pacts.ts';
import { progressOn } from './verify/progress.ts';
import { printableResults, resultLines } from './verify/result-lines.ts';

/**
 * `verify`: verifies pacts on a server.
 * @throws Mistake where an option is not right; Failure where the server does not keep a contract, or nothing could
 * be verified.
 */
export async function run(given: Given): Promise<void> {
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
    return await verifyPacts({ ...verifying, signal: stopping.signal, progress: progress.tell });
  } catch (error) {
    throw stopping.signal.aborted ? new Failure(interrupted(error)) : told(error);
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

function told(error: unknown): unknown {
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
