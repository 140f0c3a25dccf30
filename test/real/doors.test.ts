/**
 * All contracts hold on the fake in each profile, as the official verifier sees it. A door knows no profile: all contracts
 * of a profile are verified through one door. One of each rule and form is verified through both by test/programs/doors.test.ts.
 */
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { shippedPacts } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { behindMsw } from '../contract/forwarder.ts';

/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 300_000 };
const seed = readSeedFile('contract');

/** What MSW cannot be asked: the requests of `fetch`, which it hands on, have no body where the method is GET. */
const notForMsw: readonly string[] = [
  'a request for the members has no body',
  'a request for a member has no body',
];

/** The contracts of a profile that are verified: all, or those of administrators and strangers. */
type Part = 'all' | 'few';

/** The interactions that do not hold. */
async function brokenAt(providerBaseUrl: string, fake: Fake, part: Part): Promise<readonly string[]> {
  const shipped = shippedPacts(fake.profile as ProfileName);
  const pacts =
    part === 'all' ? shipped : shipped.filter((file) => /^(?:administrator|stranger)-/.test(basename(file)));
  const verified = await verifyPacts({ providerBaseUrl, cloud: fakeCloud(fake), pacts });
  expect(verified.interactions.length).toBeGreaterThan(part === 'all' ? 300 : 30);
  return verified.interactions
    .filter(({ ok }) => !ok)
    .map(({ sentence, differences }) => `${sentence}: ${differences.map(({ text }) => text).join()}`);
}

it.each<[Part, ProfileName]>([
  ['all', 'glance'],
  ['few', 'glance-legacy'],
  ['all', 'rackspace'],
])('%s contracts of %s hold through Express', patience, async (part, profile) => {
  const fake = createFake({ seed, profile });
  await using server = await listen(fake);
  expect(await brokenAt(server.url, fake, part)).toEqual([]);
});

it.each<[Part, ProfileName, readonly string[]]>([
  ['few', 'glance', []],
  ['all', 'glance-legacy', notForMsw],
  ['few', 'rackspace', []],
])('%s contracts of %s hold through MSW, but for bodies of GET', patience, async (part, profile, besides) => {
  const fake = createFake({ seed, profile });
  await using door = await behindMsw(fake);
  const broken = await brokenAt(door.url, fake, part);
  expect(broken.map((each) => each.split(':')[0]).toSorted()).toEqual(besides.toSorted());
});
