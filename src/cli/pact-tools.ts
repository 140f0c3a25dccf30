import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { PactCliMissing, pactEnvironment, pactProgram } from '../contract/pact-packages.ts';
import { signalCode, UsageError } from './errors.ts';
import { printable } from '../http/printable.ts';

/** A program of the official Pact tools that runs. */
interface PactTool {
  readonly ended: Promise<Ended>;
}

/** How a program ended. */
interface Ended {
  /** Its exit code, as a shell would report it. */
  readonly code: number;
  /** The signal that stopped it, such as that of Ctrl-C; undefined where it ended by itself. */
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** The signals that stop this process, and are passed on to the program. */
const stopSignals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts the official Pact tools with the words of a command line. They read where this process does, what they print
 * it prints without control characters, they have its environment with some changes, and are stopped when it is
 * stopped. Secrets belong in the environment: everybody on the machine sees the words.
 * @throws UsageError where the tools are not installed.
 */
export function startPactTool(words: readonly string[], changes: NodeJS.ProcessEnv = {}): PactTool {
  const env = { ...pactEnvironment(), ...changes };
  const child = spawn(program(), words, { stdio: ['inherit', 'pipe', 'pipe'], env });
  passOn(child.stdout, process.stdout);
  passOn(child.stderr, process.stderr);
  let stoppedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    stoppedBy = signal;
    child.kill(signal);
  };
  // Whatever ends this process, the program does not outlive it.
  const leave = (): void => void child.kill();
  for (const signal of stopSignals) process.on(signal, stop);
  process.on('exit', leave);
  const ended = exitCodeOf(child).then((code) => {
    for (const signal of stopSignals) process.off(signal, stop);
    process.off('exit', leave);
    return { code, stoppedBy };
  });
  return { ended };
}

/** What the tools print has their own colours, and texts from pacts. */
function passOn(from: Readable, to: Writable): void {
  createInterface({ input: from }).on('line', (line) => {
    to.write(`${printable(stripVTControlCharacters(line))}\n`);
  });
}

/** @throws UsageError where the tools are not installed. */
function program(): string {
  try {
    return pactProgram();
  } catch (error) {
    if (error instanceof PactCliMissing) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The exit code of a child, as a shell would report it. */
export async function exitCodeOf(child: ChildProcess): Promise<number> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code ?? (signal === null ? 0 : signalCode(signal));
}
