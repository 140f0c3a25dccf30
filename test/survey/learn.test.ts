/** What `learn` makes of a cloud: the rules of the profiles (RULES.md) and bugs of the museum, by the names of their entries. */
import { expect, it } from 'vitest';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { type Asked, judgedBy, learnt } from '../../src/survey/learning.ts';
import { learntProfile } from '../../src/survey/learnt-profile.ts';
import { allQuestions } from '../../src/survey/questions.ts';
import { bytesOf, textOf } from '../../src/http/message.ts';
import { foundSettings } from '../../src/survey/settings.ts';
import { divided } from '../../src/survey/survey.ts';
import { filledIn, roleNotes } from '../../src/survey/unheld-roles.ts';
import { checkedProfile } from '../../src/world/profile-checked.ts';
import { cloudInProcess, outcomesIn } from './cloud-in-process.ts';
import type { Interaction } from '../../src/contract/interaction.ts';
import { shareOf, triesAll } from '../share.ts';
import { answersOf, isOfMembers, learntOf, signs, usual } from './learnt.ts';

const { signal } = new AbortController();

/** The questions from which a cloud is learnt: those about members, which tell what the first of the cases is about, or all. */
const some: (question: Interaction) => boolean = triesAll ? () => true : isOfMembers;

/** An answer with other words of its refusal. */
function withMessage({ question, answer }: Asked, message: string): Asked {
  const { response } = answer;
  const body = { ...(JSON.parse(textOf(response.body)) as object), message };
  return { question, answer: { ...answer, response: { ...response, body: bytesOf(JSON.stringify(body)) } } };
}

it.each(shareOf(Object.keys(bugs), Object.keys(bugs).length))(
  'the bug %s is learnt by the name of its entry',
  async (bug) => {
    const { own, judged } = await learntOf({ bugs: [bug] }, 130, some);
    expect(own).toEqual({ name: 'learnt', based_on: 'glance', release: '2026.2', ...usual, ...signs[bug] });
    expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
  },
);

const older = [
  ['glance', 'zed'],
  ['glance-legacy', '2025.1'],
] as const;

it.each(shareOf(older, 2))(
  'a cloud with the rules of %s in the release %s is learnt as that and nothing else',
  async (profile, release) => {
    const { own, judged } = await learntOf({ profile, release });
    expect(own).toEqual({ name: 'learnt', based_on: profile, release, ...usual });
    expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
  },
);

const own = { name: 'theirs', based_on: 'glance', release: '2026.2' } as const;
const few = { addMember: { producer: 'no' }, updateMember: { consumer: 'no' } } as const;

/** Profiles that a cloud may have, as they are learnt. */
const owns: readonly (readonly [what: string, own: OwnProfile])[] = [
  ['images take one member, whatever the rules ask for', { ...own, permissions: few, ...withRoom(1) }],
  [
    'cells, levels, refusals, limits, pages and visibilities are others',
    {
      ...own,
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
    },
  ],
  ['images take two members, whatever the rules ask for', { ...own, permissions: few, ...withRoom(2) }],
  [
    'nobody may make community images or deactivate any: onlookers are asked about public ones, and reactivation about active ones',
    {
      ...own,
      permissions: {
        communitizeImage: { producer: 'no', administrator: 'no' },
        deactivateImage: { producer: 'no', administrator: 'no' },
        reactivateImage: { administrator: 'no' },
        downloadImage: { onlooker: 'no' },
      },
      ...usual,
    },
  ],
];

function withRoom(most: number): Pick<OwnProfile, 'limits' | 'page'> {
  return { limits: { ...usual.limits, members_per_image: most }, page: usual.page };
}

it.each(shareOf(owns, owns.length))('a cloud is learnt in which %s', async (_, wanted) => {
  const found = await learntOf({ profile: wanted });
  expect(found.own).toEqual({ ...wanted, name: 'learnt' });
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
    'limits.members_per_image': '--without quota leaves it out',
    'limits.tags': 'an image took 3 tags, and no more were tried',
  });
  expect(own.unknown).not.toHaveProperty(['updateMember.producer']);
});

it('ways to import data of a cloud that are its own are learnt, also one that is nearly called as a usual one', async () => {
  const import_methods = ['web-upload', 'glance-direct'];
  const evidence = { import_methods: { request: 'GET /v2/info/import', status: 200 } };
  const theirs = { name: 'theirs', based_on: 'glance', import_methods, evidence } as const;
  const { cloud } = cloudInProcess({ profile: theirs });
  const settings = await foundSettings(cloud, { most: 3, signal, without: ['quota'] });
  const { asked } = allQuestions({ ...cloud, without: ['quota'] });
  const { asked: answered } = divided([...(await outcomesIn(cloud, asked.slice(0, 60)))], cloud.played);
  const measured = { ...settings.own, evidence: settings.evidence };
  const found = await learnt(answered, { name: 'x', releases: ['2026.2'], settings: measured });
  const profile = checkedProfile(learntProfile(found, settings, []).own);
  expect(profile).toMatchObject({
    import_methods,
    evidence: { import_methods: { words: 'web-upload, glance-direct' } },
  });
});

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
  const { answered, settings } = await answersOf({ profile }, 130, isOfMembers);
  const strange = answered.map((each) =>
    each.question.sentence === 'the consumer adds a member' ? withMessage(each, 'Not by you.') : each,
  );
  const { own, judged } = await learnt(strange, { name: 'learnt', releases: ['2026.2'], settings });
  expect(own.refusals).toEqual({ memberDuplicate: { status: 409, words: 'Twice.' } });
  const wrong = judged.filter(({ distance }) => distance > 0);
  expect(wrong.map(({ question }) => question.sentence)).toEqual(['the consumer adds a member']);
});

