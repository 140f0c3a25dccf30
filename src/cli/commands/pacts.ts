import type { Command, Options } from '../command.ts';
import { playerOptions } from '../players.ts';

/** The options that say which pacts a command is about. */
const pactOptions: Options = {
  pact: {
    value: 'FILE|DIR',
    help: 'A pact file, or a directory of them; without it, the pacts of the package that hold in the profile',
  },
  profile: {
    value: 'NAME',
    fallback: 'glance',
    help: 'Which pacts of the package: those of glance, glance-legacy or rackspace',
  },
};

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
    'enable-pending': { help: 'Pending pacts do not fail the run' },
    'provider-version': { value: 'VERSION', help: 'The version of the server, for the broker' },
    'provider-branch': { value: 'NAME', help: 'Its branch, for the broker' },
    'publish-verification-results': { help: 'Publish the results to the broker' },
    'build-url': { value: 'URL', help: 'Where the build can be read, for the broker' },
    junit: { value: 'FILE', help: "Write the results as JUnit's XML" },
    json: { value: 'FILE', help: 'Write the results as JSON' },
    parallel: { value: 'NUMBER', fallback: '2', help: 'How many pact files at a time' },
  },
  notes: [
    'The official verifier asks the server; before each question the provider states are made through the API of the cloud, by the players that you name, and taken away after it – after a failure and Ctrl-C, too. A cloud needs nothing but users: no plugin, no access to its database.',
    'Each result names its rule, as in `image-members-fake rules`. Exit code 1: something differs, or there was nothing to verify. Exit code 69: the cloud or the broker could not be used.',
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

/** `publish`. */
export const publish: Command = {
  summary: 'Publish pacts to a Pact Broker',
  usage: 'publish [OPTIONS]',
  options: {
    'broker-base-url': {
      value: 'URL',
      help: 'Where the broker is; without it, PACT_BROKER_BASE_URL of the environment',
    },
    version: { value: 'VERSION', help: 'Which version of the consumers the pacts are of, best the commit' },
    branch: { value: 'NAME', help: 'The branch of that version; providers ask for pacts by it' },
    tag: { value: 'NAME', help: 'A tag for that version; more than one with commas between them' },
    ...pactOptions,
    'build-url': { value: 'URL', help: 'The page of the build, for the broker to show' },
  },
  notes: [
    'Credentials are read from the environment alone: PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.',
    'The work is done by the official tools: npm install --save-dev @pact-foundation/pact-cli. Their usage statistics are switched off. PACT_BROKER_HTTP_RETRIES says how often a broker that does not answer is asked; without it, 4 times.',
    'Exit code 69: the broker did not take the pacts. Files with the same consumer and provider become one pact.',
  ],
  examples: [
    ['image-members-fake publish --version "$(git rev-parse HEAD)" --branch main', 'those of the package'],
    ['image-members-fake publish --version 1.2.3 --branch main --pact pacts', 'your own'],
  ],
};

/** `stub`. */
export const stub: Command = {
  summary: 'Answer from pacts alone, without a state',
  usage: 'stub [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9293', help: 'Where to listen; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'On which address; only this machine reaches the default',
    },
    ...pactOptions,
    cors: { help: 'Answer pages of this machine, whatever their port, and of the allowed hosts' },
    'allowed-host': {
      value: 'NAME[,NAME]',
      help: 'Names that it is reached by besides its address and localhost, and whose pages --cors answers',
    },
  },
  notes: [
    'It knows no state: the same request always has the same answer, and what no pact has is answered with 404. Who shares, accepts and rejects images needs serve.',
    'No page of another origin gets through to it, unless --cors lets it, nor one whose name was pointed here by somebody else. The official stub server itself listens on all addresses of this machine, at a port that no browser connects to: whoever else reaches the machine can read the pacts there.',
    'The work is done by the official stub server: npm install --save-dev @pact-foundation/pact-cli. Ctrl-C closes it, with exit code 0.',
  ],
  examples: [
    ['image-members-fake stub', 'the pacts of the package, on port 9293'],
    ['image-members-fake stub --pact pacts --port 0', 'your own, on any free port'],
  ],
};
