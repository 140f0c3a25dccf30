/** All contracts of Cloud Images with the logins of its players, as the official verifier sees them. */
import { expect, it } from 'vitest';
import { realCloud } from '../../src/contract/real-cloud.ts';
import { shippedPacts } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { loginsIn, rackspace } from '../contract/rackspace-logins.ts';
import { cleanFolder } from '../getting/steps.ts';

it('all contracts of Cloud Images hold where players come with API keys, and nobody plays the administrator', async () => {
  const fake = rackspace();
  await using served = await listen(fake);
  using folder = cleanFolder();
  const logins = loginsIn(folder.path, `${served.url}/identity/v2.0`, fake);
  const real = realCloud({ imageUrl: served.url, logins });
  const cloud = { ...real, pass: () => fake.clock.advance(1000) };
  const pacts = shippedPacts('rackspace');
  const { interactions } = await verifyPacts({ providerBaseUrl: served.url, cloud, pacts });
  expect(interactions.length).toBeGreaterThan(200);
  expect(interactions.filter(({ ok }) => !ok)).toEqual([]);
});