it('a cell that asks for a role which no player has is refused to their roles, and a policy file says to which it is not', async () => {
  const roles = { reader: ['reader', 'sharer', 'admin'], sharer: ['sharer'] };
  const profile = {
    name: 'theirs',
    based_on: 'glance',
    permissions: { addMember: { role: 'sharer' } },
    roles,
  } as const satisfies OwnProfile;
  const { answered, settings } = await answersOf({ profile });
  const found = await learnt(answered, { name: 'learnt', releases: ['2026.2'], settings });
  expect(found.own.permissions).toEqual({ addMember: { producer: 'no' } });
  const players = new Map([
    ['producer', ['member', 'reader']],
    ['administrator', ['admin']],
  ] as const);
  expect(roleNotes(found.own, players)).toEqual({
    'addMember.producer': 'refused to the roles of the player (member, reader); another role was not asked',
  });
  const filled = await filledIn(found, profile, players);
  const { own, judged, notes } = filled;
  expect(
    learntProfile(filled, { own: settings, evidence: {}, unknown: {} }, []).own.unknown,
  ).not.toHaveProperty(['addMember.role']);
  expect(own.permissions).toEqual({ addMember: { role: 'sharer' } });
  expect(own.roles).toEqual({ sharer: ['sharer'] });
  expect(notes['addMember.producer']).toBe(
    'by the policy file, the role sharer may; the player has member, reader',
  );
  expect(judged.filter(({ distance }) => distance > 0)).toEqual([]);
});

it('a line of a policy file that the answers of the cloud speak against is not taken, and that is said', async () => {
  const based = { name: 'theirs', based_on: 'glance' } as const;
  const cloud: OwnProfile = { ...based, permissions: { addMember: { producer: 'no', consumer: 'yes' } } };
  const { answered, settings } = await answersOf({ profile: cloud }, 130, isOfMembers);
  const found = await learnt(answered, { name: 'learnt', releases: ['2026.2'], settings });
  const players = new Map([['producer', ['member', 'reader']]] as const);
  const policies: readonly (readonly [OwnProfile, string])[] = [
    [{ ...based, permissions: { addMember: { producer: 'no' } } }, 'another role was not asked'],
    [
      based,
      'refused by the cloud; the policy file grants it to the roles of the player (member, reader), so',
    ],
    [
      // Consumers without this role would be refused, whom the cloud let add members.
      {
        ...based,
        permissions: { addMember: { role: 'sharer' } },
        roles: { sharer: ['sharer'] },
      },
      'refused to the roles of the player (member, reader); the policy file grants it to the role sharer, and with that a fake answers',
    ],
  ];
  for (const [policy, words] of policies) {
    const { own, notes } = await filledIn(found, policy, players);
    expect(own.permissions).toEqual(found.own.permissions);
    expect(notes['addMember.producer']).toContain(words);
  }
});

it('a grant in place of a refusal is further away than another refusal: what it changes stays', async () => {
  const { answered, settings } = await answersOf({}, 130, isOfMembers);
  const asked = answered.find(({ question }) => question.sentence === 'the producer adds a member');
  const answeredWith = (status: number): Asked => {
    const { response } = asked!.answer;
    return { ...asked!, answer: { ...asked!.answer, response: { ...response, status } } };
  };
  const own: OwnProfile = {
    name: 'theirs',
    based_on: 'glance',
    permissions: { addMember: { producer: 'no' } },
    ...settings,
  };
  const [refused, granted] = await judgedBy(own, [answeredWith(404), answeredWith(200)]);
  expect(granted!.distance).toBeGreaterThan(refused!.distance);
});

it('the greatest page of a cloud is found as far as so many images may be made, and they are removed', async () => {
  const page = { size: 35, most: 60 };
  const { cloud, fake } = cloudInProcess({ profile: { name: 'theirs', based_on: 'glance', page } });
  const without = ['quota'] as const;
  const far = await foundSettings(cloud, { most: 70, signal, without });
  expect(far.own.page).toEqual(page);
  const near = await foundSettings(cloud, { most: 40, signal, without });
  expect(near.own.page).toEqual({ size: 35 });
  expect(near.unknown['page.most']).toBe(
    'a list with limit=1000000 shows all 41 images, and no more were created',
  );
  expect(fake.cloud.images.size).toBe(0);
});
