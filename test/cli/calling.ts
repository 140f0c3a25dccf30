import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Keeps what Node compiled from one call to the next: most of a call is compiling. */
const compiled = `${tmpdir()}/image-members-fake-compiled`;

const main = `${import.meta.dirname}/../../src/cli/main.ts`;

/** What a command left behind. */
export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command and waits for its end. */
export async function call(args: readonly string[]): Promise<Called> {
  const child = start(args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code as number | null, stdout, stderr };
}

/** A `serve` that answers. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  /** Sends a signal, waits for the end, and gives all that was printed. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<Called>;
}

/** Starts `serve` on any free port and waits until it says where it answers. */
export async function serve(args: readonly string[] = []): Promise<Serving> {
  const child = start(['serve', '--port', '0', ...args]);
  const ended = once(child, 'exit');
  const stderr = text(child.stderr);
  const stdout = text(child.stdout);
  const url = await Promise.race([printedUrl(child.stdout), ended.then(() => undefined)]);
  if (url === undefined) throw new Error(`serve did not start: ${await stderr}`);
  const stop: Serving['stop'] = async (signal = 'SIGTERM') => {
    child.kill(signal);
    const [code] = await ended;
    return { code: code as number | null, stdout: await stdout, stderr: await stderr };
  };
  return { url, stop, [Symbol.asyncDispose]: async () => void (await stop()) };
}

function printedUrl(stream: Readable): Promise<string> {
  return new Promise((resolve) => {
    let printed = '';
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [url] = /http:[^\s"]+(?=[\s"])/.exec(printed) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

function start(args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const env = {
    ...process.env,
    NO_COLOR: '',
    FORCE_COLOR: '',
    npm_command: '',
    NODE_COMPILE_CACHE: compiled,
  };
  return spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}
