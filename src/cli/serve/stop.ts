import { fstatSync } from 'node:fs';

/** Under npm a single Ctrl-C arrives twice, from the terminal and from npm: only a later one is a second one. */
const samePressMilliseconds = 250;

/** Told to stop the hard way: 128 and the number of SIGINT, as shells count. */
const forced = 130;

/**
 * Settles once the process is asked to stop: by Ctrl-C, SIGTERM or SIGHUP. A second Ctrl-C ends it at once. Who stops a
 * service may send several signals in a row, and they do not.
 */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (): void => {
      first ??= performance.now();
      resolve();
    };
    process.on('SIGINT', () => {
      if (first !== undefined && performance.now() - first > samePressMilliseconds) process.exit(forced);
      stop();
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

/** The standard input of a process that another one started, and that may be at its end with it. */
export interface ParentInput {
  /** Settles once the input is at its end; never where it was before this was asked, and where there is no pipe. */
  ended(): Promise<void>;
}

/**
 * Watches standard input where it is a pipe or a socket: those of a program that started this one are at their end when
 * that program is gone. A file, a terminal and /dev/null say nothing of anybody. A pipe that is at its end from the
 * beginning is that of a service manager that closes it: it ends nothing.
 */
export function parentInput(): ParentInput {
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    if (!isPipe()) return;
    const end = (): void => {
      isOver = true;
      resolve();
    };
    process.stdin.on('end', end).on('error', end).resume();
    // What keeps the process alive is the server.
    process.stdin.unref();
  });
  return { ended: () => (isOver ? new Promise(() => {}) : over) };
}

function isPipe(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}
