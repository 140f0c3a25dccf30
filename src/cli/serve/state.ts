import type { Host } from '../../host/host.ts';
import type { State } from '../../host/state.ts';
import type { CommandArguments } from '../arguments.ts';
import { Failure, UsageError } from '../errors.ts';
import { byteCount, oneOf } from '../values.ts';

/** Milliseconds between two words on how far a recovery is. */
const between = 2000;

/**
 * What keeps the worlds, as `--state` says.
 * @param tell gets a sentence on a recovery that takes long.
 * @throws UsageError where an option is not right.
 */
export async function stateNamed(
  place: string,
  args: CommandArguments,
  tell: (progress: string) => void,
): Promise<State> {
  const sync = args.has('state-sync') ? oneOf(args, 'state-sync', ['full', 'normal']) : 'full';
  const mostBytes = byteCount(args, 'state-bytes');
  let told = performance.now();
  const onProgress = ({ worlds, of }: { readonly worlds: number; readonly of: number }): void => {
    if (performance.now() - told < between) return;
    told = performance.now();
    tell(`${worlds} of ${of} worlds are read.`);
  };
  const { sqlite } = await import('../../sqlite.ts');
  return sqlite(place, { sync, onProgress, ...(mostBytes === undefined ? {} : { mostBytes }) });
}

/**
 * Waits until the worlds of a host are there.
 * @throws UsageError where they cannot be had from what `--state` names; Failure where a database does not answer.
 */
export async function untilReady(host: Host): Promise<void> {
  const { StateError } = await import('../../state/engine.ts');
  try {
    await host.ready;
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const Told = error.kind === 'lost' || error.kind === 'full' ? Failure : UsageError;
    throw new Told(`--state: ${error.message}`, { cause: error });
  }
}
