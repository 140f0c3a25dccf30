import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { type Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../src/cli/command-line.ts';

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

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command line in this process, one call after the other: the same as `call`, at a hundredth of its time. For
 * commands that end by themselves and start no program that prints.
 */
export function callHere(args: readonly string[]): Promise<Called> {
  const called = last.then(() => calledHere(args));
  last = called.catch(() => {});
  return called;
}

async function calledHere(args: readonly string[]): Promise<Called> {
  const { stdout, stderr } = process;
  const printed = { stdout: '', stderr: '' };
  const listening = signals.map((signal) => process.listeners(signal));
  put({ stdout: into(printed, 'stdout'), stderr: into(printed, 'stderr') });
  try {
    return { code: await runCommandLine(args), ...printed };
  } finally {
    put({ stdout, stderr });
    // A command that ends with its process leaves these there.
    for (const [place, signal] of signals.entries())
      for (const listener of process.listeners(signal))
        if (!listening[place]?.includes(listener)) process.off(signal, listener);
  }
}

const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

function into(printed: Record<'stdout' | 'stderr', string>, name: 'stdout' | 'stderr'): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      printed[name] += chunk.toString();
      done();
    },
  });
}

/** The streams that this process prints to from now on. */
function put(streams: Readonly<Record<'stdout' | 'stderr', Writable>>): void {
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
}

/** A command that runs. */
export interface Calling {
  readonly child: Child;
  readonly ended: Promise<Called>;
}

/** Calls the command. */
export function calling(args: readonly string[], surroundings: Surroundings = {}): Calling {
  const child = start(args, surroundings);
  const all = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const ended = all.then(([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}

/** A `serve` that answers. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  /** Sends a signal, waits for the end, and gives all that was printed. */
  stop(signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): Promise<Called>;
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

/** Starts `serve` on any free port and waits until it says where it answers. */
export async function serve(args: readonly string[] = [], surroundings: Surroundings = {}): Promise<Serving> {
  const child = start(['serve', '--port', '0', ...args], surroundings);
  const ended = once(child, 'exit');
  const [stderr, stdout] = [child.stderr, child.stdout].map((stream) => text(stream).catch(() => ''));
  const url = await Promise.race([printedUrl(child.stdout), ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`serve did not start: ${await stderr}`);
  const end = async (): Promise<Called> => {
    const [code] = await ended;
    return { code: code as number | null, stdout: (await stdout) ?? '', stderr: (await stderr) ?? '' };
  };
  const stop: Serving['stop'] = (signal = 'SIGTERM') => {
    child.kill(signal);
    return end();
  };
  return {
    url,
    stop,
    endInput() {
      child.stdin?.end();
      return end();
    },
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

function printedUrl(stream: Readable): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [url] = /https?:[^\s"]+(?=[\s"])/.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

function start(
  args: readonly string[],
  { input = 'none', fileBlocks, env: more = {} }: Surroundings = {},
): Child {
  const env = {
    ...process.env,
    NO_COLOR: '',
    FORCE_COLOR: '',
    npm_command: '',
    NODE_COMPILE_CACHE: compiled,
    ...more,
  };
  const limited = ['-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, main, ...args];
  const [program, all] = fileBlocks === undefined ? [process.execPath, [main, ...args]] : ['sh', limited];
  if (input === 'none') return spawn(program, all, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const child = spawn(program, all, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  if (input === 'ended') child.stdin.end();
  return child;
}
