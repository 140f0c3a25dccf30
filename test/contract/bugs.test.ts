/**
 * The bug museum: each bug is found by the interaction that its entry names, in the pacts that come with the package, and
 * a cloud without it keeps that interaction.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { consumersFor, shippedDirectory, shippedPacts } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { type Bug, bugs } from '../../src/domain/profiles/bugs.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { shareOf } from '../share.ts';
import { type PactFile, sentenceOf } from './pacts.ts';

const seed = readSeedFile('contract');
/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 300_000 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-members-bugs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A pact with nothing in it but the interaction that a bug names. */
function pactFor(name: string, { caughtBy: { consumer, sentence } }: Bug): string {
  const own = consumersFor(consumer, 'glance').map((each) =>
    join(shippedDirectory, `${each}-image-members-api.json`),
  );
  const pact = shippedPacts('glance')
    .filter((path) => own.includes(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as PactFile)
    .map((each) => ({
      ...each,
      interactions: each.interactions.filter((one) => sentenceOf(one) === sentence),
    }))
    .find(({ interactions }) => interactions.length > 0);
  if (pact === undefined) throw new Error(`no pact of the ${consumer} says "${sentence}"`);
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(pact));
  return file;
}

async function kept(pact: string, on: readonly string[]): Promise<readonly boolean[]> {
  const fake = createFake({ seed, bugs: on });
  await using server = await listen(fake);
  const { interactions } = await verifyPacts({
    providerBaseUrl: server.url,
    cloud: fakeCloud(fake),
    pacts: [pact],
  });
  // A provider state that could not be made would be no finding.
  expect(interactions.flatMap(({ differences }) => differences).join()).not.toMatch(/provider state/i);
  return interactions.map(({ ok }) => ok);
}

it.concurrent.each(shareOf(Object.entries(bugs), 4))(
  '%s is caught by its interaction, and by nothing where it is off',
  patience,
  async (name, bug) => {
    const pact = pactFor(name, bug);
    expect(await kept(pact, [name])).toEqual([false]);
    expect(await kept(pact, [])).toEqual([true]);
  },
);
