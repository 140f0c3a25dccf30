import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Called } from '../cli/calling.ts';

const main = `${import.meta.dirname}/../../src/cli/main.mjs`;
const require = createRequire(import.meta.url);
const pactBroker = require.resolve('@pact-foundation/pact-cli/bin/pact-broker.js');

/** Keeps what Node compiled from one call to the next: most of a call is compiling. */
const compiled = `${tmpdir()}/image-members-fake-compiled`;

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string>>;

/** A program that runs. */
export interface Running extends AsyncDisposable {
  /** What it prints that a pattern fits, once it is printed; undefined where it ends before. */
  printed(pattern: RegExp): Promise<string | undefined>;
  stop(signal?: NodeJS.Signals): Promise<Called>;
}

/** Calls our command and waits for its end. */
export function command(args: readonly string[], variables: Variables = {}): Promise<Called> {
  return start(main, args, variables).ended;
}

/** Starts our command. */
export function startCommand(args: readonly string[], variables: Variables = {}): Running {
  const { ended, stdout, kill } = start(main, args, variables);
  const stop: Running['stop'] = (signal = 'SIGTERM') => {
    kill(signal);
    return ended;
  };
  return {
    printed: (pattern) => Promise.race([printed(stdout, pattern), ended.then(() => undefined)]),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** Calls the official client of the broker and waits for its end. */
export function brokerClient(args: readonly string[], variables: Variables): Promise<Called> {
  return start(pactBroker, args, { ...variables, PACT_DO_NOT_TRACK: 'true' }).ended;
}

interface Started {
  readonly ended: Promise<Called>;
  readonly stdout: Readable;
  kill(signal: NodeJS.Signals): void;
}

/** The broker of this machine's environment is not for every test: it is given where it is meant. */
function start(script: string, args: readonly string[], variables: Variables): Started {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PACT_BROKER_'));
  const env = {
    ...Object.fromEntries(inherited),
    NO_COLOR: '',
    FORCE_COLOR: '',
    NODE_COMPILE_CACHE: compiled,
    ...variables,
  };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code: code as number | null, stdout, stderr }),
  );
  return { ended, stdout: child.stdout, kill: (signal) => void child.kill(signal) };
}

function printed(stream: Readable, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let all = '';
    stream.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      const [found] = pattern.exec(all) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
}
