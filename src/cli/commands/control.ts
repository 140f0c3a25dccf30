import type { Command, Options } from '../command.ts';
import { profileWords, worldOptions } from './world-options.ts';

/** Where the server is whose control plane is asked, and which of its worlds. */
const server: Options = {
  url: { value: 'URL', fallback: 'http://127.0.0.1:9292', help: 'URL of the server' },
  world: { value: 'NAME', fallback: 'the default world', help: 'World of the server' },
  'control-token': {
    value: 'TOKEN',
    help: 'Token of the control plane; better set IMAGE_MEMBERS_FAKE_CONTROL_TOKEN',
  },
};

const json: Options = { json: { help: 'Print JSON' } };

const same =
  'It works on a running server, started by serve or in code. The same over HTTP: contracts/control.yaml.';

/** `reset`. */
export const reset: Command = {
  summary: 'Reset a world of a running server to its seed',
  purpose: 'Each test begins with the same world.',
  usage: 'reset [OPTIONS]',
  options: {
    ...server,
    seed: {
      value: 'FILE|NAME',
      help: 'Another seed, for this and later resets; refused as a whole if it has a mistake',
    },
  },
  notes: [
    'Images, members, users and tokens are those of the seed again, the clock shows the time of day, and there are no faults. The journal and the snapshots stay.',
    same,
  ],
  examples: [
    ['image-members-fake reset', 'the default world'],
    ['image-members-fake reset --world mine --seed ./cloud.yaml', 'another world, from another seed'],
  ],
};

/** `world`. */
export const world: Command = {
  summary: 'Print, make, list and delete worlds of a running server',
  purpose: 'Tests that run at the same time get a world each, and a world can be saved as a seed.',
  usage: 'world [OPTIONS]',
  options: {
    ...server,
    secrets: {
      excludes: ['list', 'make', 'delete'],
      help: 'Print passwords, API keys, fixed tokens and secrets too, so that it starts the same world again',
    },
    list: { excludes: ['world', 'make', 'delete'], help: 'List the worlds besides the default one' },
    make: { excludes: ['delete'], help: 'Make the world of --world, replacing one of this name' },
    seed: { value: 'FILE|NAME', fallback: 'that of the server', needs: 'make', help: 'its seed' },
    profile: {
      value: 'NAME|FILE',
      fallback: 'that of the server',
      needs: 'make',
      help: `its profile: ${profileWords}`,
    },
    policy: {
      ...worldOptions.policy,
      needs: 'make',
      help: worldOptions.policy.help.replace(/^T/, 't'),
    },
    release: {
      value: 'NAME',
      fallback: 'that of the server',
      needs: 'make',
      help: 'its release of OpenStack',
    },
    from: {
      value: 'NAME',
      needs: 'make',
      excludes: ['seed', 'profile', 'policy', 'release'],
      help: 'the world to copy, or default',
    },
    delete: { help: 'Delete the world of --world' },
  },
  notes: ['Without a switch it prints what the world holds, as a seed in JSON.', same],
  examples: [
    [
      'image-members-fake world --secrets > saved.json',
      'save it; image-members-fake --seed saved.json starts it again',
    ],
    ['image-members-fake world --make --world mine --from default', 'a copy to try something with'],
  ],
};

/** `snapshot`. */
export const snapshot: Command = {
  summary: 'Save the state of a world under a name, restore it, compare with it',
  purpose: 'A test goes back to a prepared state, or sees what a client has changed.',
  usage: 'snapshot [NAME] [OPTIONS]',
  options: {
    ...server,
    restore: { excludes: ['diff', 'delete'], help: 'Restore it' },
    diff: { excludes: ['delete'], help: 'Print what has changed since then' },
    to: {
      value: 'NAME',
      fallback: 'the world as it is now',
      needs: 'diff',
      help: 'another snapshot to compare with',
    },
    delete: { help: 'Delete it' },
  },
  notes: ['Without a name it lists the snapshots. With a name alone it saves the world as it is now.', same],
  examples: [
    ['image-members-fake snapshot offered', 'save this state'],
    ['image-members-fake snapshot offered --diff', 'what has changed since'],
    ['image-members-fake snapshot offered --restore', 'back to it'],
  ],
  takesArgument: true,
};

/** Which exchanges of the journal are printed. */
const whichExchanges: Options = {
  operation: { value: 'NAME', help: 'Only this operation, such as addMember; rules lists them' },
  caller: {
    value: 'NAME',
    help: 'Only this user or tenant, by name or id; nobody: requests without a valid token',
  },
  status: { value: 'STATUS', help: 'Only this status' },
  image: { value: 'ID', help: 'Only this image' },
  refused: { value: 'NAME', help: 'Only refusals by this check, or with this refusal' },
  method: { value: 'METHOD', help: 'Only this method' },
  unexpected: { help: 'Only unknown paths, failures without a fault, and warnings' },
};

