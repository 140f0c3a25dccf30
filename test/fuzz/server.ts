import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { LogBook } from './log.ts';
import { attackedWorld } from './place.ts';

const main = `${import.meta.dirname}/../../src/cli/main.mjs`;

/** How a server ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A `serve` of its own process that is under attack. */
export interface Attacked extends AsyncDisposable {
  readonly round: RoundName;
  readonly port: number;
  readonly child: ChildProcess;
  readonly log: LogBook;
  /** How it ended; undefined while it runs. */
  ended(): Ended | undefined;
  /** Memory in use, in KiB: the resident set of the process. */
  memory(): number;
  /** How many sockets it has open, the listening one and pipes among them. */
  sockets(): number;
  /** Back to the seed. @throws Error where that is refused. */
  reset(): Promise<void>;
  /** The pact that it has written; undefined where there is none. */
  pact(): string | undefined;
  /** Sends a signal and waits for the end; after a time it is killed, and `milliseconds` is Infinity. */
  stop(signal?: NodeJS.Signals): Promise<Ended & { readonly milliseconds: number }>;
}

/** How long a server may take to end. */
export const stopMilliseconds = 5000;
/** How long it may take with a recording of thousands of made-up requests to write. */
export const recordedMilliseconds = 90_000;

/** The servers that are attacked, and how each is started. */
export const rounds = {
  glance: ['--identity-v2'],
  rackspace: ['--profile', 'rackspace', '--error-body', 'general'],
  record: ['--identity-v2', '--consumer', 'fuzzer', '--record'],
} as const;

/** The name of one of the servers that are attacked. */
export type RoundName = keyof typeof rounds;

/** Starts `serve` with the attacked world on a free port, and waits until it answers. */
export async function attacked(
  round: RoundName = 'glance',
  { stderr = 'pipe' }: { readonly stderr?: 'pipe' | number } = {},
): Promise<Attacked> {
  const directory = mkdtempSync(`${tmpdir()}/image-members-fuzz-`);
  const seed = `${directory}/world.json`;
  writeFileSync(seed, JSON.stringify(attackedWorld()));
  const args = [...rounds[round], ...(round === 'record' ? [directory] : [])];
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--json', '--seed', seed, ...args], {
    stdio: ['ignore', 'pipe', stderr],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const log = new LogBook();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.take(text));
  const port = await portOf(child, log);
  return {
    round,
    ...serverOf(child, port, log),
    pact: () => read(`${directory}/fuzzer-image-members-api.json`),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        kill();
        await once(child, 'exit');
      }
      rmSync(directory, { recursive: true });
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function serverOf(
  child: ChildProcess,
  port: number,
  log: LogBook,
): Omit<Attacked, keyof AsyncDisposable | 'round' | 'pact'> {
  const proc = `/proc/${child.pid}`;
  const closed = once(child, 'close');
  const ended = (): Ended | undefined =>
    child.exitCode === null && child.signalCode === null
      ? undefined
      : { code: child.exitCode, signal: child.signalCode };
  return {
    port,
    child,
    log,
    ended,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`${proc}/status`, 'utf8'))?.[1]),
    sockets: () =>
      readdirSync(`${proc}/fd`).filter((fd) => targetOf(`${proc}/fd/${fd}`).startsWith('socket:')).length,
    async reset() {
      const headers = { 'Content-Type': 'application/json' };
      const { status } = await fetch(`http://127.0.0.1:${port}/_fake/reset`, { method: 'POST', headers });
      if (status !== 204) throw new Error(`POST /_fake/reset is answered ${status}`);
    },
    async stop(signal = 'SIGTERM') {
      const begun = performance.now();
      if (ended() === undefined) child.kill(signal);
      const inTime = await Promise.race([closed.then(() => true), after(2 * recordedMilliseconds, false)]);
      const milliseconds = inTime ? performance.now() - begun : Infinity;
      if (!inTime) child.kill('SIGKILL');
      await closed;
      log.end();
      return { code: child.exitCode, signal: child.signalCode, milliseconds };
    },
  };
}

/** Where a file descriptor leads; empty where it has just been closed. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

/** @throws Error where the server ends before it says where it answers. */
async function portOf(child: ChildProcess, log: LogBook): Promise<number> {
  const ready = new Promise<number>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      log.output += text;
      const port = /"port":(\d+)/.exec(log.output)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const port = await Promise.race([ready, once(child, 'exit').then(() => undefined)]);
  if (port === undefined) throw new Error(`serve did not start: ${log.strange.join('\n')}${log.output}`);
  return port;
}
