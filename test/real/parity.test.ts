/** The fake against a real Glance, bounded: every tenth scene, some walks, and three mistakes that must be found. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { columns } from '../../src/domain/images/image-columns.ts';
import { memberStatuses } from '../../src/domain/member-statuses.ts';
import { type ProfileName, profiles } from '../../src/domain/profiles.ts';
import { cloudFromFile, type RunningCloud } from '../cloud/running.ts';
import { placeOf, startCloud } from '../cloud/start.ts';
import { compare } from '../parity/compare.ts';
import { falsify } from '../parity/falsify.ts';
import { verdictOn } from '../parity/report.ts';
import { scenes } from '../parity/scenes/all.ts';
import { compareWalks } from '../parity/walks/report.ts';

const minutes = 60_000;
const both: readonly ProfileName[] = ['glance', 'glance-legacy'];
const sample = scenes.filter(({ alone }, index) => alone !== true && index % 10 === 0);

let cloud: RunningCloud & Partial<AsyncDisposable>;
const mended: (() => void)[] = [];

beforeAll(async () => {
  const file = process.env['IMAGE_MEMBERS_CLOUD_ENV'];
  cloud =
    file === undefined
      ? await startCloud({ ...placeOf('parity'), say: console.error })
      : await cloudFromFile(file);
}, 10 * minutes);
afterAll(async () => cloud[Symbol.asyncDispose]?.(), minutes);
afterEach(() =>
  mended
    .splice(0)
    .toReversed()
    .forEach((mend) => mend()),
);

it.each(both)(
  'every tenth scene is answered alike with the rules of %s',
  async (profile) => {
    const { cases, unlisted } = verdictOn(await compare(cloud, profile, sample), cloud.release);
    expect(unlisted).toEqual([]);
    expect(cases).toBeGreaterThan(1000);
  },
  10 * minutes,
);

it.each(both)(
  'ten walks of forty steps end alike with the rules of %s',
  async (profile) => {
    const told: string[] = [];
    const counts = { walks: 10, steps: 40, seed: 1 };
    const differing = await compareWalks(cloud, profile, counts, (line) => told.push(line));
    expect({ differing, told: differing === 0 ? [] : told }).toEqual({ differing: 0, told: [] });
  },
  10 * minutes,
);

const mistakes: readonly (readonly [
  mistake: string,
  scene: string,
  make: () => (() => void)[],
  rule: RegExp,
])[] = [
  [
    'a flipped cell of the permission table',
    'table/shared/pending/queued',
    () => [falsify(profiles.glance.permissions.updateMember, 'producer', 'yes')],
    /rule: updateMember: passed .*callerPermitted/,
  ],
  [
    'a status that nobody may set',
    'table/shared/pending/queued',
    () => [falsify(memberStatuses, 'accepted', { ...memberStatuses.accepted, setBy: 'nobody' })],
    /rule: updateMember: check statusKnown, refusal statusUnknown/,
  ],
  [
    'a dropped filter',
    'lists/seen',
    () => [falsify(columns, 'owner', undefined)],
    /rule: listImages: passed .*; filters tag, owner/,
  ],
];

it.each(mistakes)(
  '%s is found, and its rule named',
  async (_, name, make, rule) => {
    mended.push(...make());
    const chosen = scenes.filter((scene) => scene.name === name);
    const { unlisted } = verdictOn(await compare(cloud, 'glance', chosen), cloud.release);
    expect(unlisted.join('\n')).toMatch(rule);
  },
  5 * minutes,
);
