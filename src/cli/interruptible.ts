import { Interrupted } from './errors.ts';

/** What a command says of itself where it does not come to its end. */
interface Words {
  readonly command: string;
  /** What a third signal leaves behind, as a sentence. */
  readonly atOnce: string;
  /** What is left where a signal ended it, as sentences. @param seconds since the signal. */
  left(error: unknown, seconds: number): string;
  /** The error of the command for one that no signal caused. */
  failure(error: unknown): unknown;
}

/**
 * Runs until the end, or until a signal: what was made is removed then. A third one does not wait for that.
 * @throws Interrupted where a signal ended it, and else what `failure` makes of the error.
 */
export async function interruptible<Result>(
  { command, atOnce, left, failure }: Words,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  let stopped: { readonly by: NodeJS.Signals; readonly at: number } | undefined;
  const off = (): void => void process.off('SIGINT', stop).off('SIGTERM', stop);
  const stop = (by: NodeJS.Signals): void => {
    if (stopped !== undefined) {
      off();
      process.stderr.write(`${command} removes what it has made. ${atOnce}\n`);
    }
    stopped ??= { by, at: performance.now() };
    stopping.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(stopping.signal);
  } catch (error) {
    if (stopped === undefined) throw failure(error);
    const { by, at } = stopped;
    const seconds = (performance.now() - at) / 1000;
    throw new Interrupted(`${command} was interrupted. ${left(error, seconds)}`, by, { cause: error });
  } finally {
    off();
  }
}
