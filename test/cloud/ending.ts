/** What ends a program that has started servers. */
export interface End extends Disposable {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
}

/**
 * Listens for Ctrl-C, SIGTERM and SIGHUP until it is disposed of. Signals behind the first are answered on stderr and end nothing:
 * Ctrl-C reaches a program and what it started, which it asks to end once more, and a program that a signal ends
 * leaves its servers running.
 */
export function endOfProgram(): End {
  const ending = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (by: NodeJS.Signals): void => {
    if (ending.signal.aborted)
      console.error(`${by}: it is stopping already; kill -9 leaves its servers running`);
    else ending.abort();
  };
  for (const signal of signals) process.on(signal, end);
  const off = (): void => signals.forEach((signal) => process.off(signal, end));
  return { signal: ending.signal, [Symbol.dispose]: off };
}
