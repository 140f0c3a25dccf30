import type { Command } from '../command.ts';

/** `state`. */
export const state: Command = {
  summary: 'List, export, drop and compact worlds that serve --state has kept',
  usage: 'state FILE [OPTIONS]',
  options: {
    export: { value: 'NAME', help: 'Print a world as a seed, such as default' },
    secrets: { help: 'With --export: passwords, API keys, fixed tokens and secrets too' },
    drop: { value: 'NAME', help: 'Drop a world; the default one begins anew at the next start' },
    compact: { help: 'Give back the room of what is no more' },
  },
  notes: [
    'Without an option it lists the worlds: their steps since they were last kept as a whole, and the bytes of both. A file that a server uses is refused: end that server first.',
  ],
  examples: [
    ['image-members-fake state worlds.db', 'list the worlds'],
    ['image-members-fake state worlds.db --export default > seed.json', 'a world as a seed'],
  ],
  takesArgument: true,
};
