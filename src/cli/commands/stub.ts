import type { Command } from '../command.ts';
import { pactOptions } from './pact-options.ts';

/** `stub`. */
export const stub: Command = {
  summary: 'Answer from pacts alone, without a state',
  usage: 'stub [OPTIONS]',
  options: {
    port: { value: 'PORT', fallback: '9293', help: 'Where to listen; 0 takes any free port' },
    ...pactOptions,
    cors: { help: 'Answer what browsers ask before they ask' },
  },
  notes: [
    'It knows no state: the same request always has the same answer, and what no pact has is answered with 404. Who shares, accepts and rejects images needs serve.',
    'The work is done by the official stub server: npm install --save-dev @pact-foundation/pact-cli. It listens on all addresses of this machine. Ctrl-C closes it, with exit code 0.',
  ],
  examples: [
    ['image-members-fake stub', 'the pacts of the package, on port 9293'],
    ['image-members-fake stub --pact pacts --port 0', 'your own, on any free port'],
  ],
};
