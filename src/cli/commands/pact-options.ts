import type { Options } from '../options.ts';

/** The options that say which pacts a command is about. */
export const pactOptions: Options = {
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
