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
