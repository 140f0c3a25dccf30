/** What `learn` makes of a cloud: the rules of the profiles (RULES.md) and the bugs of the museum, by the names of their entries. */
import { expect, it } from 'vitest';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { type Asked, type Learnt, learnt } from '../../src/survey/learning.ts';
import { learntProfile } from '../../src/survey/learnt-profile.ts';
import { allQuestions } from '../../src/survey/questions.ts';
import { foundSettings, type SettingsOfProfile } from '../../src/survey/settings.ts';
import { bytesOf, textOf } from '../../src/http/message.ts';
import type { FakeOptions } from '../../src/world/fake.ts';
import { cloudInProcess, outcomesIn } from './cloud-in-process.ts';

const { signal } = new AbortController();

/** What is learnt of a fake with some options. */
async function learntOf(
  options: FakeOptions,
  most: number = 130,
): Promise<Learnt & { readonly found: object }> {
  const { answered, settings } = await answersOf(options, most);
  const releases = options.release === undefined ? (['2026.2'] as const) : [options.release];
  const found = await learnt(answered, { name: 'learnt', releases, settings });
  return { ...found, found: settings };
}

/** What a fake with some options answers as a cloud, and its settings. */
async function answersOf(
  options: FakeOptions,
  most: number = 130,
): Promise<{ readonly answered: readonly Asked[]; readonly settings: SettingsOfProfile }> {
  const { cloud, fake } = cloudInProcess(options);
  const { own: settings } = await foundSettings(cloud, { most, signal, without: [] });
  const room = settings.limits?.members_per_image ?? undefined;
  const { asked } = allQuestions({ ...cloud, without: ['quota'] }, room);
  const outcomes = await outcomesIn(cloud, asked);
  expect(fake.cloud.images.size).toBe(0);
  const answered = [...outcomes].flatMap(([question, answer]): Asked[] =>
    answer.kind === 'answered' ? [{ question, answer }] : [],
  );
  return { answered, settings };
}

/** An answer with other words of its refusal. */
function withMessage({ question, answer }: Asked, message: string): Asked {
  const { response } = answer;
  const body = { ...(JSON.parse(textOf(response.body)) as object), message };
  return { question, answer: { ...answer, response: { ...response, body: bytesOf(JSON.stringify(body)) } } };
}

const usual = { limits: { members_per_image: 128, properties: 128, tags: 128 }, page: { size: 25 } };

/** What is learnt of each bug besides what is usual. */
const signs: Readonly<Record<keyof typeof bugs, Partial<OwnProfile>>> = {
  'owner-may-accept': { permissions: { updateMember: { producer: 'yes' } } },
  'quota-not-enforced': { limits: { ...usual.limits, members_per_image: null } },
  're-adding-is-duplicate': { members: { removed_stay: true } },
  'duplicate-is-500': { members: { duplicate: 'serverErred' } },
  'private-takes-members': {
    checks: {
      addMember: [
        'imageVisible',
        'callerReads',
        'callerPermitted',
        'quotaLeft',
        'memberWritable',
        'memberNew',
        'memberStorable',
        'roomLeft',
      ],
      listMembers: ['imageVisible', 'callerReads', 'callerPermitted'],
      showMember: ['imageVisible', 'callerReads', 'callerPermitted', 'memberOnRecord'],
      updateMember: [
        'imageVisible',
        'callerReads',
        'memberOnRecord',
        'callerPermitted',
        'statusKnown',
        'statusSettable',
      ],
      removeMember: ['imageVisible', 'callerReads', 'memberOnRecord', 'callerPermitted'],
    },
    // Glance itself would refuse onlookers with 404.
    permissions: { showMember: { refusal: 'notAuthorized' } },
  },
  'strangers-get-403': {
    permissions: {
      addMember: { stranger: 'no' },
      listMembers: { stranger: 'no' },
      showMember: { stranger: 'no', refusal: 'notAuthorized' },
      updateMember: { stranger: 'no' },
      removeMember: { stranger: 'no' },
    },
  },
  'only-owner-lists': { permissions: { listMembers: { consumer: 'no' } } },
  // Onlookers are refused by the visibility of their images before the table is read.
  'owner-not-checked': {
    permissions: {
      addMember: { consumer: 'yes', stranger: 'yes' },
      listMembers: { consumer: 'yes', stranger: 'yes' },
      showMember: { consumer: 'yes', stranger: 'yes' },
      updateMember: { producer: 'yes', consumer: 'yes', stranger: 'yes' },
      removeMember: { consumer: 'yes', stranger: 'yes' },
    },
  },
  'any-status-accepted': { members: { statuses: 'any' } },
  'sharing-not-listed': { permissions: { listImages: { consumer: 'hidden' } } },
};

it.each(Object.keys(bugs))('the bug %s is learnt by the name of its entry', async (bug) => {
  const { own, judged } = await learntOf({ bugs: [bug] });
  expect(own).toEqual({ name: 'learnt', based_on: 'glance', release: '2026.2', ...usual, ...signs[bug] });
  expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
});

