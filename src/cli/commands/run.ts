import type { Command } from '../command.ts';
import { serve } from './serve.ts';

const { port: _port, quiet: _quiet, json: _json, ...cloudOptions } = serve.options;

/** `run`. */
export const run: Command = {
  summary: 'Run a command, such as your tests, with a cloud of its own',
  purpose: 'In CI no script has to start a server, wait for it and stop it.',
  usage: 'run [OPTIONS] [--] COMMAND [ARGUMENTS]',
  options: {
    as: {
      value: 'USER',
      fallback: 'the owner of the first image',
      help: 'Whose logins the command has in its environment: the name or the id of a user of the world',
    },
    log: { help: 'Print a line per request on stderr, as serve does' },
    port: { value: 'PORT', fallback: 'any free one', help: 'Where the cloud listens' },
    ...cloudOptions,
  },
  notes: [
    'It starts a cloud on a free port, runs the command, and closes the cloud when the command ends. Its exit code is that of the command; 128 and the number of the signal that ended it; 127 where the command was not found; 126 where it cannot be run.',
    'The command finds the cloud in its environment: IMAGE_MEMBERS_FAKE_URL is its URL; OS_*, API_ENDPOINT and AUTH_TOKEN are those of one user, as env prints them, with RS_* where Identity v2.0 is served; OS_CLIENT_CONFIG_FILE is a clouds.yaml, for the time of the run, in which every user is a cloud of its name. Other OS_* and RS_* variables are removed, but for OS_TEST_*, OS_STDOUT_*, OS_STDERR_*, OS_LOG_* and OS_DEBUG, which are those of test runners.',
    'SIGINT, SIGTERM, SIGHUP and SIGQUIT are passed on to the command. What it reads and prints passes through unchanged; warnings of the cloud and what was recorded are on stderr.',
    'With --record the pact is written when the command has ended, whatever its exit code. If the command succeeded, the exit code is 69 where the pact cannot be written, and 1 where nothing was recorded.',
  ],
  examples: [
    ['image-members-fake run -- npm test', 'your tests, with a cloud of their own'],
    [
      'image-members-fake run --record pacts --consumer my-client -- pytest',
      'the same, and a pact of what they ask',
    ],
    ['image-members-fake run --seed quota --as consumer -- openstack image list', 'any command'],
  ],
  takesCommand: true,
};
