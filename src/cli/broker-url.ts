import { checkedUrl } from './values.ts';

const words = {
  example: 'https://broker.example.com',
  instead:
    'Leave them out, and set PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, or PACT_BROKER_TOKEN, in the environment.',
};

/**
 * The URL of a broker that an option or a variable gives; undefined where it is not given.
 * @throws Mistake where it is none, or where it has a user or a password in it.
 */
export function brokerUrl(name: string, written: string | undefined): string | undefined {
  return checkedUrl(name, written, words);
}
