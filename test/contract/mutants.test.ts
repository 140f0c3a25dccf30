/**
 * A contract is worth what it finds, and what it lets pass: each server made wrong on purpose is caught by the rule that it
 * breaks, and no right server is refused. Both are judged in process; the official verifier confirms some of each
 * (test/programs/mutants.test.ts).
 */
import { expect, it } from 'vitest';
import { mutants } from '../../src/contract/mutants.ts';
import type { AnsweredInteraction } from '../../src/contract/answered-interaction.ts';
import { shareOf, triesAll } from '../share.ts';
import { findingsOf } from './judge.ts';
import { together, variants } from './variants.ts';

/** A machine that is busy takes its time. */
const patience = { timeout: 300_000 };

it('every mutant has a name of its own', () => {
  const names = mutants.map(({ does }) => does);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});

it.each(shareOf(mutants, 8))('a server that $does is caught', patience, async (mutant) => {
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

it.each(shareOf(variants, 4))('a server that $does is right', patience, async ({ way }) => {
  expect(await findingsOf({ profile: 'glance', mistake: way, only: firstOfItsRule() })).toEqual([]);
});

it('a server that is right in other ways holds all contracts', patience, async () => {
  const only = triesAll ? () => true : firstOfItsRule();
  expect(await findingsOf({ profile: 'glance', mistake: together, only })).toEqual([]);
});
