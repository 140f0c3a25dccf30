import { fstatSync, writeSync } from 'node:fs';
import type { WritableOptions } from 'node:stream';
import { type CommandArguments, readArguments } from './arguments.ts';
import {
  type CommandName,
  commandNamed,
  commandNames,
  defaultCommand,
  isCommandName,
  optionsOf,
} from './commands.ts';
import { CommandError, exitCodes, systemFailure, unknownWordError } from './errors.ts';
import { printable, withoutLogins } from '../http/printable.ts';

/** Runs the command line of this process, and sets its exit code. What nobody catches is a bug, and ends it as one. */
export async function runProgram(): Promise<void> {
  process.on('uncaughtException', (error) => process.exit(reported(error)));
  inFull(process.stdout, 1);
  inFull(process.stderr, 2);
  const unwritten = outlivingOutput();
  // That something could not be written may be known only after the command is done.
  process.once('exit', (code) => {
    if (code === exitCodes.done[0] && unwritten()) process.exitCode = exitCodes.failed[0];
  });
  process.exitCode = await runCommandLine(process.argv.slice(2));
}

/**
 * Runs a command.
 * @param args the command line without the name of the program.
 * @returns the exit code, one of `exitCodes` or that of the command which `run` ran.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    return (await dispatch(args)) ?? exitCodes.done[0];
  } catch (error) {
    return reported(error);
  }
}

/** Prints why a command ended. @returns its exit code. */
function reported(thrown: unknown): number {
  const error = systemFailure(thrown) ?? thrown;
  if (error instanceof CommandError) {
    process.stderr.write(`image-members-fake: ${printed(error.lines)}\n`);
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const trace = printed(text.split('\n'));
  process.stderr.write(
    `image-members-fake: this is a bug of the program, not of what you typed.\n${trace}\n`,
  );
  return exitCodes.bug[0];
}

function printed(lines: readonly string[]): string {
  // What is taken for a file or a word may be a URL with a password.
  return lines.map((line) => printable(withoutLogins(line))).join('\n');
}

/** @returns the exit code where the command has one of its own. */
async function dispatch(args: readonly string[]): Promise<number | undefined> {
  const [first = '', ...rest] = args;
  const named = first !== '' && !first.startsWith('-');
  const name = named ? first : defaultCommand;
  if (!isCommandName(name)) throw unknownWordError('command', name, commandNames);
  const command = await commandNamed(name);
  const parsed = readArguments(name, optionsOf(command), named ? rest : args, command);
  if (parsed.has('help')) {
    await (await import('./help.ts')).explain(named ? name : undefined);
    return undefined;
  }
  const asksVersion = parsed.has('version') && command.options['version'] === undefined;
  if (asksVersion) return void (await import('./version.ts')).printVersion();
  return (await runners[name](parsed)) ?? undefined;
}

/**
 * Writes to a file until all is written or the system says why not: of a text that no longer fits on the disk, Node's own
 * stream writes what fits, and calls that done.
 */
function inFull(stream: NodeJS.WriteStream, descriptor: number): void {
  if (!isFile(descriptor)) return;
  const write: WritableOptions['write'] = (chunk: Uint8Array, _, done) => {
    try {
      let rest = chunk;
      while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
  Object.assign(stream, { _write: write });
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    // It is closed.
    return false;
  }
}

/**
 * Lets the program go on when nobody reads what it prints, as after `| head`, and when it cannot be written, as on a full
 * disk: a server outlives its log.
 * @returns whether something on stdout could not be written although it is still open.
 */
function outlivingOutput(): () => boolean {
  let failed = false;
  process.stderr.on('error', () => {});
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || failed) return;
    failed = true;
    process.stderr.write(`image-members-fake: stdout could not be written: ${message}\n`);
  });
  return () => failed;
}

/** What each command does. Its file is loaded when it is called. */
const runners: Readonly<Record<CommandName, (parsed: CommandArguments) => Promise<number | void>>> = {
  serve: async (parsed) => (await import('./serve.ts')).runServe(parsed),
  run: async (parsed) => (await import('./run.ts')).runCommand(parsed),
  env: async (parsed) => (await import('./env.ts')).runEnv(parsed),
  rules: async (parsed) => (await import('./rules.ts')).runRules(parsed),
  contracts: async (parsed) => (await import('./contracts.ts')).runContracts(parsed),
  publish: async (parsed) => (await import('./publish.ts')).runPublish(parsed),
  stub: async (parsed) => (await import('./stub.ts')).runStub(parsed),
  verify: async (parsed) => (await import('./verify.ts')).runVerify(parsed),
  states: async (parsed) => (await import('./provider-states.ts')).runStates(parsed),
  compare: async (parsed) => (await import('./compare.ts')).runCompare(parsed),
  learn: async (parsed) => (await import('./learn.ts')).runLearn(parsed),
  reset: async (parsed) => (await import('./control.ts')).runReset(parsed),
  world: async (parsed) => (await import('./control.ts')).runWorld(parsed),
  snapshot: async (parsed) => (await import('./control.ts')).runSnapshot(parsed),
  journal: async (parsed) => (await import('./journal.ts')).runJournal(parsed),
  fault: async (parsed) => (await import('./control.ts')).runFault(parsed),
  clock: async (parsed) => (await import('./control.ts')).runClock(parsed),
  wait: async (parsed) => (await import('./control.ts')).runWait(parsed),
  state: async (parsed) => (await import('./state.ts')).runState(parsed),
  help: async (parsed) => (await import('./help.ts')).runHelp(parsed),
};
