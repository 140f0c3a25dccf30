// Source: docs/profiles.md: a profile without problems can be followed, whatever is asked.
import { expect, it } from 'vitest';
import { profileProblems } from '../../src/world/profile-problems.ts';
import { madeUp, undecided } from '../profiles/any-order.ts';

it.each(
  (['glance', 'glance-legacy', 'rackspace'] as const).flatMap((base) =>
    [2, 3].map((seed) => [base, seed] as const),
  ),
)('whatever a profile of %s lets through can be decided: made with seed %i', (base, seed) => {
  const profile = madeUp(base, seed);
  expect(profileProblems(profile)).toEqual([]);
  expect(undecided(profile, seed)).toEqual([]);
});
