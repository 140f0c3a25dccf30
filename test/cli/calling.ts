import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { startHere } from './here.ts';

/** Keeps what Node compiled from one call to the next: most of a call is compiling. */
const compiled = `${tmpdir()}/image-members-fake-compiled`;

const main = `${import.meta.dirname}/../../src/cli/main.mjs`;

/** What a command left behind. */
export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command and waits for its end. */
export function call(args: readonly string[]): Promise<Called> {
  return calling(args).ended;
}

/** Calls the command in this process (`here.ts`) and waits for its end. What programs print that it starts is not in it. */
export function callHere(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Called> {
  return startHere(args, environmentWith(env)).ended;
}

/**
 * Calls several commands, one after the other, in one process of a user who may write nothing that others own: as root, of another
 * user. Variables of one are those of all behind it.
 */
export async function callAsNobody(
  all: readonly (readonly [args: readonly string[], env?: NodeJS.ProcessEnv])[],
): Promise<readonly Called[]> {
  const calls = `
const { callHere } = await import('${import.meta.url}');
const all = [];
for (const [args, env] of ${JSON.stringify(all)}) {
  Object.assign(process.env, env);
  all.push(await callHere(args));
}
process.stdout.write(JSON.stringify(all));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', calls], {
    ...(process.getuid?.() === 0 && { uid: 65_534, gid: 65_534 }),
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr } = await endOf(child);
  if (stdout === '') throw new Error(`nothing was called: ${stderr}`);
  return JSON.parse(stdout) as readonly Called[];
}

/** A command that runs. */
export interface Calling {
  readonly child: Child;
  readonly ended: Promise<Called>;
}

/** Calls the command. */
export function calling(args: readonly string[], surroundings: Surroundings = {}): Calling {
  const child = start(args, surroundings);
  return { child, ended: endOf(child) };
}

/** Waits for the end of a process, and gives all that it printed. */
export async function endOf(child: Child): Promise<Called> {
  const read = [child.stdout, child.stderr].map((stream) => text(stream).catch(() => ''));
  const [[code], stdout = '', stderr = ''] = await Promise.all([once(child, 'exit'), ...read]);
  return { code: code as number | null, stdout, stderr };
}

/** A command that runs, in a process of its own or here. */
export interface Program {
  readonly ended: Promise<Called>;
  readonly stdout: Pick<NodeJS.EventEmitter, 'on'>;
  kill(signal: NodeJS.Signals): void;
}

/** A `serve` that answers. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  /** Sends a signal, waits for the end, and gives all that was printed. */
  stop(signal?: NodeJS.Signals): Promise<Called>;
}

/** A `serve` in a process of its own. */
export interface ServingProcess extends Serving {
  /** Ends its standard input, where that is a pipe, and waits for the end. */
  endInput(): Promise<Called>;
  /** Reads nothing of it any more, as `head` does once it has enough. */
  stopReading(): void;
}

/** What a process is started with. */
export interface Surroundings {
  /** Its standard input: /dev/null, a pipe, or a pipe that is at its end. */
  readonly input?: 'none' | 'pipe' | 'ended';
  /** How long a file may get that it writes, in blocks of 512 or 1024 bytes. */
  readonly fileBlocks?: number;
  /** Variables besides those of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts `serve` in a process of its own, on any free port, and waits until it says where it answers. */
export async function serve(
  args: readonly string[] = [],
  surroundings: Surroundings = {},
): Promise<ServingProcess> {
  const child = start(['serve', '--port', '0', ...args], surroundings);
  const ended = endOf(child);
  const serving = await answering({
    ended,
    stdout: child.stdout,
    kill: (signal) => void child.kill(signal),
  });
  return {
    ...serving,
    endInput() {
      child.stdin?.end();
      return ended;
    },
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

/** Starts `serve` in this process (`here.ts`), on any free port, and waits until it says where it answers. */
export function serveHere(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Serving> {
  return answering(startHere(['serve', '--port', '0', ...args], environmentWith(env)));
}

async function answering(program: Program): Promise<Serving> {
  const { ended } = program;
  const url = await printedIn(program, /https?:[^\s"]+(?=[\s"])/);
  if (url === undefined) throw new Error(`serve did not start: ${(await ended).stderr}`);
  const stop: Serving['stop'] = (signal = 'SIGTERM') => {
    program.kill(signal);
    return ended;
  };
  return { url, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

/** What a program prints that a pattern fits, once it is printed; undefined where it ends before. */
export function printedIn({ stdout, ended }: Program, pattern: RegExp): Promise<string | undefined> {
  const found = new Promise<string>((resolve) => {
    let printed = '';
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [match] = pattern.exec(printed) ?? [];
      if (match !== undefined) resolve(match);
    });
  });
  return Promise.race([found, ended.then(() => undefined)]);
}

/**
 * The environment of this process with some changes, and nothing in it that would change what is printed. The broker of
 * this machine is not for tests: it is given where it is meant.
 */
export function environmentWith(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PACT_BROKER_'));
  const plain = { NO_COLOR: '', FORCE_COLOR: '', npm_command: '', NODE_COMPILE_CACHE: compiled };
  return { ...Object.fromEntries(inherited), ...plain, ...more };
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

function start(
  args: readonly string[],
  { input = 'none', fileBlocks, env: more = {} }: Surroundings = {},
): Child {
  const env = environmentWith(more);
  const limited = ['-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, main, ...args];
  const [program, all] = fileBlocks === undefined ? [process.execPath, [main, ...args]] : ['sh', limited];
  if (input === 'none') return spawn(program, all, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const child = spawn(program, all, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  if (input === 'ended') child.stdin.end();
  return child;
}
