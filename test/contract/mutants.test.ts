/**
 * A contract is worth what it finds, and what it lets pass: each server made wrong on purpose is caught by the rule that it
 * breaks, and no right server is refused. Both are judged in process; the official verifier confirms some of each.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wholeResponse } from '../../src/http/message.ts';
import type { AnsweredInteraction } from '../../src/contract/answered-interaction.ts';
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
const patience = { timeout: 300_000 };
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
  // What is said of other rules would only take time.
  const only = (demand: { readonly rule: string }): boolean => demand.rule === rule;
  expect(await findingsOf({ profile, mistake, only, first: true })).not.toEqual([]);
});

/** Whether a demand is the first with its rule. An image with 128 members shows nothing of a variant that another does not show. */
function firstOfItsRule(): (demand: Pick<AnsweredInteraction, 'rule' | 'interaction'>) => boolean {
  const seen = new Set<string>();
  return ({ rule, interaction }) =>
    interaction.setting !== 'quota' && !seen.has(rule) && seen.add(rule).has(rule);
}

it.each(variants)('a server that $does is right', patience, async ({ way }) => {
  expect(await findingsOf({ profile: 'glance', mistake: way, only: firstOfItsRule() })).toEqual([]);
});

it('a server that is right in other ways holds all contracts', patience, async () => {
  expect(await findingsOf({ profile: 'glance', mistake: together })).toEqual([]);
});

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
    const pacts = ['producer', 'consumer', 'producer-with-imports'].map(rulesIn);
    expect(await brokenRules(mistaken(createFake({ seed }), together), pacts)).toEqual([]);
  },
);
