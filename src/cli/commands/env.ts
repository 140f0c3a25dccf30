import type { Command } from '../command.ts';
import { worldOptions } from './world-options.ts';

/** `env`. */
export const env: Command = {
  summary: 'Print what a client needs to log in as a user',
  usage: 'env --as USER [OPTIONS]',
  options: {
    as: { value: 'USER', help: 'Who to be: the name or the id of a user of the world' },
    format: {
      value: 'FORMAT',
      fallback: 'sh',
      help: 'sh, or clouds.yaml, which holds all users where --as is left out',
    },
    ...worldOptions,
    'identity-v2': { help: 'The cloud serves Identity v2.0: print the API key too; with rackspace always' },
    url: { value: 'URL', fallback: 'http://127.0.0.1:9292', help: 'Where the cloud answers' },
  },
  notes: [
    'Prints OS_* variables for the OpenStack clients, and API_ENDPOINT and AUTH_TOKEN for the cURL examples of the documentation. Where Identity v2.0 is served there are RS_* variables too, for the clients of Rackspace, with the API key in RS_API_KEY; and TENANT_ID for the examples. Variables that would get in the way are unset.',
    'clouds.yaml logs in with a password at Keystone v3, in every profile.',
    'It reads the seed and asks no server: give the seed, the profile and the URL of the one that you mean.',
  ],
  examples: [
    ['eval "$(image-members-fake env --as consumer)"', 'be the consumer in this shell'],
    ['eval "$(image-members-fake env --as consumer --profile rackspace)"', 'the same, with an API key'],
    ['image-members-fake env --format clouds.yaml > clouds.yaml', 'then: openstack --os-cloud consumer …'],
  ],
};
