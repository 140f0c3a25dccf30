import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Command, Options } from './command.ts';
import { suggestion } from '../domain/closest-word.ts';
import { UsageError } from './errors.ts';

/** The arguments and options of a command. */
export interface CommandArguments {
  readonly argument: string | undefined;
  /** The words of a command with its own arguments. */
  readonly command: readonly string[];
  /** The value of an option that takes one; the last counts. */
  text(name: string): string | undefined;
  /** All values of an option that may stand several times, in their order. */
  texts(name: string): readonly string[];
  /** Whether a switch is set. */
  has(name: string): boolean;
}

/**
 * Reads what stands behind a command. Node's parser splits it; what it finds is checked against the table of the
 * command here, because its own messages name neither the command nor the option that was probably meant.
 * @throws UsageError for an unknown option, a missing or superfluous value, an argument too many, and options that cannot
 * stand together or need another one.
 */
export function readArguments(
  command: string,
  table: Options,
  args: readonly string[],
  { takesArgument = false, takesCommand = false }: Pick<Command, 'takesArgument' | 'takesCommand'> = {},
): CommandArguments {
  const own = takesCommand ? ownArguments(table, args) : args;
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokensOf(table, own)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option')
      values.set(token.name, [...(values.get(token.name) ?? []), valueOf(command, table, token)]);
  }
  const excess = positionals[takesArgument ? 1 : 0];
  if (excess !== undefined)
    throw new UsageError(`${command} does not know what to do with ${excess}. ${lookUp(command)}`);
  if (!values.has('help')) checkTogether(table, new Set(values.keys()));
  return {
    argument: positionals[0],
    command: args.slice(own.length).filter((word, place) => place > 0 || word !== '--'),
    text: (name) => values.get(name)?.at(-1),
    texts: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
  };
}

/** Nothing is silently without effect. @throws UsageError as `readArguments`. */
function checkTogether(table: Options, set: ReadonlySet<string>): void {
  for (const name of set) {
    const { needs, excludes = [] } = table[name] ?? {};
    const other = excludes.find((each) => set.has(each));
    if (other !== undefined)
      throw new UsageError(`--${name} and --${other} exclude each other. Leave one of them out.`);
    if (needs !== undefined && !set.has(needs))
      throw new UsageError(`--${name} goes with --${needs}. Add it, or leave --${name} out.`);
  }
}

/** An option that may stand alone, and does, with the value that it has then. */
function withValue(table: Options, argument: string, next: string | undefined): string {
  const name = argument.replace(/^--/, '');
  const alone = argument.startsWith('--') && Object.hasOwn(table, name) ? table[name]?.alone : undefined;
  return alone === undefined || (next !== undefined && !next.startsWith('-'))
    ? argument
    : `${argument}=${alone}`;
}

/** The arguments before a command: up to `--`, or the first that is no option. */
function ownArguments(table: Options, args: readonly string[]): readonly string[] {
  const end = tokensOf(table, args).find(({ kind }) => kind !== 'option');
  return args.slice(0, end?.index);
}

function tokensOf(table: Options, args: readonly string[]) {
  return parseArgs({
    args: args.map((each, place) => withValue(table, each, args[place + 1])),
    options: parserOptions(table),
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

/** The table in the form of Node's parser. */
function parserOptions(table: Options): ParserOptions {
  const all = Object.entries(table).map(([name, { value }]) => {
    const short = name === 'help' ? { short: 'h' } : {};
    return [name, { type: value === undefined ? 'boolean' : 'string', ...short }] as const;
  });
  return Object.fromEntries(all);
}

type ParserOptions = NonNullable<ParseArgsConfig['options']>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The value as text; that of a switch is empty. */
function valueOf(
  command: string,
  table: Options,
  { name, rawName, value = '', inlineValue }: OptionToken,
): string {
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (option === undefined) {
    const known = Object.keys(table).map((each) => `--${each}`);
    const hint = `${suggestion(rawName, known)} ${lookUp(command)}`;
    throw new UsageError(`${command} has no option ${rawName}.${hint}`);
  }
  if (option.value === undefined) {
    if (!inlineValue) return '';
    throw new UsageError(`${rawName} is a switch and takes no value. Write ${rawName} alone.`);
  }
  // A value that looks like an option is one whose own value was forgotten.
  if (value !== '' && (inlineValue || !/^-(?!\d)/.test(value))) return value;
  throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`);
}

function lookUp(command: string): string {
  return `See image-members-fake help ${command}.`;
}
