import type { BrokerSource } from '../../contract/verify/verifier.ts';
import { brokerUrl } from '../broker-url.ts';
import type { Given } from '../given.ts';
import { Mistake } from '../mistake.ts';
import { pactFiles } from '../pact-files.ts';
import { webUrl } from '../values.ts';

/**
 * The pacts that the command line asks for: of a broker, of a path, or of the package.
 * @throws Mistake where there are none, or one is no pact.
 */
export function pactsToVerify(given: Given): readonly string[] | BrokerSource {
  const broker = brokerUrl('--broker-base-url', given.text('broker-base-url'));
  if (broker !== undefined && given.text('pact') !== undefined)
    throw new Mistake('--pact and --broker-base-url cannot go together: pacts come from one place.');
  if (broker !== undefined) return brokerSource(given, broker);
  if (given.has('publish-verification-results'))
    throw new Mistake('--publish-verification-results needs --broker-base-url, the broker to publish to.');
  return pactFiles(given);
}

function brokerSource(given: Given, brokerUrl: string): BrokerSource {
  const providerVersion = given.text('provider-version');
  const providerBranch = given.text('provider-branch');
  const buildUrl = webUrl(given, 'build-url');
  const publish = given.has('publish-verification-results');
  if (publish && providerVersion === undefined)
    throw new Mistake('--publish-verification-results needs --provider-version, the version of the server.');
  return {
    brokerUrl,
    selectors: selectorsOf(given),
    publish,
    enablePending: given.has('enable-pending'),
    ...(providerVersion === undefined ? {} : { providerVersion }),
    ...(providerBranch === undefined ? {} : { providerBranch }),
    ...(buildUrl === undefined ? {} : { buildUrl }),
  };
}

function selectorsOf(given: Given): readonly object[] {
  const written = given.text('selectors');
  if (written === undefined) return [];
  try {
    const list: unknown = JSON.parse(written);
    if (Array.isArray(list) && list.every((each) => typeof each === 'object' && each !== null))
      return list as object[];
  } catch {
    // Said below.
  }
  throw new Mistake(`--selectors must be a JSON list such as [{"mainBranch":true}], not ${written}.`);
}
