import type { Command, Options } from '../command.ts';
import { playerOptions } from '../players.ts';
import { profileWords, worldOptions } from './world-options.ts';

/**
 * The options that choose among the contracts: whose rules, and which settings of a cloud they may depend on.
 * @param excludes options that name pacts from elsewhere.
 */
function contractOptions(excludes: readonly string[]): Options {
  return {
    profile: {
      value: 'NAME|FILE',
      fallback: 'glance',
      excludes,
      help: `Whose contracts of the package: ${profileWords}`,
    },
    policy: { ...worldOptions.policy, excludes },
    release: {
      value: 'NAME',
      fallback: 'that of the file, or 2026.2',
      excludes,
      help: 'The release of OpenStack, with --policy or a profile of your own: zed, 2025.1 or 2026.2',
    },
    without: {
      value: 'SETTING[,SETTING]',
      excludes,
      help: 'Leave out what depends on a setting of the cloud: quota, locations, imports',
    },
  };
}

/** The options that say which pacts a command is about. */
const pactOptions: Options = {
  pact: {
    value: 'FILE|DIR',
    help: 'A pact file, or a directory of them; may be given several times; without it, the pacts of the package of the profile',
  },
  provider: {
    value: 'NAME',
    fallback: 'image-members-api',
    help: 'The provider whose pacts are taken out of a directory or a broker; a single file is taken whatever it names',
  },
  ...contractOptions(['pact']),
};

