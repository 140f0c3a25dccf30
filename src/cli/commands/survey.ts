import type { Command, Options } from '../command.ts';
import { playerOptions } from '../players.ts';
import { profileWords, worldOptions } from './world-options.ts';

/** The options that say which cloud is asked, as whom, and how fast. */
const cloudOptions: Options = {
  'provider-base-url': { value: 'URL', help: 'The image API, without version: http://glance.example:9292' },
  ...playerOptions,
  without: {
    value: 'SETTING[,SETTING]',
    help: 'Ask nothing that depends on a setting of the cloud: quota, locations, imports',
  },
  'requests-per-second': {
    value: 'NUMBER',
    fallback: '20',
    help: 'How many requests are sent in a second at most',
  },
};

/** What is true of all commands that ask a cloud. */
const cleanUp =
  'It makes images of its own, as the players that you name, and removes them, also after a failure and Ctrl-C. They bear the run in `created_by`, so that the next run finds and removes what a killed one has left. Nothing else in the cloud is changed.';

/** `compare` as the command line and the help see it. */
export const compare: Command = {
  summary: 'Compare a real cloud with the fake, rule by rule',
  purpose: 'It shows whether tests against the fake hold for your cloud, and when your cloud changes.',
  usage: 'compare --provider-base-url URL [OPTIONS]',
  options: {
    ...cloudOptions,
    profile: {
      value: 'NAME|FILE',
      fallback: 'glance',
      help: `Whose rules the fake follows: ${profileWords}`,
    },
    policy: worldOptions.policy,
    release: {
      value: 'NAME',
      help: 'The release of OpenStack that the fake shows: zed, 2025.1 or 2026.2; the one that fits the versions of the cloud, if left out',
    },
    format: { value: 'FORMAT', fallback: 'text', help: 'text, markdown or junit' },
    all: { help: 'Print a line for each question (text)' },
  },
  notes: [
    'It asks the cloud the questions of the contracts – each operation, as each player, on images of each visibility, with members of each status – asks the fake the same, and prints where the answers differ: by the line and the cell of the permission table, with the check that decided in the fake, both answers, and the request as a command of curl.',
    cleanUp,
    'Players are those of `verify`. What needs a player that nobody plays is not asked, and is counted at the end. Where a player may not make the state that a question needs, the administrator makes it.',
    'Exit code 1: something differs. Exit code 69: the server or a login could not be used. Once a week in CI, it shows when a cloud has changed.',
  ],
  examples: [
    [
      'image-members-fake compare --provider-base-url http://glance:9292',
      'with a clouds.yaml whose clouds are named like the players',
    ],
    [
      'image-members-fake compare --provider-base-url http://glance:9292 --format junit > compare.xml',
      'for CI',
    ],
  ],
};

/** `learn` as the command line and the help see it. */
export const learn: Command = {
  summary: 'Learn a profile from a real cloud',
  purpose: 'The fake then answers as your cloud does.',
  usage: 'learn --provider-base-url URL --out FILE [OPTIONS]',
  options: {
    ...cloudOptions,
    out: { value: 'FILE', help: 'The profile that is written: our-cloud.yaml, which serve --profile takes' },
    policy: {
      value: 'FILE',
      help: 'The policy file of the cloud: what it grants to roles that no player has is taken from it',
    },
    resume: {
      help: 'Go on where a run that was interrupted ended, with the same players and options: its answers are in FILE.answers',
    },
    most: {
      value: 'NUMBER',
      fallback: '200',
      help: 'How many members, properties and tags an image is given, and images are made, at most, to find limits and pages',
    },
  },
  notes: [
    'It asks the cloud the questions of `compare`, finds out the limits of images, the sizes of pages, whether images say where their data lies and the ways to import data, and writes what differs from the built-in profile that is nearest: cells of the permission table, roles, orders of checks, words of refusals, rules of members, visibilities, limits, pages, locations, import methods. Then a fake with the profile is asked the same questions: what it still answers differently is listed, with exit code 1.',
    'Each entry has its evidence: the request, the status and the words of the cloud. What could not be asked stands under `unknown`, with the reason, and is not guessed: answers that rest on it are marked as unproven. Questions that were not asked are counted by their reason, as `compare` does it.',
    cleanUp,
    'Players are those of `verify`. Without the readers no role is learnt, and without the administrator no public image is asked about.',
  ],
  examples: [
    [
      'image-members-fake learn --provider-base-url http://glance:9292 --out our-cloud.yaml',
      'with a clouds.yaml whose clouds are named like the players',
    ],
    ['image-members-fake serve --profile ./our-cloud.yaml', 'a fake of this cloud'],
  ],
};