it.each([
  ['glance', 'zed'],
  ['glance-legacy', '2025.1'],
] as const)(
  'a cloud with the rules of %s in the release %s is learnt as that and nothing else',
  async (profile, release) => {
    const { own, judged } = await learntOf({ profile, release });
    expect(own).toEqual({ name: 'learnt', based_on: profile, release, ...usual });
    expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
  },
);

it('cells, levels, refusals, limits, pages and visibilities of a profile of its own are learnt', async () => {
  const own = {
    name: 'theirs',
    based_on: 'glance',
    release: '2026.2',
    permissions: {
      addMember: { producer: 'no' },
      downloadImage: { role: 'reader' },
      publicizeImage: { producer: 'yes', role: 'member' },
    },
    default_visibility: 'private',
    page: { size: 10 },
    limits: { members_per_image: 5, properties: 20, tags: 7 },
    locations: { multiple: true, direct_url: true },
    import_methods: ['glance-direct'],
  } as const satisfies OwnProfile;
  const found = await learntOf({ profile: own });
  expect(found.own).toEqual({ ...own, name: 'learnt' });
  expect(found.judged.filter(({ distance }) => distance > 0)).toEqual([]);
});

it('each cell has its evidence, and what nobody played is unknown, with who is missing', async () => {
  const played = ['producer', 'consumer', 'second-consumer', 'stranger'] as const;
  const { cloud } = cloudInProcess({ bugs: ['owner-may-accept'] }, played);
  const settings = await foundSettings(cloud, { most: 3, signal, without: ['quota'] });
  const { asked, unasked } = allQuestions({ ...cloud, without: ['quota'] });
  const outcomes = await outcomesIn(cloud, asked);
  const answered = [...outcomes].flatMap(([question, answer]): Asked[] =>
    answer.kind === 'answered' ? [{ question, answer }] : [],
  );
  const beginning = { name: 'learnt', releases: ['2026.2'], settings: settings.own } as const;
  const { own } = learntProfile(await learnt(answered, beginning), settings, unasked);
  expect(own.evidence?.['updateMember.producer']).toEqual({
    request:
      'PUT /v2/images/{image}/members/{consumer} as producer; an image of the producer with the members consumer (pending), second-consumer (accepted)',
    status: 200,
  });
  expect(own.evidence?.['removeMember.consumer']).toMatchObject({
    status: 403,
    words: 'You are not authorized to complete delete_member action.',
  });
  expect(own.unknown).toMatchObject({
    'updateMember.administrator': 'nobody plays the administrator',
    'updateMember.role': 'nobody plays the producer-reader',
    'limits.members_per_image': '--without quota',
    'limits.tags': 'an image took 3 tags, and no more were tried',
  });
  expect(own.unknown).not.toHaveProperty(['updateMember.producer']);
});

it.each([1, 2])(
  'a cloud whose images take %i members is learnt, whatever the rules ask for',
  async (most) => {
    const own = {
      name: 'theirs',
      based_on: 'glance',
      release: '2026.2',
      permissions: { addMember: { producer: 'no' }, updateMember: { consumer: 'no' } },
      limits: { ...usual.limits, members_per_image: most },
      page: usual.page,
    } as const satisfies OwnProfile;
    const found = await learntOf({ profile: own });
    expect(found.own).toEqual({ ...own, name: 'learnt' });
    expect(found.judged.filter(({ distance }) => distance > 0)).toEqual([]);
  },
);

it('what needs more members than an image takes is not asked, and what adds one leaves a place for it', () => {
  const without = ['quota'] as const;
  const { asked, unasked } = allQuestions({ played: cloudInProcess().cloud.played, without }, 1);
  const why = 'an image takes 1 member';
  const tooMany = unasked.filter((each) => each.why === why).map(({ question }) => question.sentence);
  expect(tooMany).toContain('a consumer does not see another consumer');
  const adding = asked.find(({ sentence }) => sentence === 'the producer adds a member');
  expect(adding?.given[0]?.parameters).toEqual({ members: [] });
});

it('words that one of several operations has in a refusal of all are not of the refusal', async () => {
  const profile = {
    name: 'theirs',
    based_on: 'glance',
    refusals: { memberDuplicate: { words: 'Twice.' } },
  } as const satisfies OwnProfile;
  const { answered, settings } = await answersOf({ profile });
  const strange = answered.map((each) =>
    each.question.sentence === 'the consumer adds a member' ? withMessage(each, 'Not by you.') : each,
  );
  const { own, judged } = await learnt(strange, { name: 'learnt', releases: ['2026.2'], settings });
  expect(own.refusals).toEqual({ memberDuplicate: { status: 409, words: 'Twice.' } });
  const wrong = judged.filter(({ distance }) => distance > 0);
  expect(wrong.map(({ question }) => question.sentence)).toEqual(['the consumer adds a member']);
});
