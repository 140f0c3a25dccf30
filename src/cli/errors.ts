import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { suggestion } from '../domain/closest-word.ts';

/** How a command ended, with its exit code. The meanings are printed by the help. Source: sysexits.h for 69 and 70. */
export const exitCodes: Readonly<
  Record<'done' | 'difference' | 'usage' | 'failed' | 'bug', readonly [code: number, meaning: string]>
> = {
  done: [0, 'done; or a server was closed with Ctrl-C or a signal'],
  difference: [
    1,
    'something differs: a contract does not hold, a cloud answers differently, there were unexpected requests, or nothing was recorded',
  ],
  usage: [2, 'the command line, the environment or a file named there is not right, or Node.js is too old'],
  failed: [
    69,
    'what it needs failed: a server, a broker or a cloud does not answer or refuses, a file cannot be written',
  ],
  bug: [70, 'a bug of image-members-fake; please report it'],
};

/** The exit code of what a signal ended, as shells count. */
export function signalCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/**
 * An error whose message is all that the user sees of it. A message of several lines is given line by line: a line break
 * within a line came with a text from elsewhere, and is not printed.
 */
export abstract class CommandError extends Error {
  readonly lines: readonly string[];
  abstract readonly exitCode: number;

  constructor(message: string | readonly string[], options?: ErrorOptions) {
    const lines = [message].flat();
    super(lines.join('\n'), options);
    this.lines = lines;
  }
}

/** The command was called wrongly: an option, an argument or a file that it names. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
  readonly exitCode: number = exitCodes.usage[0];
}

/** The usage error for an unknown word, with the one that was probably meant and all that there are. */
export function unknownWordError(kind: string, written: string, words: readonly string[]): UsageError {
  return new UsageError(
    `There is no ${kind} ${written}.${suggestion(written, words)} There are: ${words.join(', ') || 'none'}.`,
  );
}

/** The command did its work, and what it compared is not as it should be: a contract does not hold. */
export class Difference extends CommandError {
  override readonly name = 'Difference';
  readonly exitCode: number = exitCodes.difference[0];
}

/** The command line was right, and what the command needs failed: a server does not answer, a file cannot be written. */
export class Failure extends CommandError {
  override readonly name = 'Failure';
  readonly exitCode: number = exitCodes.failed[0];
}

/** What the system says where something of another kind stands in the place: a file where a directory is to be, or a directory. */
const inTheWay: ReadonlySet<string> = new Set(['EEXIST', 'EISDIR', 'ENOTDIR']);

/**
 * The error for what an option names and cannot be written. One rule for all commands, whether it is seen at the start or at the end: it is
 * a failure, but for a place where something else stands, which is an error of usage.
 * @param what the option with its value.
 */
export function unwritten(what: string, error: unknown): CommandError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const Told = inTheWay.has(code) ? UsageError : Failure;
  return new Told(`${what} cannot be written: ${message}.`, { cause: error });
}

/** What the system says where a disk or a quota is full, cannot be written to, or too much is open: no bug of this program. */
const exhausted: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EROFS',
  'EIO',
  'EMFILE',
  'ENFILE',
]);

/** The failure that an error of the system is, wherever it happens; undefined for another error. */
export function systemFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const { code = '', path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const isAside = [path, dest].some((each) => each?.startsWith(join(tmpdir(), 'image-members-')));
  if (!exhausted.has(code) && !isAside) return undefined;
  const advice = isAside ? ' TMPDIR names another place for what is there for a while.' : '';
  return new Failure(`the system refused it: ${error.message}.${advice}`, { cause: error });
}

/** A signal stopped the command before it was done. */
export class Interrupted extends CommandError {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(message: string, signal: NodeJS.Signals, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = signalCode(signal);
  }
}

/** The failure to reach a server, with what to do about it. */
export function unreached(error: unknown): Failure {
  const advice =
    certificateAdvice(error) || ' Is a server running there? image-members-fake serve starts one.';
  return new Failure((error as Error).message + advice, { cause: error });
}

/** What to do where the certificate of a server keeps it from being reached; empty where something else does. */
export function certificateAdvice(error: unknown): string {
  const { cause } = ((error as Error).cause ?? {}) as { readonly cause?: { readonly code?: string } };
  return /CERT|VERIFY_LEAF/.test(cause?.code ?? '')
    ? ' Node does not trust its certificate: name the file of its certificate authority in NODE_EXTRA_CA_CERTS; for one that signed itself, its own file. The URL needs a name that the certificate has.'
    : '';
}
