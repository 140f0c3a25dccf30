import { type CommandArguments, readArguments } from './arguments.ts';
import { type CommandName, commands, defaultCommand, isCommandName, optionsOf } from './commands.ts';
import { CommandError, unknownWordError, UsageError } from './errors.ts';
import { printable } from './text.ts';

/** The exit codes, by what happened. */
const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/**
 * Runs a command.
 * @param args the command line without the name of the program.
 * @returns the exit code: 0 done, 1 it failed, 2 a usage error.
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const unwritten = outlivingOutput();
  try {
    await dispatch(args);
    return unwritten() ? exitCodes.failed : exitCodes.done;
  } catch (error) {
    if (error instanceof CommandError) {
      process.stderr.write(`image-members-fake: ${printed(error.lines)}\n`);
      return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const trace = printed(text.split('\n'));
    process.stderr.write(
      `image-members-fake: this is a bug of the program, not of what you typed.\n${trace}\n`,
    );
    return exitCodes.failed;
  }
}

function printed(lines: readonly string[]): string {
  return lines.map(printable).join('\n');
}

async function dispatch(args: readonly string[]): Promise<void> {
  const [first = '', ...rest] = args;
  const named = first !== '' && !first.startsWith('-');
  const name = named ? first : defaultCommand;
  if (!isCommandName(name)) throw unknownWordError('command', name, Object.keys(commands));
  const command = commands[name];
  const parsed = readArguments(name, optionsOf(command), named ? rest : args, command.takesArgument ?? false);
  if (parsed.has('help')) return (await import('./help.ts')).explain(named ? name : undefined);
  const asksVersion = parsed.has('version') && command.options['version'] === undefined;
  if (asksVersion) return (await import('./version.ts')).printVersion();
  await runners[name](parsed);
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
const runners: Readonly<Record<CommandName, (parsed: CommandArguments) => Promise<void>>> = {
  serve: async (parsed) => (await import('./serve.ts')).runServe(parsed),
  env: async (parsed) => (await import('./env.ts')).runEnv(parsed),
  rules: async (parsed) => (await import('./rules.ts')).runRules(parsed),
  publish: async (parsed) => (await import('./publish.ts')).runPublish(parsed),
  stub: async (parsed) => (await import('./stub.ts')).runStub(parsed),
  verify: async (parsed) => (await import('./verify.ts')).runVerify(parsed),
  states: async (parsed) => (await import('./provider-states.ts')).runStates(parsed),
  reset: async (parsed) => (await import('./control.ts')).runReset(parsed),
  world: async (parsed) => (await import('./control.ts')).runWorld(parsed),
  snapshot: async (parsed) => (await import('./control.ts')).runSnapshot(parsed),
  journal: async (parsed) => (await import('./control.ts')).runJournal(parsed),
  fault: async (parsed) => (await import('./control.ts')).runFault(parsed),
  clock: async (parsed) => (await import('./control.ts')).runClock(parsed),
  wait: async (parsed) => (await import('./control.ts')).runWait(parsed),
  help: async (parsed) => (await import('./help.ts')).runHelp(parsed),
};