/** `journal`. */
export const journal: Command = {
  summary: 'Print the requests to a running server, and why they were answered so',
  purpose: 'It explains a refusal, and shows what a test did not expect.',
  usage: 'journal [OPTIONS]',
  options: {
    ...server,
    ...whichExchanges,
    follow: { excludes: ['har'], help: 'Print each exchange from now on, until Ctrl-C' },
    clear: {
      excludes: [...Object.keys(whichExchanges), 'follow', 'har', 'json'],
      help: 'Delete all exchanges',
    },
    har: { excludes: ['json'], help: 'Print them as one HAR file, for the network tools of browsers' },
    ...json,
  },
  notes: ['With --unexpected the exit code is 1 if there are any, with --follow when it ends.', same],
  examples: [
    ['image-members-fake journal --caller consumer', 'what the consumer did'],
    ['image-members-fake journal --unexpected', 'what a test should look at'],
    ['image-members-fake journal --har > journal.har', 'then: import it in the network tools'],
  ],
};

/** What describes a fault. */
const oneFault: Options = {
  operation: { value: 'NAME', help: 'Requests of this operation' },
  caller: { value: 'NAME', help: 'Requests of this user or tenant' },
  image: { value: 'ID|NAME', help: 'Requests that name this image' },
  method: { value: 'METHOD', help: 'Requests with this method' },
  first: { value: 'NUMBER', excludes: ['every', 'share'], help: 'Only the first NUMBER of these requests' },
  every: { value: 'NUMBER', excludes: ['share'], help: 'Only every NUMBER-th of these requests' },
  share: { value: 'SHARE', help: 'Only this share of these requests, from 0 to 1, drawn at random' },
  draw: {
    value: 'NUMBER',
    fallback: '1',
    needs: 'share',
    help: 'the seed of the random numbers; the same seed draws the same requests',
  },
  status: {
    value: 'STATUS',
    excludes: ['cut', 'stale'],
    help: 'Respond with 401, 413, 429, 500 or 503 in the words of the service; the request has no effect',
  },
  'retry-after': { value: 'SECONDS', needs: 'status', help: 'the header Retry-After' },
  delay: { value: 'MILLISECONDS', help: 'Delay the response; the request has its effect at once' },
  cut: {
    value: 'WHERE',
    excludes: ['stale'],
    help: 'Cut the connection: before-headers (the request has no effect), after-headers (it has its effect, half of the response arrives) or answer-lost (it has its effect, nothing arrives)',
  },
  stale: { value: 'SECONDS', help: 'For this time, read requests see images and members as they are now' },
};

/** `fault`. */
export const fault: Command = {
  summary: 'Make requests to a running server fail on purpose',
  purpose: 'It shows whether a client retries, and survives lost or late responses.',
  usage: 'fault [OPTIONS]',
  options: {
    ...server,
    ...oneFault,
    remove: {
      value: 'ID',
      excludes: [...Object.keys(oneFault), 'clear', 'json'],
      help: 'Remove a fault',
    },
    clear: { excludes: [...Object.keys(oneFault), 'json'], help: 'Remove all faults' },
    ...json,
  },
  notes: [
    'Without options it lists the faults: how many requests each matched, and to how many it was applied. If several faults match a request, the oldest is applied.',
    same,
  ],
  examples: [
    ['image-members-fake fault --operation addMember --first 2 --status 503', 'does the client retry?'],
    ['image-members-fake fault --caller consumer --cut answer-lost', 'done, but does the client notice?'],
  ],
};

/** `clock`. */
export const clock: Command = {
  summary: 'Show, set, freeze and advance the time of a world',
  purpose: 'A test sees a token expire without waiting.',
  usage: 'clock [OPTIONS]',
  options: {
    ...server,
    set: { value: 'TIME', help: 'Set it to this time: 2030-01-01T00:00:00Z' },
    advance: { value: 'SECONDS', help: 'Move it forwards; a negative number moves it backwards' },
    freeze: { excludes: ['run'], help: 'Stop it where it is' },
    run: { help: 'Let it run again from where it is' },
    ...json,
  },
  notes: [
    'The expiry of tokens, the times of images and members, and rate limits follow it. The clock of the client does not.',
    same,
  ],
  examples: [['image-members-fake clock --advance 86400', 'are tokens renewed after a day?']],
};

/** `wait`. */
export const wait: Command = {
  summary: 'Wait until a server answers, for scripts and CI',
  purpose: 'A script that starts a server goes on when it answers.',
  usage: 'wait [OPTIONS]',
  options: {
    url: server['url'] ?? { help: '' },
    timeout: { value: 'SECONDS', fallback: '30', help: 'How long to wait; then the exit code is 69' },
  },
  notes: [],
  examples: [['image-members-fake --port 9292 & image-members-fake wait && npm test', 'start, wait, test']],
};
