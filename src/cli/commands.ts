import type { Command } from './command.ts';
import { publish } from './commands/publish.ts';
import { stub } from './commands/stub.ts';
import { states } from './commands/states.ts';
import { verify } from './commands/verify.ts';
import type { Options } from './options.ts';

const seed: Options[string] = {
  value: 'FILE|NAME',
  fallback: 'documentation',
  help: 'The world to start from: a YAML or JSON file, or one that comes with the package',
};

const profile: Options[string] = {
  value: 'NAME',
  fallback: 'glance',
  help: "Whose rules hold: glance, today's, or glance-legacy, those of Zed and earlier",
};

const serve: Command = {
  summary: 'Start a cloud to share images in',
  usage: '[serve] [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9292', help: 'Where to listen; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'On which address; only this machine reaches the default',
    },
    seed,
    profile,
    'members-per-image': { value: 'NUMBER', fallback: '128', help: 'How many members an image may have' },
    'image-bytes': {
      value: 'SIZE',
      fallback: '64MiB',
      help: 'How much image data is kept, all images together',
    },
    'token-lifetime': {
      value: 'SECONDS',
      fallback: '86400',
      help: 'How long a token lives that one logged in for',
    },
    record: { value: 'DIR', help: 'Write a pact of what a client asks into this directory; with --consumer' },
    consumer: { value: 'NAME', help: 'What the client that is recorded is called' },
    quiet: { help: 'Print the URL and nothing else but warnings' },
    json: { help: 'Print for programs: one JSON object per line' },
  },
  notes: [
    'On stdout: where the cloud is and who is in it. With --quiet the URL alone. With --json one line, once it answers: {"ready":true,"url":"http://127.0.0.1:9292","port":9292,"profile":"glance"}.',
    'On stderr: a line per request, with who asked, what was answered, and which check refused. With --json each is an object; with --quiet there are none. Headers and bodies are never printed.',
    'Ctrl-C and SIGTERM close it at once, with exit code 0; a second Ctrl-C does not wait. Nothing is kept: the next start begins with the seed.',
    'With --record, closing writes DIR/NAME-image-members-api.json: each thing that the client asked, once, with the provider state that the answer depended on. Verify it on a real Glance with image-members-fake verify. What is in no pact is told, and what the client sent and nobody read. Tokens, passwords and secrets are never in it.',
  ],
  examples: [
    ['image-members-fake', 'the world of the documentation, on port 9292'],
    ['image-members-fake --seed visibilities', 'one image of each visibility'],
    ['image-members-fake --seed ./cloud.yaml --port 0 --json', 'your own world, for a program'],
    ['image-members-fake --record pacts --consumer my-client', 'a pact of what my-client asks'],
  ],
};

const env: Command = {
  summary: 'Print what a client needs to log in as a user',
  usage: 'env --as USER [OPTIONS]',
  options: {
    as: { value: 'USER', help: 'Who to be: the name or the id of a user of the world' },
    format: {
      value: 'FORMAT',
      fallback: 'sh',
      help: 'sh, or clouds.yaml, which holds all users where --as is left out',
    },
    seed,
    url: { value: 'URL', fallback: 'http://127.0.0.1:9292', help: 'Where the cloud answers' },
  },
  notes: [
    'Prints OS_* variables for the OpenStack clients, and API_ENDPOINT and AUTH_TOKEN for the cURL examples of the documentation. Variables that would get in the way are unset.',
    'It reads the seed and asks no server: give the seed and the URL of the one that you mean.',
  ],
  examples: [
    ['eval "$(image-members-fake env --as consumer)"', 'be the consumer in this shell'],
    ['image-members-fake env --format clouds.yaml > clouds.yaml', 'then: openstack --os-cloud consumer …'],
  ],
};

const rules: Command = {
  summary: 'Print who may do what, and how others are refused',
  usage: 'rules [OPTIONS]',
  options: {
    profile,
    format: { value: 'FORMAT', fallback: 'text', help: 'text or markdown' },
  },
  notes: [
    'These are the tables that the fake itself follows: permissions, the order of the checks, visibilities, member statuses, and every refusal with its status, its words and its source.',
  ],
  examples: [
    ['image-members-fake rules | less', 'read them'],
    ['image-members-fake rules --profile glance-legacy', 'those of a cloud with the old policy defaults'],
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
