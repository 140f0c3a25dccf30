import type { Command } from '../command.ts';
import { pactOptions } from './pact-options.ts';

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
