import { parseArgs } from 'node:util';
import type { Options } from './command.ts';
import { meant, Mistake } from './mistake.ts';

/** What stands behind a command. */
export interface Given {
  readonly argument: string | undefined;
  /** The value of an option that takes one; the last counts. */
  text(name: string): string | undefined;
  /** Whether a switch is set. */
  has(name: string): boolean;
}

/**
 * Reads what stands behind a command.
 * @throws Mistake for an option that the command does not have, a value that is missing or too much, an argument too many.
 */
export function readGiven(
  name: string,
  all: Options,
  args: readonly string[],
  takesArgument: boolean,
): Given {
  const types = Object.entries(all).map(([option, { value }]) => {
    const short = option === 'help' ? { short: 'h' } : {};
    return [option, { type: value === undefined ? 'boolean' : 'string', ...short }] as const;
  });
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string>();
  const loose: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') loose.push(token.value);
    if (token.kind === 'option') values.set(token.name, valueOf(name, all, token));
  }
  const excess = loose[takesArgument ? 1 : 0];
  if (excess !== undefined) throw excessArgument(name, excess);
  return { argument: loose[0], text: (option) => values.get(option), has: (option) => values.has(option) };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The value as text; that of a switch is empty. */
function valueOf(command: string, all: Options, { name, rawName, value, inlineValue }: OptionToken): string {
  const option = Object.hasOwn(all, name) ? all[name] : undefined;
  if (option === undefined) {
    const known = Object.keys(all).map((each) => `--${each}`);
    throw new Mistake(`${command} has no option ${rawName}.${meant(rawName, known)} ${lookUp(command)}`);
  }
  if (option.value === undefined) {
    if (inlineValue) throw new Mistake(`${rawName} is a switch and takes no value. Write ${rawName} alone.`);
    return '';
  }
  // A value that looks like an option is one whose own value was forgotten.
  const missing = value === undefined || value === '' || (!inlineValue && value.startsWith('-'));
  if (missing) throw new Mistake(`${rawName} needs a value: ${rawName} ${option.value}.`);
  return value;
}

function excessArgument(command: string, written: string): Mistake {
  return new Mistake(`${command} does not know what to do with ${written}. ${lookUp(command)}`);
}

function lookUp(command: string): string {
  return `See image-members-fake help ${command}.`;
}
