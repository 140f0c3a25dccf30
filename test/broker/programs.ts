import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { type Called, endOf, environmentWith, printedIn } from '../cli/calling.ts';
import { startHere } from '../cli/here.ts';

const require = createRequire(import.meta.url);
const pactBroker = require.resolve('@pact-foundation/pact-cli/bin/pact-broker.js');

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string>>;

/** A command that runs. */
export interface Running extends AsyncDisposable {
  /** What it prints that a pattern fits, once it is printed; undefined where it ends before. */
  printed(pattern: RegExp): Promise<string | undefined>;
  stop(signal?: NodeJS.Signals): Promise<Called>;
}

/** Starts our command in this process. */
export function startCommand(args: readonly string[], variables: Variables = {}): Running {
  const program = startHere(args, environmentWith(variables));
  const stop: Running['stop'] = (signal = 'SIGTERM') => {
    program.kill(signal);
    return program.ended;
  };
  return {
    printed: (pattern) => printedIn(program, pattern),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** The client reads the certificates of this machine before each request, which takes longer than all the rest. */
const noAuthorities: Variables = { SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull };

/** Calls the official client of the broker and waits for its end. */
export function brokerClient(args: readonly string[], variables: Variables): Promise<Called> {
  const isSecure = variables['PACT_BROKER_BASE_URL']?.startsWith('https:') === true;
  const env = environmentWith({
    ...(isSecure ? {} : noAuthorities),
    ...variables,
    PACT_DO_NOT_TRACK: 'true',
  });
  return endOf(spawn(process.execPath, [pactBroker, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
}
