import { afterEach, expect, it } from 'vitest';
import { columns } from '../../src/domain/images/image-columns.ts';
import { memberStatuses } from '../../src/domain/member-statuses.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { fakeSide } from './fake-side.ts';
import { falsify } from './falsify.ts';
import { readRecordings } from './recording.ts';
import { replay } from './replay.ts';
import { verdictOn } from './report.ts';
import { scenes } from './scenes/all.ts';

const rules = { profile: 'glance', release: 'zed' } as const;

const mended: (() => void)[] = [];
afterEach(() =>
  mended
    .splice(0)
    .toReversed()
    .forEach((mend) => mend()),
);

async function differencesIn(name: string): Promise<readonly string[]> {
  const scene = scenes.find((each) => each.name === name);
  const recorded = readRecordings(rules)[name];
  if (scene === undefined || recorded === undefined) throw new Error(`${name} is no scene that was recorded`);
  return verdictOn([await replay(scene, recorded, fakeSide(rules))], rules.release).unlisted;
}

it('a flipped cell of the permission table is told by its operation', async () => {
  mended.push(falsify(profiles.glance.permissions.updateMember, 'producer', 'yes'));
  const told = await differencesIn('table/shared/pending/queued');
  expect(told[0]).toContain('table/shared/pending/queued: alpha updateMember beta pending');
  expect(told[0]).toMatch(/rule: updateMember: passed .*callerPermitted/);
  expect(told[0]).toContain('status: 403 / 200');
});

it('a status that nobody may set is told by the check that does not know it', async () => {
  mended.push(falsify(memberStatuses, 'accepted', { ...memberStatuses.accepted, setBy: 'nobody' }));
  const told = await differencesIn('table/shared/pending/queued');
  expect(told.join('\n')).toContain('rule: updateMember: check statusKnown, refusal statusUnknown');
});

it('a dropped filter is told by its name', async () => {
  mended.push(falsify(columns, 'owner', undefined));
  const told = await differencesIn('lists/seen');
  expect(told[0]).toMatch(/rule: listImages: passed .*; filters tag, owner/);
});
