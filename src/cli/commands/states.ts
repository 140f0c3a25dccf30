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
  },
  notes: [
    'It takes what Pact verifiers post: {"action": "setup", "state": "an image", "params": {…}}, answers with the values that the state gives, and takes away at "teardown" what was made. What is left when it is closed is taken away then.',
    'The values include tokens of the players: whoever reaches the port can use them.',
    'The states and their parameters are listed in contracts/PROVIDER-STATES.md.',
  ],
  examples: [
    [
      'image-members-fake states --target http://glance:9292',
      'then: --state-change-url http://127.0.0.1:9294',
    ],
  ],
};
