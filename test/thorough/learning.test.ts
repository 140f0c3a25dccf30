/** Source: the entries of the bug museum, and RULES.md. What `learn` makes of each bug and profile that takes it long. */
import { expect, it } from 'vitest';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { learntOf, quick, signs, usual } from '../survey/learnt.ts';

const others: readonly string[] = Object.keys(bugs).filter((bug) => !quick.includes(bug));

it.each(others)('the bug %s is learnt by the name of its entry', async (bug) => {
  const { own, judged } = await learntOf({ bugs: [bug] });
  expect(own).toEqual({ name: 'learnt', based_on: 'glance', release: '2026.2', ...usual, ...signs[bug] });
  expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
});

it('a cloud with the rules of glance-legacy in the release 2025.1 is learnt as that and nothing else', async () => {
  const rules = { profile: 'glance-legacy', release: '2025.1' } as const;
  const { own, judged } = await learntOf(rules);
  expect(own).toEqual({ name: 'learnt', based_on: rules.profile, release: rules.release, ...usual });
  expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
});