/** `verify` as the command line and the help see it. */
export const verify: Command = {
  summary: 'Verify a server against the contracts',
  purpose: 'It shows in CI that a real Glance, or your own server, keeps what clients rely on.',
  usage: 'verify --provider-base-url URL [OPTIONS]',
  options: {
    'provider-base-url': { value: 'URL', help: 'The image API, without version: http://glance.example:9292' },
    ...playerOptions,
    ...pactOptions,
    ...contractOptions(['pact', 'broker-base-url']),
    'broker-base-url': {
      value: 'URL',
      excludes: ['pact', 'profile'],
      help: 'Fetch the pacts from this broker, with PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD',
    },
    selectors: {
      value: 'JSON',
      needs: 'broker-base-url',
      help: "the broker's consumer version selectors, a list; the latest pacts if left out",
    },
    'enable-pending': { needs: 'broker-base-url', help: 'its pending pacts do not fail the run' },
    'provider-version': {
      value: 'VERSION',
      needs: 'broker-base-url',
      help: 'the version of the server',
    },
    'provider-branch': {
      value: 'NAME',
      needs: 'broker-base-url',
      help: 'the branch of the server',
    },
    'publish-verification-results': {
      needs: 'provider-version',
      help: 'publish the results to the broker',
    },
    'build-url': {
      value: 'URL',
      needs: 'publish-verification-results',
      help: 'where the build can be read, for the broker to show',
    },
    junit: { value: 'FILE', help: "Write the results as JUnit's XML" },
    json: { value: 'FILE', help: 'Write the results as JSON' },
    markdown: { value: 'FILE', help: 'Write what differs as Markdown for a pull request, up to 60 kB' },
    all: { help: 'Print a line for each interaction, and the details of each that does not hold' },
    parallel: { value: 'NUMBER', fallback: '2', help: 'How many pact files at a time' },
    'answer-timeout': {
      value: 'SECONDS',
      help: 'How long an answer to a request of a pact may take, to its last byte (api_timeout of clouds.yaml, else 30)',
    },
    'answer-bytes': { value: 'NUMBER', fallback: '67108864', help: 'How many bytes its body may have' },
  },
  notes: [
    'The official verifier sends the requests. Before each one, its provider states are made through the API of the cloud, as the players that you name; afterwards they are removed, also after a failure and Ctrl-C. The cloud needs users and nothing else: no plugin, no access to its database.',
    'Each result names its rule, as in `image-members-fake rules`. Exit code 1: something differs, a pact cannot be read, or the broker has no pact of the provider. Exit code 69: the server, a login or the broker could not be used; that is checked before the first request.',
    'Players: producer, consumer, second-consumer and stranger are users with the role member, each in a project of its own; producer-reader and consumer-reader have the role reader in the first two; administrator has the role admin, which Cloud Images does not need. A cloud of clouds.yaml with `username` and `api_key` logs in by Identity v2.0.',
  ],
  examples: [
    [
      'image-members-fake verify --provider-base-url http://glance:9292',
      'with a clouds.yaml whose clouds are named like the players',
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
  purpose: "Pact's verifiers for Java, Go or Python set up images and members through it.",
  usage: 'states --target URL [OPTIONS]',
  options: {
    target: { value: 'URL', help: 'The image API, without version: http://glance.example:9292' },
    ...playerOptions,
    port: { value: 'PORT', fallback: '9294', help: 'Port to listen on; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'Address to listen on; only this machine reaches the default',
    },
    secret: {
      value: 'TEXT',
      fallback: 'a new one at each start',
      help: 'The secret in the URL, 16 characters or more. Everybody on this machine can read it here; better set IMAGE_MEMBERS_FAKE_STATES_SECRET',
    },
    'allowed-host': {
      value: 'NAME[,NAME]',
      help: 'Names that verifiers reach it by, besides its address and localhost',
    },
  },
  notes: [
    'It accepts what Pact verifiers post: {"action": "setup", "state": "an image", "params": {…}}, returns the values of the state, and removes at "teardown" what was made. What is left at the end is removed when it closes.',
    'The values include tokens of the players, which are valid in the cloud. So the URL that it prints has a secret in its path: give the whole URL to verifiers, and to nobody else. A request without the secret is 404. With it, a request is refused, with the reason, if it comes from a web page (Origin), names another host, is not JSON, or is larger than 1 MiB. Only the state "a caller" returns a token. When it closes, Keystone revokes the tokens of the players.',
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

/** `contracts`. */
export const contracts: Command = {
  summary: 'Write the contracts of a profile into a folder',
  purpose: 'Reviewers read what your cloud promises, and any verifier can hold a server to it.',
  usage: 'contracts --out DIR [OPTIONS]',
  options: {
    out: {
      value: 'DIR',
      help: 'Where they are written: a new or empty folder, or one that this command wrote, which is renewed',
    },
    ...contractOptions([]),
  },
  notes: [
    'Each kind of caller has a pact, with a page for reviewers beside it. CONTRACTS.md lists them with the provider states that they need, and, for a policy file or a profile of your own, what is answered differently than by its base and what is left out, with the reason. The same rules give the same files.',
    'Those of a built-in profile are the ones of the package. Others are written by the official library: npm install --save-dev @pact-foundation/pact.',
  ],
  examples: [
    ['image-members-fake contracts --policy policy.yaml --out pacts', 'those of a Glance with this policy'],
    [
      'image-members-fake verify --provider-base-url http://glance:9292 --pact pacts',
      'a server is held to them',
    ],
  ],
};

/** `publish`. */
export const publish: Command = {
  summary: 'Publish pacts to a Pact Broker',
  purpose: 'Providers fetch the pacts of your client from there.',
  usage: 'publish --version VERSION [OPTIONS]',
  options: {
    'broker-base-url': {
      value: 'URL',
      help: 'URL of the broker; without it, PACT_BROKER_BASE_URL of the environment',
    },
    version: { value: 'VERSION', help: 'Version of the consumers that the pacts are of, best the commit' },
    branch: { value: 'NAME', help: 'Branch of that version; providers select pacts by it' },
    tag: { value: 'NAME', help: 'A tag for that version; several are separated by commas' },
    ...pactOptions,
    'build-url': { value: 'URL', help: 'The page of the build, for the broker to show' },
  },
  notes: [
    'Credentials are read from the environment alone: PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.',
    'The work is done by the official tools: npm install --save-dev @pact-foundation/pact-cli. Their usage statistics are switched off. PACT_BROKER_HTTP_RETRIES says how often to try a broker that does not answer; without it, 4 times.',
    'The exit code is 69 if the broker does not accept the pacts. Files with the same consumer and provider become one pact.',
  ],
  examples: [
    [
      'image-members-fake publish --version "$(git rev-parse HEAD)" --branch main',
      'the pacts of the package',
    ],
    ['image-members-fake publish --version 1.2.3 --branch main --pact pacts', 'your own'],
  ],
};

/** `stub`. */
export const stub: Command = {
  summary: 'Answer from pacts alone, without state',
  purpose: 'For tests that need exactly the responses of a contract.',
  usage: 'stub [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9293', help: 'Port to listen on; 0 takes any free port' },
    host: {
      value: 'ADDRESS',
      fallback: '127.0.0.1',
      help: 'Address to listen on; only this machine reaches the default',
    },
    ...pactOptions,
    cors: { help: 'Answer pages of this machine, whatever their port, and of the allowed hosts' },
    'allowed-host': {
      value: 'NAME[,NAME]',
      help: 'Host names that it answers to, besides its address and localhost, and whose pages --cors answers',
    },
  },
  notes: [
    'It keeps no state: the same request always has the same response, and a request that is in no pact is 404. To share, accept and reject images, use serve.',
    'A page of another origin gets no answer, unless --cors allows it; nor does a page whose name was pointed at this machine by somebody else. The official stub server itself listens on all addresses of this machine, at a port that no browser connects to: any other program that reaches the machine can read the pacts there.',
    'The work is done by the official stub server: npm install --save-dev @pact-foundation/pact-cli. Ctrl-C closes it, with exit code 0.',
  ],
  examples: [
    ['image-members-fake stub', 'the pacts of the package, on port 9293'],
    ['image-members-fake stub --pact pacts --port 0', 'your own, on any free port'],
  ],
};
