import { checkOptions } from '../domain/given-options.ts';
import { counted } from '../http/printable.ts';
import { provider as ownName } from './pact-file.ts';
import { pactProgram } from './pact-packages.ts';
import { brokerPacts, BrokerProblem, type BrokerSource } from './verify/broker.ts';
import { type PactContent, type PactFile, pactFileAt, playersNeeded } from './verify/pact.ts';
import { type Check, failWhereDead, preflight } from './verify/preflight.ts';
import { type Verified, type VerifiedInteraction, verifiedOf } from './verify/results.ts';
import { valueDifferences } from './verify/state-values.ts';
import { runVerifier, type VerifierRun, type Verifying, verifyingOptions } from './verify/verifier.ts';
import type { Compare } from './verify/watcher.ts';

/**
 * Verifies pacts with the official verifier, after a look at the broker, the server and the logins. The states that the
 * interactions ask for are made in the cloud through its own API, and taken away after each interaction, whatever came
 * of it.
 * @throws PactCliMissing where the verifier is not installed; VerifierFailed where it could not do its work, or where
 * what it needs is not there; StateError where something that was made could not be taken away; the reason of the signal
 * where that came before the end.
 */
export async function verifyPacts(verifying: Verifying): Promise<Verified> {
  checkOptions('verifyPacts', verifying, verifyingOptions);
  const { pacts, checked = () => {}, provider = ownName } = verifying;
  // Before a broker or a server is asked anything.
  pactProgram();
  const source = 'brokerUrl' in pacts ? pacts : undefined;
  const all: readonly PactContent[] =
    source === undefined
      ? (pacts as readonly string[]).map(pactFileAt)
      : await pactsOfBroker(source, provider, checked);
  // As with the official verifier, a broker without pacts is a failure, and files without interactions are none.
  if (source !== undefined && all.length === 0) return { ok: false, interactions: [] };
  const interactions = all.flatMap((pact) => pact.interactions);
  if (interactions.length > 0)
    await preflight({ ...verifying, players: playersNeeded(interactions), checked });
  let begun = 0;
  const begins = (): void => verifying.progress?.((begun += 1), interactions.length);
  const signal = verifying.signal ?? new AbortController().signal;
  const run = { ...verifying, provider, begins, signal, compare };
  if (source === undefined) return verifiedOf(await verifyFiles(all as readonly PactFile[], run, verifying));
  return verifiedOf(await runVerifier({ ...run, source: { kind: 'broker', broker: source }, interactions }));
}

/** @throws VerifierFailed where the broker cannot be used. */
async function pactsOfBroker(
  source: BrokerSource,
  provider: string,
  checked: (check: Check) => void,
): Promise<readonly PactContent[]> {
  const name = 'broker';
  try {
    const pacts = await brokerPacts(source, provider);
    const consumers = [...new Set(pacts.map(({ consumer }) => consumer))].join(', ');
    const has =
      pacts.length === 0
        ? `no pacts of ${provider}: publish some, or name the provider with --provider, or choose others with --selectors`
        : `${counted(pacts.length, 'pact')} of ${provider} (${consumers})`;
    checked({ name, ok: pacts.length > 0, text: `${source.brokerUrl} has ${has}` });
    return pacts;
  } catch (error) {
    if (!(error instanceof BrokerProblem)) throw error;
    const check = { name, ok: false, text: error.message } as const;
    checked(check);
    failWhereDead([check]);
    throw error;
  }
}

/** The values of an answer, beside those that the provider states gave. */
const compare: Compare = ({ content }, values, answer) =>
  valueDifferences({ interaction: content, values, answer });

/** Verifies pact files, some at a time. @returns the results in the order of the files. */
async function verifyFiles(
  files: readonly PactFile[],
  run: Omit<VerifierRun, 'source' | 'interactions'>,
  { parallel = 2 }: Verifying,
): Promise<readonly VerifiedInteraction[]> {
  const failing = new AbortController();
  const signal = AbortSignal.any([failing.signal, run.signal]);
  const queue = [...files.entries()];
  const results: VerifiedInteraction[][] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      const [place, pact] = next;
      const source = { kind: 'file', pact } as const;
      const { interactions } = pact;
      results[place] = [...(await runVerifier({ ...run, signal, source, interactions }))];
    }
  };
  const working = Array.from({ length: parallel }, () =>
    work().catch((error: unknown) => {
      failing.abort();
      throw error;
    }),
  );
  // Nobody is left behind: a run that goes on while another has failed would lose what it made.
  const failed = (await Promise.allSettled(working)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  // Files that were not begun would pass for files without interactions.
  run.signal.throwIfAborted();
  return results.flat();
}
