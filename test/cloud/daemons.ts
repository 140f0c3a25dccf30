import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that runs in the background until it is stopped. */
export interface Daemon {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it answers. */
  isUp(): Promise<boolean>;
}

/** Where daemons leave their process ids and logs. */
export interface Yard {
  readonly directory: string;
  say(line: string): void;
  /** Aborted, nothing more is started. */
  readonly signal?: AbortSignal | undefined;
}

const patience = 90_000;

/**
 * Starts a daemon, unless the one that was started here earlier still runs, and waits until it answers.
 * @returns how to stop it; an earlier one is left running.
 * @throws where it ends or stays silent: the end of its log is in the message.
 */
export async function startDaemon(
  daemon: Daemon,
  { directory, say, signal }: Yard,
): Promise<() => Promise<void>> {
  signal?.throwIfAborted();
  const pidFile = `${directory}/${daemon.name}.pid`;
  if (runs(pidOf(pidFile)) && (await daemon.isUp())) {
    say(`${daemon.name} runs already`);
    return async () => {};
  }
  if (await daemon.isUp())
    throw new Error(`something else answers where ${daemon.name} should: stop it, or choose another port`);
  say(`starting ${daemon.name} …`);
  const log = openSync(`${directory}/${daemon.name}.log`, 'w');
  const child = spawn(daemon.command, daemon.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...daemon.env },
  });
  closeSync(log);
  child.unref();
  const failed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${code ?? signal}`));
  });
  const pid = child.pid ?? 0;
  writeFileSync(pidFile, String(pid));
  const atExit = (): void => void signalled(-pid, 'SIGTERM');
  process.once('exit', atExit);
  const stop = async (): Promise<void> => {
    process.off('exit', atExit);
    await stopGroup(pid, pidFile);
  };
  const trouble = await Promise.race([failed, answering(daemon, signal)]);
  if (trouble === undefined) return stop;
  await stop();
  throw new Error(
    `${daemon.name} does not run: ${trouble}. The end of its log:\n${endOf(`${directory}/${daemon.name}.log`)}`,
  );
}

/** Stops a daemon that was started here by a program that is gone; nothing is done where none answers. */
export async function stopEarlier(daemon: Daemon, { directory }: Pick<Yard, 'directory'>): Promise<void> {
  const pidFile = `${directory}/${daemon.name}.pid`;
  if (runs(pidOf(pidFile)) && (await daemon.isUp())) await stopGroup(pidOf(pidFile), pidFile);
}

async function answering(daemon: Daemon, signal: AbortSignal | undefined): Promise<string | undefined> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await daemon.isUp()) return undefined;
    if (signal?.aborted === true) return 'it was interrupted';
    await pause(100);
  }
  return `no answer in ${patience / 1000} seconds`;
}

/** Asks the whole process group to end; kills what is left after ten seconds. */
async function stopGroup(pid: number, pidFile: string): Promise<void> {
  for (let tenths = 0; signalled(-pid, tenths < 100 ? 'SIGTERM' : 'SIGKILL') && tenths < 110; tenths += 1)
    await pause(100);
  rmSync(pidFile, { force: true });
}

function signalled(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== 0 && process.kill(pid, signal);
  } catch {
    return false;
  }
}

function pidOf(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

function runs(pid: number): boolean {
  return signalled(pid, 0);
}

function endOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-15).join('\n') : '(no log)';
}

/** Whether anything answers at a URL, whatever it says. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => (await response.arrayBuffer(), true),
    () => false,
  );
}
