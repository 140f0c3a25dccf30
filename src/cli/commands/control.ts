import type { Command, Options } from '../command.ts';

/** Where the server is whose control plane is asked, and which of its worlds. */
const server: Options = {
  url: { value: 'URL', fallback: 'http://127.0.0.1:9292', help: 'Where the server answers' },
  world: { value: 'NAME', fallback: 'the default world', help: 'Which world of the server' },
  'control-token': {
    value: 'TOKEN',
    help: 'What opens the control plane; better in the environment, as IMAGE_MEMBERS_FAKE_CONTROL_TOKEN',
  },
};

const json: Options = { json: { help: 'Print JSON' } };

const same =
  'Works on a server that is running, started by serve or in code. The same over HTTP: contracts/control.yaml.';

/** `reset`. */
export const reset: Command = {
  summary: 'Put a world of a running server back to its seed',
  usage: 'reset [OPTIONS]',
  options: {
    ...server,
    seed: {
      value: 'FILE|NAME',
      help: 'Another seed, to which it is reset from now on; taken whole or refused',
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
  usage: 'world [OPTIONS]',
  options: {
    ...server,
    secrets: {
      help: 'Print passwords, API keys, fixed tokens and secrets too, so that it starts the same world again',
    },
    list: { help: 'List the worlds besides the default one' },
    make: { help: 'Make the world of --world, in place of one of this name' },
    seed: { value: 'FILE|NAME', fallback: 'that of the server', help: 'With --make: its seed' },
    profile: { value: 'NAME', fallback: 'that of the server', help: 'With --make: whose rules it follows' },
    from: { value: 'NAME', help: 'With --make: the world whose copy it begins as, or default' },
    delete: { help: 'End the world of --world' },
  },
  notes: ['Without a switch it prints what the world holds, as a seed in JSON.', same],
  examples: [
    [
      'image-members-fake world --secrets > saved.json',
      'keep it; image-members-fake --seed saved.json starts it again',
    ],
    ['image-members-fake world --make --world mine --from default', 'a copy to try something with'],
  ],
};

/** `snapshot`. */
export const snapshot: Command = {
  summary: 'Keep the state of a world by name, come back to it, compare',
  usage: 'snapshot [NAME] [OPTIONS]',
  options: {
    ...server,
    restore: { help: 'Make the world what it was' },
    diff: { help: 'Print what became different since then' },
    to: {
      value: 'NAME',
      fallback: 'the world as it is now',
      help: 'With --diff: another snapshot to compare with',
    },
    delete: { help: 'Forget it' },
  },
  notes: ['Without a name it lists the snapshots. With a name alone it keeps the world as it is now.', same],
  examples: [
    ['image-members-fake snapshot offered', 'keep this state'],
    ['image-members-fake snapshot offered --diff', 'what happened since'],
    ['image-members-fake snapshot offered --restore', 'back to it'],
  ],
  takesArgument: true,
};

/** `journal`. */
export const journal: Command = {
  summary: 'Print what was asked of a running server, and why it was answered so',
  usage: 'journal [OPTIONS]',
  options: {
    ...server,
    operation: { value: 'NAME', help: 'Only this operation: addMember' },
    caller: {
      value: 'NAME',
      help: 'Only this user or tenant, by name or id; nobody: no good token was sent',
    },
    status: { value: 'STATUS', help: 'Only this status' },
    image: { value: 'ID', help: 'Only this image' },
    refused: { value: 'NAME', help: 'Only what this check refused, or with this refusal' },
    method: { value: 'METHOD', help: 'Only this method' },
    unexpected: { help: 'Only unknown paths, failures that no fault asked for, and warnings' },
    follow: { help: 'Print each exchange from now on, until Ctrl-C' },
    clear: { help: 'Forget all exchanges' },
    ...json,
  },
  notes: ['With --unexpected the exit code is 1 if there are any, for scripts.', same],
  examples: [
    ['image-members-fake journal --caller consumer', 'what the consumer did'],
    ['image-members-fake journal --unexpected', 'what a test should look at'],
  ],
};

/** `fault`. */
export const fault: Command = {
  summary: 'Make requests to a running server go wrong on purpose',
  usage: 'fault [OPTIONS]',
  options: {
    ...server,
    operation: { value: 'NAME', help: 'In requests of this operation' },
    caller: { value: 'NAME', help: 'In requests of this user or tenant' },
    image: { value: 'ID|NAME', help: 'In requests that name this image' },
    method: { value: 'METHOD', help: 'In requests with this method' },
    first: { value: 'NUMBER', help: 'Only in the first NUMBER of these requests' },
    every: { value: 'NUMBER', help: 'Only in every NUMBER-th of these requests' },
    share: { value: 'SHARE', help: 'Only in this share of these requests, from 0 to 1, drawn at random' },
    draw: {
      value: 'NUMBER',
      fallback: '1',
      help: 'With --share: the seed of the random numbers; the same seed draws the same requests',
    },
    status: {
      value: 'STATUS',
      help: 'Answer 401, 413, 429, 500 or 503 in the words of the service, and do nothing',
    },
    'retry-after': { value: 'SECONDS', help: 'With --status: the header Retry-After' },
    delay: { value: 'MILLISECONDS', help: 'Send the answer so much later; the request is done at once' },
    cut: {
      value: 'WHERE',
      help: 'Cut the connection: before-headers (nothing is done), after-headers (it is done, half of the answer arrives) or answer-lost (it is done, nothing arrives)',
    },
    stale: { value: 'SECONDS', help: 'For this time, read requests see images and members as they are now' },
    remove: { value: 'ID', help: 'Remove a fault' },
    clear: { help: 'Remove all faults' },
    ...json,
  },
  notes: [
    'Without options it lists the faults: how many requests each matched, and to how many it was applied. Of several faults that match a request, the one that was set first is applied.',
    same,
  ],
  examples: [
    ['image-members-fake fault --operation addMember --first 2 --status 503', 'does the client try again?'],
    [
      'image-members-fake fault --caller consumer --cut answer-lost',
      'is it done, and the client does not know?',
    ],
  ],
};

/** `clock`. */
export const clock: Command = {
  summary: 'Show, set, freeze and advance the time of a world',
  usage: 'clock [OPTIONS]',
  options: {
    ...server,
    set: { value: 'TIME', help: 'Show this time from now on: 2030-01-01T00:00:00Z' },
    advance: { value: 'SECONDS', help: 'Go forwards; a negative number goes backwards' },
    freeze: { help: 'Stop it where it is' },
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
  usage: 'wait [OPTIONS]',
  options: {
    url: server['url'] ?? { help: '' },
    timeout: { value: 'SECONDS', fallback: '30', help: 'How long; then the exit code is 69' },
  },
  notes: [],
  examples: [['image-members-fake --port 9292 & image-members-fake wait && npm test', 'start, wait, test']],
};
