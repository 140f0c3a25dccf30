/**
 * The contracts hold on the fake in each profile, through each of its doors, as the official verifier sees it: one of each
 * rule and form, and through MSW, which knows no rule, one of each form. All of them are judged in process (write.test.ts),
 * and verified by the real tests (test/real/doors.test.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { contractProfiles } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { behindMsw } from '../contract/forwarder.ts';
import { formOf, type PactInteraction, ruleAndFormOf, writeOneOfEach } from '../contract/pacts.ts';

/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 300_000 };
const seed = readSeedFile('contract');

/** What MSW cannot be asked: the requests of `fetch`, which it hands on, have no body where the method is GET. */
const notForMsw: Readonly<Partial<Record<ProfileName, readonly string[]>>> = {
  glance: ['a request for a member has no body'],
  'glance-legacy': ['a request for a member has no body'],
};

const folder = mkdtempSync(join(tmpdir(), 'image-members-doors-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The interactions that do not hold, of one of each kind. */
async function brokenAt(
  providerBaseUrl: string,
  fake: Fake,
  kindOf: (interaction: PactInteraction) => string,
): Promise<readonly string[]> {
  const pacts = [writeOneOfEach(kindOf, fake.profile as ProfileName, folder)];
  const verified = await verifyPacts({ providerBaseUrl, cloud: fakeCloud(fake), pacts });
  expect(verified.interactions.length).toBeGreaterThan(80);
  return verified.interactions
    .filter(({ ok }) => !ok)
    .map(({ sentence, differences }) => `${sentence}: ${differences.map(({ text }) => text).join()}`);
}

it.each(contractProfiles)('contracts of %s hold through Express', patience, async (profile) => {
  const fake = createFake({ seed, profile });
  await using server = await listen(fake);
  expect(await brokenAt(server.url, fake, ruleAndFormOf)).toEqual([]);
});

it.each(contractProfiles)(
  'contracts of %s hold through MSW, but for bodies of GET',
  patience,
  async (profile) => {
    const fake = createFake({ seed, profile });
    await using door = await behindMsw(fake);
    const broken = await brokenAt(door.url, fake, formOf);
    expect(broken.map((each) => each.split(':')[0]).toSorted()).toEqual(notForMsw[profile] ?? []);
  },
);
