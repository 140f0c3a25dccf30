import type { Options } from './options.ts';

/** A command as the command line and the help see it; what it does stands in `loaders.ts`. */
export interface Command {
  /** One line. */
  readonly summary: string;
  /** How it is called, behind the name of the program. */
  readonly usage: string;
  readonly options: Options;
  /** What else there is to know: a text per paragraph. */
  readonly notes: readonly string[];
  /** Commands to paste, with what they do. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** Whether it takes arguments that are no options. */
  readonly takesArgument?: boolean;
}
