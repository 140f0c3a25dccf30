// Source: docs/profiles.md: a profile without problems can be followed, whatever is asked.
import { expect, it } from 'vitest';
import { profileProblems } from '../../src/world/profile-problems.ts';
import { shareOf } from '../share.ts';
import { madeUp, undecided } from './any-order.ts';

const bases = ['glance', 'glance-legacy', 'rackspace'] as const;
const made = bases.flatMap((base) => [1, 2, 3].map((seed) => [base, seed] as const));

it.each(shareOf(made, made.length))(
  'whatever a profile of %s lets through can be decided: made with seed %i',
  (base, seed) => {
    const profile = madeUp(base, seed);
    expect(profileProblems(profile)).toEqual([]);
    expect(undecided(profile, seed)).toEqual([]);
  },
);
