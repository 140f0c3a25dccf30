/** Under npm a single Ctrl-C arrives twice, from the terminal and from npm: only a later one is a second one. */
const samePressMilliseconds = 250;

/** Told to stop the hard way: 128 and the number of SIGINT, as shells count. */
const forced = 130;

/** Settles once the process is told to stop, with Ctrl-C or SIGTERM. Told again, it ends at once. */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (): void => {
      first ??= performance.now();
      if (performance.now() - first > samePressMilliseconds) process.exit(forced);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
