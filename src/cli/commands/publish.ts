import type { Command } from '../command.ts';
import { pactOptions } from './pact-options.ts';

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
    'The work is done by the official tools: npm install --save-dev @pact-foundation/pact-cli. They are told to count nobody. PACT_BROKER_HTTP_RETRIES says how often a broker that does not answer is asked; without it, 4 times.',
    'Exit code 1: the broker did not take the pacts. Files with the same consumer and provider become one pact.',
  ],
  examples: [
    ['image-members-fake publish --version "$(git rev-parse HEAD)" --branch main', 'those of the package'],
    ['image-members-fake publish --version 1.2.3 --branch main --pact pacts', 'your own'],
  ],
};
