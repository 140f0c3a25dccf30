import type { CommandArguments } from './arguments.ts';
import type { Command, Options } from './command.ts';
import {
  commandNamed,
  commandNames,
  commonOptions,
  defaultCommand,
  isCommandName,
  optionsOf,
} from './commands.ts';
import { exitCodes, unknownWordError } from './errors.ts';
import { type Paint, paintFor } from './paint.ts';
import { listed, paragraph } from './text.ts';

const program = 'image-members-fake';

/** `help`, `help COMMAND`. @throws UsageError where there is no such command. */
export async function runHelp({ argument }: CommandArguments): Promise<void> {
  await explain(argument);
}

/**
 * Prints the help of a command; without a name, of all.
 * @throws UsageError where there is no such command.
 */
export async function explain(name: string | undefined): Promise<void> {
  const paint = paintFor(process.stdout);
  if (name !== undefined && !isCommandName(name)) throw unknownWordError('command', name, commandNames);
  const text =
    name === undefined ? await overview(paint) : await commandHelp(await commandNamed(name), paint);
  process.stdout.write(`${text}\n`);
}

async function overview(paint: Paint): Promise<string> {
  const all = await Promise.all(commandNames.map(commandNamed));
  const usages = listed(
    all.map(({ usage, summary }): [string, string] => [usage, summary]),
    2,
  );
  const examples = all.flatMap((command) => command.examples.slice(0, 1));
  return [
    `${paint('heading', program)} – a fake cloud that shares images, in memory, on this machine.`,
    paragraph(
      "It implements image sharing between tenants as OpenStack Glance does, with Glance's real rules, and logins as Keystone does. With --profile rackspace it follows the documents of Rackspace Cloud Images.",
      0,
    ),
    section(paint, 'Usage', [`  ${program} COMMAND`]),
    section(paint, 'Commands', usages),
    `Options of a command: ${program} help COMMAND. Without a command it is ${defaultCommand}.`,
    'If an option is given twice, its last value counts; --pact may be given several times.',
    section(paint, 'Everywhere', optionLines(commonOptions)),
    section(paint, 'Try', exampleLines(examples)),
    section(paint, 'Exit codes', exitCodeLines()),
  ].join('\n\n');
}

async function commandHelp(command: Command, paint: Paint): Promise<string> {
  return [
    paragraph(`${command.summary}. ${command.purpose}`, 0),
    section(paint, 'Usage', [`  ${program} ${command.usage}`]),
    section(paint, 'Options', optionLines(optionsOf(command))),
    ...command.notes.map((note) => paragraph(note, 0)),
    ...('seed' in command.options ? [await worlds()] : []),
    section(paint, 'Examples', exampleLines(command.examples)),
  ].join('\n\n');
}

function section(paint: Paint, title: string, lines: readonly string[]): string {
  return [paint('heading', title), ...lines].join('\n');
}

function exitCodeLines(): readonly string[] {
  const own = Object.values(exitCodes).map(([code, meaning]): [string, string] => [`${code}`, meaning]);
  return listed(
    [
      ...own,
      ['128 + N', 'signal N stopped it before it was done'],
      ['others', 'run ends with the exit code of its command: 126 it cannot be run, 127 it was not found'],
    ],
    2,
  );
}

function optionLines(options: Options): readonly string[] {
  const rows = Object.entries(options).map(
    ([name, { value, alone, fallback, needs, help }]): [string, string] => [
      `--${name}${value === undefined ? '' : alone === undefined ? ` ${value}` : ` [${value}]`}`,
      (needs === undefined ? '' : `With --${needs}: `) +
        help +
        (fallback === undefined ? '' : ` [${fallback}]`),
    ],
  );
  return listed(rows, 2);
}

function exampleLines(examples: Command['examples']): readonly string[] {
  return listed(examples, 2);
}

async function worlds(): Promise<string> {
  const { worldNames } = await import('../seed-file.ts');
  return paragraph(`Worlds that come with the package: ${worldNames().join(', ')}.`, 0);
}
