import { type Verified, type VerifiedInteraction, verifiedOf } from './verify/results.ts';
import { type PactFile, pactFileAt, runVerifier, type Verifying } from './verify/verifier.ts';

/**
 * Verifies pacts with the official verifier. The states that the interactions ask for are made in the cloud through
 * its own API, and taken away after each interaction, whatever came of it.
 * @throws PactCliMissing where the verifier is not installed; VerifierFailed where it could not do its work;
 * StateError where something that was made could not be taken away.
 */
export async function verifyPacts(verifying: Verifying): Promise<Verified> {
  const { pacts, progress = () => {} } = verifying;
  let begun = 0;
  const begins = (all?: number) => (): void => progress((begun += 1), all);
  if ('brokerUrl' in pacts) {
    const source = { kind: 'broker', broker: pacts } as const;
    return verifiedOf(await runVerifier({ ...verifying, source, begins: begins() }));
  }
  const files = pacts.map(pactFileAt);
  const all = files.reduce((sum, { interactions }) => sum + interactions, 0);
  return verifiedOf(await verifyFiles(files, verifying, begins(all)));
}

/** Verifies pact files, some at a time. @returns the results in the order of the files. */
async function verifyFiles(
  files: readonly PactFile[],
  { parallel = 2, ...verifying }: Verifying,
  begins: () => void,
): Promise<readonly VerifiedInteraction[]> {
  const failing = new AbortController();
  const signal = AbortSignal.any([failing.signal, ...(verifying.signal ? [verifying.signal] : [])]);
  const queue = [...files.entries()];
  const results: VerifiedInteraction[][] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      const [place, pact] = next;
      const source = { kind: 'file', pact } as const;
      results[place] = [...(await runVerifier({ ...verifying, signal, source, begins }))];
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
  return results.flat();
}
