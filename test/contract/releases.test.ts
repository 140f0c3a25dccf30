// Source: RELEASES.md; what differs between releases is in no contract.
import { expect, it } from 'vitest';
import { answererFor } from '../../src/contract/answered-interaction.ts';
import { answerDifferences } from '../../src/contract/matching.ts';
import { releaseNames } from '../../src/domain/releases.ts';
import { shareOf } from '../share.ts';
import { demandsOf } from './judge.ts';

for (const profile of ['glance', 'glance-legacy'] as const)
  it.each(shareOf(releaseNames.toReversed(), releaseNames.length))(
    `the contracts of ${profile} hold on %s`,
    async (release) => {
      const answer = answererFor(profile, undefined, release);
      const found: string[] = [];
      for (const demand of await demandsOf(profile))
        for (const { text } of answerDifferences(demand, await answer(demand.interaction)))
          found.push(`${demand.interaction.sentence}: ${text}`);
      expect(found).toEqual([]);
    },
  );
