import type { Command } from '../command.ts';
import { playerOptions } from '../players.ts';

/** `states` as the command line and the help see it. */
export const states: Command = {
  summary: 'Serve the provider states to verifiers in other languages',
  usage: 'states --target URL [OPTIONS]',
  options: {
    target: { value: 'URL', help: 'The image API, without version: http://glance.example:9292' },
    ...playerOptions,
    port: { value: 'PORT', fallback: '9294', help: 'Where to listen; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'On which address; only this machine reaches the default',
    },
    secret: {
      value: 'TEXT',
      fallback: 'a new one at each start',
      help: 'The secret in the URL, 16 characters or more. Everybody on this machine sees it here: better set IMAGE_MEMBERS_FAKE_STATES_SECRET',
    },
    'allowed-host': {
      value: 'NAME[,NAME]',
      help: 'Names that verifiers reach it by, besides its address and localhost',
    },
  },
  notes: [
    'It takes what Pact verifiers post: {"action": "setup", "state": "an image", "params": {…}}, answers with the values that the state gives, and takes away at "teardown" what was made. What is left when it is closed is taken away then.',
    'The values include tokens of the players, which are good for the cloud. So the URL that it prints has a secret in its path: give verifiers the whole URL, and nobody else. A request without the secret is answered 404; with it, one that comes from a web page (Origin), names another host, is not JSON or is larger than 1 MiB is refused, with the reason. Only the state "a caller" gives a token. When it closes, Keystone revokes the tokens of the players.',
    'The states and their parameters are listed in contracts/PROVIDER-STATES.md.',
  ],
  examples: [
    [
      'image-members-fake states --target http://glance:9292',
      'then, with what it prints: --state-change-url http://127.0.0.1:9294/…',
    ],
    [
      'IMAGE_MEMBERS_FAKE_STATES_SECRET="$SECRET" image-members-fake states --target http://glance:9292',
      'in CI: the URL is http://127.0.0.1:9294/$SECRET',
    ],
  ],
};
