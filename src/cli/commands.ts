import type { Command } from './command.ts';
import { env } from './commands/env.ts';
import { publish } from './commands/publish.ts';
import { serve } from './commands/serve.ts';
import { states } from './commands/states.ts';
import { stub } from './commands/stub.ts';
import { verify } from './commands/verify.ts';
import { observed, worldOptions } from './commands/world-options.ts';
import type { Options } from './options.ts';

const rules: Command = {
  summary: 'Print who may do what, and how others are refused',
  usage: 'rules [OPTIONS]',
  options: {
    profile: worldOptions.profile,
    observed,
    bugs: { help: 'Print the bugs that serve --bug turns on, and nothing else' },
    format: { value: 'FORMAT', fallback: 'text', help: 'text or markdown' },
  },
  notes: [
    'These are the tables that the fake itself follows: permissions, the order of the checks, visibilities, member statuses, limits, and every refusal with its status, its words and its source. Where a profile has any, they also tell what was seen to be otherwise than documented, and where nobody knows what the service answers.',
  ],
  examples: [
    ['image-members-fake rules | less', 'read them'],
    ['image-members-fake rules --profile glance-legacy', 'those of a cloud with the old policy defaults'],
    ['image-members-fake rules --bugs', 'what others got wrong, and what catches it'],
    ['image-members-fake rules --profile rackspace', 'those of Rackspace Cloud Images, as documented'],
  ],
};

const help: Command = {
  summary: 'Explain a command',
  usage: 'help [COMMAND]',
  options: {},
  notes: [],
  examples: [['image-members-fake help serve', 'all about serve']],
  takesArgument: true,
};

/** The commands by name. */
export const commands: Readonly<Record<CommandName, Command>> = {
  serve,
  env,
  rules,
  verify,
  states,
  publish,
  stub,
  help,
};

/** The name of a command. */
export type CommandName = 'serve' | 'env' | 'rules' | 'verify' | 'states' | 'publish' | 'stub' | 'help';

/** Whether there is a command of this name. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** The command that runs where none is named. */
export const defaultCommand: CommandName = 'serve';

/** Options that every command has. */
export const commonOptions: Options = {
  help: { help: 'Explain the command (-h)' },
  version: { help: 'Print the version' },
};

/** The options of a command, with those that every command has; its own wins over one of the same name. */
export function optionsOf({ options }: Command): Options {
  return { ...options, ...commonOptions, ...options };
}
