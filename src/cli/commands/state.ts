import type { Command } from '../command.ts';

/** `state`. */
export const state: Command = {
  summary: 'List, export, drop and compact worlds that serve --state has kept',
  purpose: 'It looks after a file or a database of worlds, and saves a world as a seed.',
  usage: 'state FILE|URL [OPTIONS]',
  options: {
    export: {
      value: 'NAME',
      excludes: ['drop', 'drop-idle', 'compact'],
      help: 'Print a world as a seed, such as default',
    },
    secrets: { needs: 'export', help: 'passwords, API keys, fixed tokens and secrets too' },
    drop: { value: 'NAME', help: 'Drop a world; the default one begins anew at the next start' },
    'drop-idle': {
      value: 'AGE',
      help: 'Drop worlds that nobody has changed for so long, such as 12h or 7d; the default one stays',
    },
    compact: { help: 'Keep worlds as they are now, and free the space of all else' },
  },
  notes: [
    'Without an option it lists the worlds. STEPS are the changes since the last full copy of a world, BYTES the size of the copy and of these changes, CHANGED when a world was last changed: reads leave no trace. A seed without secrets has no fixed tokens, and passwords are made from the names. A file that a server uses is refused: end that server first. A database is named by its URL, postgres://HOST/NAME, and servers may go on meanwhile.',
  ],
  examples: [
    ['image-members-fake state worlds.db', 'list the worlds'],
    [
      'image-members-fake state worlds.db --export default --secrets > seed.json',
      'a world as a seed, tokens and all',
    ],
    [
      'image-members-fake state postgres://db.example/worlds --drop-idle 7d --compact',
      'each night: worlds of jobs that are over',
    ],
  ],
  takesArgument: true,
};
