/** An option of a command. One without `value` is a switch. */
export interface Option {
  /** What stands for the value in the help: `PORT`. */
  readonly value?: string;
  /** What holds where the option is not given, as the user would write it. */
  readonly fallback?: string;
  readonly help: string;
}

/** The options of a command by name, without the dashes. */
export type Options = Readonly<Record<string, Option>>;
