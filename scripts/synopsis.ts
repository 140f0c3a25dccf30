/** What docs/command.md says of each command: what it is for, and all its options. From the tables that the help prints. */
import type { Command, Options } from '../src/cli/command.ts';
import { commandNamed, commandNames } from '../src/cli/commands.ts';

const program = 'image-members-fake';

/** Columns of a line of the synopsis. */
const width = 120;

/** A table of the commands, and the synopsis of each. */
export async function commandsMarkdown(): Promise<string> {
  const all = await Promise.all(commandNames.map(async (name) => [name, await commandNamed(name)] as const));
  const rows = all.map(([name, { summary, purpose }]) => `| \`${name}\` | ${summary}. ${purpose} |`);
  const served = (await commandNamed('serve')).options;
  const synopses = all.map(([name, command]) => synopsis(command, name === 'run' ? served : {}));
  const table = ['| command | what it is for |', '| --- | --- |', ...rows].join('\n');
  return `${table}\n\n\`\`\`text\n${synopses.join('\n')}\n\`\`\``;
}

/** @param inherited options that stand there as those of `serve`. */
function synopsis({ usage, options }: Command, inherited: Options): string {
  const written = new Set(usage.match(/--[\w-]+/g));
  const words = Object.entries(options)
    .filter(([name, option]) => !written.has(`--${name}`) && inherited[name] !== option)
    .map(([name, { value, alone }]) => {
      if (value === undefined) return `[--${name}]`;
      return alone === undefined ? `[--${name} ${value}]` : `[--${name} [${value}]]`;
    })
    .map((word) => word.replace(/^\[--as-[\w-]+ WHO\]$/, '[--as-PLAYER WHO]'));
  const shown = [...new Set(words), ...(Object.keys(inherited).length > 0 ? ['[OPTIONS OF serve]'] : [])];
  return wrapped(`${program} ${usage}`.replace('[OPTIONS]', shown.join('\n')).split(/\n/));
}

/** Words on lines that are not too wide; further lines are indented. */
function wrapped([first = '', ...words]: readonly string[]): string {
  const lines = [first];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= width) lines[lines.length - 1] = line;
    else lines.push(`    ${word}`);
  }
  return lines.join('\n');
}
