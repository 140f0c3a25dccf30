/**
 * A contract is worth what it finds: on a server made wrong on purpose, each mistake must be named by its rule.
 * That none is found on a server made right is for `doors.test.ts` to show.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { shippedDirectory } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { type Mutant, mistaken } from '../../src/contract/mutants/words.ts';
import { mutants } from '../../src/contract/mutants.ts';
import type { PactFile } from './pacts.ts';

const seed = readSeedFile('contract');
/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 120_000 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-members-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The rules that do not hold on a server, each once. */
async function brokenRules(fake: Fake, pacts: readonly string[]): Promise<readonly string[]> {
  await using server = await listen(fake);
  const { interactions } = await verifyPacts({ providerBaseUrl: server.url, cloud: fakeCloud(fake), pacts });
  expect(interactions.length).toBeGreaterThan(0);
  return [...new Set(interactions.filter(({ ok }) => !ok).map(({ rule }) => rule))];
}

/** What a pact says of the operation that a rule is about: all the rest would only take time. */
function partOf({ pact, rule, does }: Mutant): string {
  const all = readFileSync(join(shippedDirectory, `${pact}-image-members-api.json`), 'utf8');
  const { interactions, ...rest } = JSON.parse(all) as PactFile;
  const [operation] = rule.split(':');
  const own = interactions.filter(({ comments }) => comments.rule.startsWith(`${operation}:`));
  const file = join(folder, `${does.replaceAll(' ', '-')}.json`);
  writeFileSync(file, JSON.stringify({ ...rest, interactions: own }));
  return file;
}

it.concurrent.each(mutants)('a server that $does is told so', patience, async (mutant) => {
  const { profile = 'glance' } = mutant;
  const wrong = mistaken(createFake({ seed, profile }), mutant.mistake);
  expect(await brokenRules(wrong, [partOf(mutant)])).toContain(mutant.rule);
});
