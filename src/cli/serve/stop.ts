import { fstatSync, readFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { signalCode } from '../errors.ts';

/** Under npm a single Ctrl-C arrives twice, from the terminal and from npm: only a later one is a second one. */
const samePressMilliseconds = 250;

/** Who asks: a person who reads what is printed, or who manages processes and kills those that take long. */
export type StopReason = 'person' | 'manager';

/**
 * Settles once the process is asked to stop: by Ctrl-C, by SIGTERM, SIGHUP or SIGQUIT, as service managers and
 * containers send them, or because npm was stopped that started it. A second Ctrl-C ends it at once. Who stops a service
 * may send several signals in a row, and they do not.
 */
export function stopAsked(): Promise<StopReason> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (reason: StopReason): void => {
      first ??= performance.now();
      resolve(reason);
    };
    process.on('SIGINT', () => {
      if (first !== undefined && performance.now() - first > samePressMilliseconds)
        process.exit(signalCode('SIGINT'));
      stop('person');
    });
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => stop('manager'));
    whenNpmIsGone(() => stop('manager'));
  });
}

/** How often is looked for npm. No event tells of the end of a parent. */
const lookMilliseconds = 100;

/**
 * Calls back when npm has left this process behind. `npm start` and `npx` run a command through a shell, and pass a
 * signal to that shell alone, or to nobody. A script of somebody's own may leave a server in the background on purpose,
 * so nothing else is looked at.
 */
export function whenNpmIsGone(callBack: () => void): void {
  const { npm_lifecycle_event: event, npm_package_name: name } = process.env;
  if (event !== 'npx' && (event !== 'start' || name !== 'image-members-fake')) return;
  const shell = process.ppid;
  const npm = processOf(shell)?.parent;
  const isBehindShell = npm !== undefined && processOf(npm)?.name.startsWith('npm');
  const look = setInterval(() => {
    if (process.ppid === shell && (!isBehindShell || processOf(shell)?.parent === npm)) return;
    clearInterval(look);
    callBack();
  }, lookMilliseconds).unref();
}

/** A process by its id; undefined on systems without /proc. */
function processOf(id: number): { readonly name: string; readonly parent: number } | undefined {
  try {
    const [, name = '', parent] =
      /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/** The standard input of a process, as far as it tells of the program that started this one. */
export interface ParentInput {
  /** Settles once the input is at its end; never where it tells of nobody. */
  readonly ended: Promise<void>;
}

/** Time to see that a pipe is at its end already. */
const settlingMilliseconds = 20;

/**
 * Watches standard input where it is a pipe or a socket: that of a program that started this one is at its end when the
 * program is gone. A file, a terminal and /dev/null tell of nobody, and neither does a pipe that is at its end from the
 * beginning: service managers give such ones.
 */
export async function parentInput(): Promise<ParentInput> {
  if (!isPipe()) return { ended: never };
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isOver = true;
      resolve();
    };
    process.stdin.on('end', end).on('error', end).resume();
  });
  await setTimeout(settlingMilliseconds);
  // A busy process may be that late before it has looked at its input for the first time.
  await setImmediate();
  await setImmediate();
  // What keeps the process alive from now on is the server.
  process.stdin.unref();
  return { ended: isOver ? never : ended };
}

const never = new Promise<void>(() => {});

function isPipe(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}
