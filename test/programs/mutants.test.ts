/** The official verifier confirms what is judged of wrong and right servers in process (test/contract/mutants.test.ts). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { mutants } from '../../src/contract/mutants.ts';
import { type Mutant, mistaken } from '../../src/contract/mutants/words.ts';
import { shippedDirectory } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import type { PactFile } from '../contract/pacts.ts';
import { together } from '../contract/variants.ts';

const seed = readSeedFile('contract');
/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 300_000 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-members-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const operationOf = ({ rule }: Pick<Mutant, 'rule'>): string => `${rule.split(':')[0]}:`;

/** The rules that do not hold on a server for the official verifier, each once. */
async function brokenRules(fake: Fake, pacts: readonly string[]): Promise<readonly string[]> {
  await using server = await listen(fake);
  const { interactions } = await verifyPacts({ providerBaseUrl: server.url, cloud: fakeCloud(fake), pacts });
  expect(interactions.length).toBeGreaterThan(0);
  return [...new Set(interactions.filter(({ ok }) => !ok).map(({ rule }) => rule))];
}

/** Writes a part of a shipped pact into a file of its own: all the rest would only take time. */
function partOf(
  pact: string,
  name: string,
  part: (interactions: PactFile['interactions']) => PactFile['interactions'],
): string {
  const all = readFileSync(join(shippedDirectory, `${pact}-image-members-api.json`), 'utf8');
  const { interactions, ...rest } = JSON.parse(all) as PactFile;
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
  writeFileSync(file, JSON.stringify({ ...rest, interactions: part(interactions) }));
  return file;
}

/** What a pact says of the operation that a mutant gets wrong. */
function operationIn(mutant: Mutant): string {
  const quota = mutant.rule.includes('quotaLeft') ? '-with-quota' : '';
  return partOf(`${mutant.pact}${quota}`, mutant.does, (all) =>
    all.filter(({ comments }) => comments.rule.startsWith(operationOf(mutant))),
  );
}

/** The first interaction of each rule in a pact. */
function rulesIn(pact: string): string {
  return partOf(pact, pact, (all) =>
    [...Map.groupBy(all, ({ comments }) => comments.rule).values()].flatMap(([first]) => first ?? []),
  );
}

/** Each of these kinds goes wrong in another part of an exchange: status, body, header, permission, order of checks. */
const confirmed = mutants.filter((_, place) => place % 6 === 0 && place < 66);

it.concurrent.each(confirmed)('the official verifier finds that a server $does', patience, async (mutant) => {
  const { profile = 'glance' } = mutant;
  const wrong = mistaken(createFake({ seed, profile }), mutant.mistake);
  expect(await brokenRules(wrong, [operationIn(mutant)])).toContain(mutant.rule);
});

it(
  'the official verifier finds nothing wrong with a server that is right in other ways',
  patience,
  async () => {
    const pacts = ['producer', 'consumer', 'producer-with-imports'].map(rulesIn);
    expect(await brokenRules(mistaken(createFake({ seed }), together), pacts)).toEqual([]);
  },
);
