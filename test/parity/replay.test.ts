import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { releaseNames } from '../../src/domain/releases.ts';
import { type AcceptedDifference, acceptedDifferences } from './differences.ts';
import { fakeSide } from './fake-side.ts';
import { readRecordings } from './recording.ts';
import { replay } from './replay.ts';
import { verdictOn } from './report.ts';
import { shareOf, triesAll } from '../share.ts';
import { scenes } from './scenes/all.ts';

/** Accepted differences that some case has shown. */
const seen: Set<AcceptedDifference> = new Set();

const profiles: readonly ProfileName[] = ['glance', 'glance-legacy'];
const [newest, ...others] = releaseNames
  .toReversed()
  .flatMap((release) => profiles.map((profile) => ({ profile, release })));

/** Scenes of the whole table, each with images of another visibility and state: in each, everybody tries everything. */
const tables = scenes.filter(({ name }) => name.startsWith('table/'));

/**
 * Each scene is tried by the newest rules, of those of the table every other one; and every other of all by one of the others. Or all
 * of them by all.
 */
const all = [
  { rules: newest!, tried: [...scenes.filter((each) => !tables.includes(each)), ...shareOf(tables, 2)] },
  ...others.map((rules, place) => ({ rules, tried: shareOf(scenes, 2 * others.length, 2 * place) })),
];

describe.each(all)(
  'what a real Glance of $rules.release answered, replayed to $rules.profile',
  ({ rules, tried }) => {
    const recordings = readRecordings(rules);

    it.each(tried.map((scene) => [scene.name, scene] as const))('%s', async (name, scene) => {
      const recorded = recordings[name];
      if (recorded === undefined)
        throw new Error(
          `never recorded: npm run parity -- --release ${rules.release} --only '${name}' --record`,
        );
      const { unlisted, accepted } = verdictOn(
        [await replay(scene, recorded, fakeSide(rules))],
        rules.release,
      );
      for (const each of accepted.keys()) seen.add(each);
      expect(unlisted).toEqual([]);
    });
  },
);

/** Differences that a replay shows; a share of the cases does not show all of them. */
const replayed = acceptedDifferences.filter(({ cases }) => cases.some((name) => !name.startsWith('walks: ')));

it.each(triesAll ? replayed : [])('an accepted difference is still one: $about', (each) => {
  expect(seen).toContain(each);
});
