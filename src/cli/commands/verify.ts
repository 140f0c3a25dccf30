import type { Command } from '../command.ts';
import { playerOptions } from '../players.ts';
import { pactOptions } from './pact-options.ts';

/** `verify` as the command line and the help see it. */
export const verify: Command = {
  summary: 'Verify that a server keeps the contracts',
  usage: 'verify --provider-base-url URL [OPTIONS]',
  options: {
    'provider-base-url': { value: 'URL', help: 'The image API, without version: http://glance.example:9292' },
    ...playerOptions,
    ...pactOptions,
    'broker-base-url': {
      value: 'URL',
      help: 'Fetch the pacts from this broker; PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, let in',
    },
    selectors: {
      value: 'JSON',
      help: "The broker's consumer version selectors, a list; the latest pacts if left out",
    },
    'enable-pending': { help: 'Pacts that were never verified before fail nothing' },
    'provider-version': { value: 'VERSION', help: 'The version of the server, for the broker' },
    'provider-branch': { value: 'NAME', help: 'Its branch, for the broker' },
    'publish-verification-results': { help: 'Tell the broker what came of it' },
    'build-url': { value: 'URL', help: 'Where the build can be read, for the broker' },
    junit: { value: 'FILE', help: "Write the results as JUnit's XML" },
    json: { value: 'FILE', help: 'Write the results as JSON' },
    parallel: { value: 'NUMBER', fallback: '2', help: 'How many pact files at a time' },
  },
  notes: [
    'The official verifier asks the server; before each question the provider states are made through the API of the cloud, by the players that you name, and taken away after it – after a failure and Ctrl-C, too. A cloud needs nothing but users: no plugin, no access to its database.',
    'Each result names its rule, as in `image-members-fake rules`. Exit code 1: something differs.',
    'Players: producer, consumer, second-consumer and stranger are users with the role member, each in a project of its own; producer-reader and consumer-reader have the role reader in the first two; administrator has the role admin, which Cloud Images does not need. A cloud of clouds.yaml with `username` and `api_key` logs in by Identity v2.0.',
  ],
  examples: [
    [
      'image-members-fake verify --provider-base-url http://glance:9292',
      'with a clouds.yaml whose clouds are called like the players',
    ],
    [
      'image-members-fake verify --provider-base-url http://glance:9292 --pact app.json --junit out.xml',
      'the pact of a client, for CI',
    ],
  ],
};
