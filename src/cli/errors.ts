import { suggestion } from '../domain/closest-word.ts';

/**
 * An error whose message is all that the user sees of it. A message of several lines is given line by line: a line break
 * within a line came with a text from elsewhere, and is not printed.
 */
export abstract class CommandError extends Error {
  readonly lines: readonly string[];

  constructor(message: string | readonly string[], options?: ErrorOptions) {
    const lines = [message].flat();
    super(lines.join('\n'), options);
    this.lines = lines;
  }
}

/** The command was called wrongly: an option, an argument or a file that it names. The exit code is 2. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}

/** The usage error for an unknown word, with the one that was probably meant and all that there are. */
export function unknownWordError(kind: string, written: string, words: readonly string[]): UsageError {
  return new UsageError(
    `There is no ${kind} ${written}.${suggestion(written, words)} There are: ${words.join(', ') || 'none'}.`,
  );
}

/** What was asked for was right and was tried, and did not succeed: the broker refused, a pact is not kept. The exit code is 1. */
export class Failure extends CommandError {
  override readonly name = 'Failure';
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
