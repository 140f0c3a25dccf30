/**
 * A contract is worth what it finds, and what it lets pass: each server made wrong on purpose is caught by the rule that it
 * breaks, and no right server is refused. Both are judged in process; the official verifier confirms some of each.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wholeResponse } from '../../src/http/message.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { mutants } from '../../src/contract/mutants.ts';
import { type Mistake, type Mutant, mistaken } from '../../src/contract/mutants/words.ts';
import { shippedDirectory } from '../../src/contract/shipped.ts';
import { verifyPacts } from '../../src/contract/verify.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { findingsOf } from './judge.ts';
import type { PactFile } from './pacts.ts';
import { variants } from './variants.ts';

const seed = readSeedFile('contract');
/** The verifier is a program of its own, and waits for its turn on a machine that is busy. */
const patience = { timeout: 120_000 };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-members-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const operationOf = ({ rule }: Pick<Mutant, 'rule'>): string => `${rule.split(':')[0]}:`;

it('every mutant has a name of its own', () => {
  const names = mutants.map(({ does }) => does);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});

it.each(mutants)('a server that $does is caught', patience, async (mutant) => {
  const { profile = 'glance', mistake, rule } = mutant;
  const only = (demand: { readonly rule: string }): boolean => demand.rule.startsWith(operationOf(mutant));
  const findings = await findingsOf({ profile, mistake, only });
  expect(findings.map((each) => each.rule)).toContain(rule);
});

// An image with 128 members shows nothing of a variant that another does not show.
it.each(variants)('a server that $does is right', patience, async ({ way }) => {
  const only = ({ interaction }: { readonly interaction: { readonly setting?: string } }): boolean =>
    interaction.setting !== 'quota';
  expect(await findingsOf({ profile: 'glance', mistake: way, only })).toEqual([]);
});

/** The rules that do not hold on a server for the official verifier, each once. */
async function brokenRules(fake: Fake, pacts: readonly string[]): Promise<readonly string[]> {
  await using server = await listen(fake);
  const { interactions } = await verifyPacts({ providerBaseUrl: server.url, cloud: fakeCloud(fake), pacts });
  expect(interactions.length).toBeGreaterThan(0);
  return [...new Set(interactions.filter(({ ok }) => !ok).map(({ rule }) => rule))];
}

/** What a pact says of the operation that a rule is about: all the rest would only take time. */
function partOf(mutant: Mutant): string {
  const { pact, does } = mutant;
  const quota = mutant.rule.includes('quotaLeft') ? '-with-quota' : '';
  const all = readFileSync(join(shippedDirectory, `${pact}${quota}-image-members-api.json`), 'utf8');
  const { interactions, ...rest } = JSON.parse(all) as PactFile;
  const own = interactions.filter(({ comments }) => comments.rule.startsWith(operationOf(mutant)));
  const file = join(folder, `${does.replaceAll(' ', '-')}.json`);
  writeFileSync(file, JSON.stringify({ ...rest, interactions: own }));
  return file;
}

/** Each of these kinds goes wrong in another part of an exchange: status, body, header, permission, order of checks. */
const confirmed = mutants.filter((_, place) => place % 6 === 0 && place < 66);

it.concurrent.each(confirmed)('the official verifier finds that a server $does', patience, async (mutant) => {
  const { profile = 'glance' } = mutant;
  const wrong = mistaken(createFake({ seed, profile }), mutant.mistake);
  expect(await brokenRules(wrong, [partOf(mutant)])).toContain(mutant.rule);
});

/** All variants that bear each other, one over another: a server that is right in all of these ways at once. */
const together: Mistake = (fake) => {
  const apart = [
    'sends no Content-Length',
    'names no store',
    'indents its JSON',
    'writes the names of headers in capitals',
  ];
  return variants
    .filter(({ does }) => !apart.includes(does))
    .reduce<ReturnType<Mistake>>(
      (answer, { way }) => way({ ...fake, exchange: (request) => wholeResponse(answer(request)) }),
      fake.exchange,
    );
};

it(
  'the official verifier finds nothing wrong with a server that is right in other ways',
  patience,
  async () => {
    const pacts = ['producer', 'consumer', 'producer-with-imports'].map((name) =>
      join(shippedDirectory, `${name}-image-members-api.json`),
    );
    expect(await brokenRules(mistaken(createFake({ seed }), together), pacts)).toEqual([]);
  },
);
