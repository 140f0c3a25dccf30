/** A command as the command line and the help see it; what it does stands in `command-line.ts`. */
export interface Command {
  /** One line. */
  readonly summary: string;
  /** What it is for: one sentence. */
  readonly purpose: string;
  /** How it is called, behind the name of the program. */
  readonly usage: string;
  readonly options: Options;
  /** What else there is to know: a text per paragraph. */
  readonly notes: readonly string[];
  /** Commands to paste, with what they do. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** Whether it takes an argument that is no option. */
  readonly takesArgument?: boolean;
  /** Whether it takes a command with its own arguments: all from the first word on that is no option of ours. */
  readonly takesCommand?: boolean;
}

/** An option of a command. One without `value` is a switch. */
export interface Option {
  /** What stands for the value in the help: `PORT`. */
  readonly value?: string;
  /** The value that the option has where it stands alone; without it a value is needed. */
  readonly alone?: string;
  /** What holds where the option is not given, as the user would write it. */
  readonly fallback?: string;
  /** The option without which this one says nothing: the help names it first. */
  readonly needs?: string;
  /** Options beside which this one cannot stand; that holds for both sides. */
  readonly excludes?: readonly string[];
  readonly help: string;
}

/** The options of a command by name, without the dashes. */
export type Options = Readonly<Record<string, Option>>;
