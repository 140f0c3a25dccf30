import type { Command, Options } from './command.ts';
import { observed, worldOptions } from './commands/world-options.ts';

const env: Command = {
  summary: 'Print what a client needs to log in as a user',
  purpose: 'A shell, a script or a client becomes one of the users of the fake.',
  usage: 'env [--as USER] [OPTIONS]',
  options: {
    as: { value: 'USER', help: 'Name or id of a user of the world; needed with --format sh' },
    format: {
      value: 'FORMAT',
      fallback: 'sh',
      help: 'sh, or clouds.yaml, which lists all users if --as is left out',
    },
    ...worldOptions,
    'identity-v2': { help: 'The cloud serves Identity v2.0: print the API key too; always on in rackspace' },
    url: { value: 'URL', fallback: 'http://127.0.0.1:9292', help: 'URL of the cloud' },
  },
  notes: [
    'Prints OS_* variables for the OpenStack clients, and API_ENDPOINT and AUTH_TOKEN for the cURL examples of the documentation. With Identity v2.0 it also prints RS_* variables for the clients of Rackspace, with the API key in RS_API_KEY, and TENANT_ID for the examples. Variables that would get in the way are unset.',
    'clouds.yaml logs in with a password at Keystone v3, in every profile.',
    'It reads the seed and contacts no server: give it the same seed, profile and URL as the server.',
  ],
  examples: [
    ['eval "$(image-members-fake env --as consumer)"', 'be the consumer in this shell'],
    ['eval "$(image-members-fake env --as consumer --profile rackspace)"', 'the same, with an API key'],
    ['image-members-fake env --format clouds.yaml > clouds.yaml', 'then: openstack --os-cloud consumer …'],
  ],
};

const rules: Command = {
  summary: 'Print who may do what, and how refusals look',
  purpose: 'Look up a rule without sending a request.',
  usage: 'rules [OPTIONS]',
  options: {
    profile: worldOptions.profile,
    policy: worldOptions.policy,
    release: worldOptions.release,
    observed,
    bugs: {
      excludes: ['profile', 'policy', 'release', 'observed'],
      help: 'Print the bugs that serve --bug turns on, and nothing else',
    },
    format: { value: 'FORMAT', fallback: 'text', help: 'text, markdown or json' },
  },
  notes: [
    'These are the tables that the fake itself follows: permissions, the order of the checks, visibilities, member statuses, limits, and every refusal with its status, its words and its source. For rackspace they also list what was observed to differ from the documents, and where no source says what the service answers.',
  ],
  examples: [
    ['image-members-fake rules | less', 'read them'],
    ['image-members-fake rules --profile glance-legacy', 'a cloud with the old policy defaults'],
    ['image-members-fake rules --bugs', 'what real clouds and fakes got wrong, and what catches it'],
    ['image-members-fake rules --profile rackspace', 'Rackspace Cloud Images, as documented'],
  ],
};

const help: Command = {
  summary: 'Explain a command',
  purpose: 'It lists all options, with their defaults, and examples.',
  usage: 'help [COMMAND]',
  options: {},
  notes: [],
  examples: [['image-members-fake help serve', 'everything about serve']],
  takesArgument: true,
};

type Tables<Name extends string> = Promise<Readonly<Record<Name, Command>>>;

/** The files of the commands are loaded when they are needed: one needs the contracts, and none needs all. */
const [pacts, control] = [
  (): Tables<'verify' | 'states' | 'contracts' | 'publish' | 'stub'> => import('./commands/pacts.ts'),
  (): Tables<'reset' | 'world' | 'snapshot' | 'journal' | 'fault' | 'clock' | 'wait'> =>
    import('./commands/control.ts'),
];

/** The commands by name, each with what loads it. */
const tables: Readonly<Record<CommandName, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  run: async () => (await import('./commands/run.ts')).run,
  env: async () => env,
  rules: async () => rules,
  verify: async () => (await pacts()).verify,
  states: async () => (await pacts()).states,
  compare: async () => (await import('./commands/survey.ts')).compare,
  learn: async () => (await import('./commands/survey.ts')).learn,
  contracts: async () => (await pacts()).contracts,
  publish: async () => (await pacts()).publish,
  stub: async () => (await pacts()).stub,
  reset: async () => (await control()).reset,
  world: async () => (await control()).world,
  snapshot: async () => (await control()).snapshot,
  journal: async () => (await control()).journal,
  fault: async () => (await control()).fault,
  clock: async () => (await control()).clock,
  wait: async () => (await control()).wait,
  state: async () => (await import('./commands/state.ts')).state,
  help: async () => help,
};

/** The names of the commands, in the order of the help. */
export const commandNames = Object.keys(tables) as readonly CommandName[];

/** The command of a name. */
export function commandNamed(name: CommandName): Promise<Command> {
  return tables[name]();
}

/** The name of a command. */
export type CommandName =
  | 'serve'
  | 'run'
  | 'env'
  | 'rules'
  | 'verify'
  | 'states'
  | 'compare'
  | 'learn'
  | 'contracts'
  | 'publish'
  | 'stub'
  | 'reset'
  | 'world'
  | 'snapshot'
  | 'journal'
  | 'fault'
  | 'clock'
  | 'wait'
  | 'state'
  | 'help';

/** Whether there is a command of this name. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(tables, name);
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
