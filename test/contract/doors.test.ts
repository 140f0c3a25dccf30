/** The contracts hold on the fake through each of its doors, in each profile. */
import { http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { contractProfiles, shippedPacts } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { listen } from '../../src/express.ts';
import { handlers } from '../../src/msw.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { forwarderTo } from './forwarder.ts';

/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 120_000 };
const seed = readSeedFile('contract');

/** What MSW cannot be asked: the requests of `fetch`, which it hands on, have no body where the method is GET. */
const notForMsw: readonly string[] = [
  'a request for the members has no body',
  'a request for a member has no body',
];

/** The interactions that do not hold. */
async function brokenAt(providerBaseUrl: string, fake: Fake): Promise<readonly string[]> {
  const pacts = shippedPacts(fake.profile);
  const verified = await verifyPacts({ providerBaseUrl, cloud: fakeCloud(fake), pacts });
  expect(verified.interactions.length).toBeGreaterThan(200);
  return verified.interactions
    .filter(({ ok }) => !ok)
    .map(({ sentence, differences }) => `${sentence}: ${differences.map(({ text }) => text).join()}`);
}

it.each(contractProfiles)('all contracts of %s hold through Express', patience, async (profile) => {
  const fake = createFake({ seed, profile });
  await using server = await listen(fake);
  expect(await brokenAt(server.url, fake)).toEqual([]);
});

it.each(contractProfiles)(
  'all contracts of %s hold through MSW, but for bodies of GET',
  patience,
  async (profile) => {
    const fake = createFake({ seed, profile });
    const base = 'http://cloud.test';
    // The relay of a verification and the forwarder run in this process, too.
    const own = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());
    const intercepted = setupServer(...handlers(fake, { baseUrl: base }), own);
    intercepted.listen({ onUnhandledFrame: 'error' });
    try {
      await using forwarder = await forwarderTo(base);
      const broken = await brokenAt(forwarder.url, fake);
      expect(broken.filter((told) => !notForMsw.some((each) => told.startsWith(each)))).toEqual([]);
      // What Cloud Images says to such a body nobody knows, and so no contract asks.
      expect(broken).toHaveLength(
        profiles[profile].unproven.includes('bodyNotExpected') ? 0 : notForMsw.length,
      );
    } finally {
      intercepted.close();
    }
  },
);
