/** What `compare` finds: the rules of the profiles (RULES.md), and the bugs of the museum, by the cells of the tables. */
import { expect, it } from 'vitest';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { type ProfileName, profiles, profileWith } from '../../src/domain/profiles.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { inTurn } from '../../src/contract/write.ts';
import { rulesOf } from '../../src/world/options.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { personas } from '../../src/domain/permissions.ts';
import { profileIn } from '../../src/profile-file.ts';
import { checkedProfile, ProfileError } from '../../src/world/profile-checked.ts';
import { alikeIn, lineOf } from '../../src/survey/alike.ts';
import { type Edit, editsFor } from '../../src/survey/edits.ts';
import { type Compared, comparingWith } from '../../src/survey/comparison.ts';
import { divided, isForbidden, unaskedBecause } from '../../src/survey/survey.ts';
import { bytesOf, textOf } from '../../src/http/message.ts';
import { allQuestions, questionsAbout } from '../../src/survey/questions.ts';
import type { FakeOptions } from '../../src/world/fake.ts';
import { shareOf } from '../share.ts';
import { cloudInProcess, outcomesIn } from './cloud-in-process.ts';

const judges = {
  glance: comparingWith({ profile: 'glance' }),
  'glance-legacy': comparingWith({ profile: 'glance-legacy' }),
  rackspace: comparingWith({ profile: 'rackspace' }),
};

/** The questions that a fake with some options answers otherwise than one with the rules of a profile. */
async function differences(profile: ProfileName, options: FakeOptions): Promise<readonly Compared[]> {
  const { cloud, fake } = cloudInProcess(options);
  const { asked } = questionsAbout(profiles[profile], cloud);
  const outcomes = await outcomesIn(cloud, asked);
  expect(fake.cloud.images.size).toBe(0);
  const all = await inTurn(outcomes, ([question, outcome]) => judges[profile](question, outcome));
  return all.filter((each) => each !== undefined).filter((each) => each.differences.length > 0);
}

it.each(shareOf(['glance', 'glance-legacy', 'rackspace'] as const, 3))(
  'a cloud with the rules of %s differs from them in nothing, and nothing is left in it',
  async (profile) => {
    expect(await differences(profile, { profile })).toEqual([]);
  },
);

it('a cloud with the old policy differs in the cells that the new one has otherwise', async () => {
  const found = await differences('glance', { profile: 'glance-legacy' });
  const cells = new Set(found.map(({ cell }) => cell));
  expect(cells).toContain('addMember, producer: yes (role member)');
  expect(cells).toContain('removeMember, consumer: own no (role member)');
  expect(cells).toContain('downloadImage, consumer: yes (role member)');
  expect(cells).not.toContain('showMember, producer: yes (role reader)');
});

/** The cell, or the check, that tells of each bug. */
const signs: Readonly<Record<keyof typeof bugs, string>> = {
  'owner-may-accept': 'updateMember, producer: no (role member); callerPermitted → notAuthorized',
  'quota-not-enforced': 'addMember, producer: yes (role member); quotaLeft → memberQuotaExceeded',
  're-adding-is-duplicate': 'addMember, producer: yes (role member); granted',
  'duplicate-is-500': 'addMember, producer: yes (role member); memberNew → memberDuplicate',
  'private-takes-members': 'addMember, producer: yes (role member); imageShared → mayNotCreateMembers',
  'strangers-get-403': 'listMembers, stranger: hidden (role reader); imageVisible → imageNotFound',
  'only-owner-lists': 'listMembers, consumer: own (role reader); granted',
  'owner-not-checked': 'removeMember, consumer: own no (role member); callerPermitted → notAuthorized',
  'any-status-accepted': 'updateMember, consumer: own (role member); statusKnown → statusUnknown',
  'sharing-not-listed': 'listImages, producer: yes (role reader); granted',
};

it.each(shareOf(Object.keys(bugs), 10))('the bug %s is found by its cell', async (bug) => {
  const found = await differences('glance', { bugs: [bug] });
  expect(found.map(({ cell, rule }) => `${cell}; ${rule}`)).toContain(signs[bug]);
});

it('what needs a player whom nobody plays is not asked, and says who is missing', () => {
  const { unasked } = questionsAbout(profiles.glance, {
    played: new Set(['producer', 'consumer', 'second-consumer', 'stranger']),
  });
  const reasons = new Set(unasked.map(({ why }) => why));
  expect(reasons).toEqual(
    new Set([
      'nobody plays the administrator',
      'nobody plays the producer-reader',
      'nobody plays the consumer-reader',
      'times are not compared',
      'they are about other rules than these',
    ]),
  );
});

/** A cloud whose policy keeps the producer from adding members. */
const closed = {
  name: 'closed',
  based_on: 'glance',
  permissions: { addMember: { producer: 'no' } },
} as const;

it('where the policy keeps a player from making a state, the administrator makes it', async () => {
  const { cloud } = cloudInProcess({ profile: closed });
  const { asked } = questionsAbout(profiles.glance, cloud);
  const outcomes = [...(await outcomesIn(cloud, asked)).values()];
  expect(outcomes.filter(({ kind }) => kind !== 'answered')).toEqual([]);
});

it('a profile by which no player may make a state is compared with all the same', async () => {
  const { cloud } = cloudInProcess({ profile: closed });
  const compare = comparingWith({ profile: closed });
  const { asked } = questionsAbout(rulesOf({ profile: closed }), cloud);
  const outcomes = await outcomesIn(cloud, asked);
  const all = await inTurn(outcomes, ([question, outcome]) => compare(question, outcome));
  expect(all.filter((each) => each !== undefined && each.differences.length > 0)).toEqual([]);
});

it('a state that nobody may make is no difference; one that is beyond a limit is one', async () => {
  const { cloud, fake } = cloudInProcess({ profile: closed }, ['producer', 'consumer']);
  const unhelped = { ...cloud, states: fakeCloud(fake) };
  const { asked } = questionsAbout(profiles.glance, cloud);
  const outcomes = [...(await outcomesIn(unhelped, asked))];
  expect(outcomes.filter(([, outcome]) => outcome.kind !== 'answered' && !isForbidden(outcome))).toEqual([]);
  const { unasked } = divided(outcomes, unhelped.played);
  // One reason for all, whatever the ids of their images are.
  expect(new Set(unasked.map(({ why }) => why))).toEqual(
    new Set([
      'the state that they need may not be made: POST /v2/images/{id}/members as producer was answered 403, and nobody plays the administrator, who might',
    ]),
  );
});

it('a reason why nothing was asked has the words of the cloud, and neither its JSON nor ids', () => {
  const id = 'f0033230-582e-4745-86cd-d3639bf8c4b9';
  const message = `Attempted: 3, Maximum: 2 of ${id}<br /><br />\n\n\n`;
  const body = JSON.stringify({ message, code: '413 Request Entity Too Large' });
  const step = `PATCH /v2/images/${id} as producer was answered 413`;
  const full = { kind: 'unmade', why: `The state could not be made: ${step} ${body}`, status: 413 } as const;
  expect(isForbidden(full)).toBe(false);
  expect(unaskedBecause(full, new Set())).toBe(
    'the state that they need could not be made: PATCH /v2/images/{id} as producer was answered 413 Attempted: 3, Maximum: 2 of {id}',
  );
  const silent = { kind: 'unanswered', why: 'it was silent: for long' } as const;
  expect(unaskedBecause(silent, new Set())).toBe('the cloud gave no answer: it was silent: for long');
});

it('a cloud is asked about full images at the limit of its own profile', () => {
  const limits = { members_per_image: 20 };
  const profile = profileWith({ name: 'our-cloud', based_on: 'glance', limits });
  const { asked } = questionsAbout(profile, cloudInProcess({}).cloud);
  expect(asked.map(({ sentence }) => sentence)).toContain('an image takes 20 members and no more');
});

/** What differs between a cloud and the rules of glance, by its causes. */
async function causesIn(options: FakeOptions): Promise<Awaited<ReturnType<typeof alikeIn>>> {
  const { cloud } = cloudInProcess(options);
  const outcomes = await outcomesIn(cloud, questionsAbout(profiles.glance, cloud).asked);
  const all = await inTurn(outcomes, ([question, outcome]) => judges.glance(question, outcome));
  return alikeIn(
    all.filter((each) => each !== undefined),
    { profile: 'glance' },
  );
}

it('what one cell says otherwise is one cause, with the line that a profile needs', async () => {
  const causes = await causesIn({ profile: closed });
  expect(causes.map(({ cell, members, line }) => [cell, members.length, line])).toEqual([
    ['addMember, producer: yes (role member)', 26, "permissions: { addMember: { producer: 'no' } }"],
  ]);
});

function fileWith(line: string): OwnProfile {
  return profileIn(new TextEncoder().encode(`name: x\nbased_on: glance\n${line}\n`), 'x.yaml');
}

const settings: readonly Partial<OwnProfile>[] = [
  { import_methods: ['glance-direct'] },
  { import_methods: [] },
  { locations: { multiple: true } },
  { limits: { members_per_image: 7 } },
  { limits: { members_per_image: null } },
  { limits: { properties: 2 } },
  { limits: { tags: 0 } },
];

it.each(shareOf(settings, 2))(
  'a setting of the whole cloud is the line of each of its causes: %j',
  async (setting) => {
    const causes = await causesIn({ profile: { name: 'theirs', based_on: 'glance', ...setting } });
    expect(causes.length).toBeGreaterThan(0);
    for (const { line = '' } of causes)
      expect(fileWith(line)).toEqual({ name: 'x', based_on: 'glance', ...setting });
  },
);

it('each line that is printed of a cloud with the old policy is taken in a profile, and answers its questions as the cloud does', async () => {
  const lines = await causesIn({ profile: 'glance-legacy' });
  const printed = lines.flatMap(({ members, line }) => (line === undefined ? [] : [{ members, line }]));
  expect(printed.length).toBeGreaterThan(20);
  for (const { members, line } of printed) {
    const judge = comparingWith({ profile: fileWith(line) });
    for (const { question, answer } of members)
      expect((await judge(question, answer!))?.differences ?? line).toEqual([]);
  }
});

it('in which folder a store keeps its data is no difference, and that it names none is one', async () => {
  const { cloud } = cloudInProcess({ release: '2026.2' });
  const { asked } = allQuestions({ ...cloud, without: ['quota'] });
  const question = asked.find(({ sentence }) => sentence === 'the administrator looks where the data lies');
  const [outcome] = [...(await outcomesIn(cloud, [question!])).values()];
  if (outcome?.kind !== 'answered') throw new Error('it was not answered');
  const judge = comparingWith({ profile: 'glance', release: '2026.2' });
  const judgedWith = async (answer: object): Promise<number | undefined> => {
    const response = { ...outcome.response, body: bytesOf(JSON.stringify(answer)) };
    return (await judge(question!, { ...outcome, response }))?.differences.length;
  };
  expect(JSON.parse(textOf(outcome.response.body))).toMatchObject([{ metadata: { store: 'fs' } }]);
  expect(await judgedWith([{ url: 'rbd://pool/images/1', metadata: { store: 'ceph' } }])).toBe(0);
  expect(await judgedWith([])).not.toBe(0);
  expect(await judgedWith([{ metadata: {} }])).not.toBe(0);
});

/** The changes that may explain other answers of a cloud to the questions of `compare`, by their texts. */
async function possibleEdits(): Promise<readonly Edit[]> {
  const { cloud } = cloudInProcess({});
  const { asked } = questionsAbout(profiles.glance, cloud);
  const outcomes = await outcomesIn(cloud, asked);
  const all = await inTurn(outcomes, ([question, outcome]) => judges.glance(question, outcome));
  const body = new TextEncoder().encode('{"message": "no: it is not, # so", "visibility": "private"}');
  // One question of each kind is enough: the changes follow from its operation, its persona and its answer.
  const kinds = all.flatMap((each) => (each === undefined ? [] : [[kindOf(each), each] as const]));
  const edits = [...new Map(kinds).values()].flatMap(({ question, trace, answer }) => {
    if (answer === undefined) return [];
    return [200, 403].flatMap((status) => {
      const otherwise = { ...answer, response: { ...answer.response, status, body } };
      return editsFor({ question, trace, answer: otherwise }, profiles.glance);
    });
  });
  // Orders of checks are thousands, and one of each operation is as good as all.
  const keyOf = ({ entry, text }: Edit): string => (entry.startsWith('checks.') ? entry : text);
  return [...new Map(edits.map((edit) => [keyOf(edit), edit])).values()];
}

function kindOf({ question, trace }: Compared): string {
  const isOpen = JSON.stringify(question.request).includes('community');
  return [trace.operation, trace.decision?.persona, trace.refused?.refusal, isOpen].join(' ');
}

/** A profile, or what it is refused for. */
function profileOrProblems(read: () => OwnProfile): OwnProfile | readonly string[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProfileError) return error.problems.map(({ problem }) => problem);
    throw error;
  }
}

/** The names of entries, one in another, without what they are about: `permissions.*.refusals`. */
function shapeOf(changed: object): string {
  const [[key = '', value] = []] = Object.entries(changed);
  const isNamed = ['permissions', 'checks', 'refusals'].includes(key);
  const inner: unknown = isNamed ? Object.values(value as object)[0] : value;
  const names = Array.isArray(inner) || typeof inner === 'string' ? [] : Object.keys(inner as object);
  const columns = names.map((name) => ((personas as readonly string[]).includes(name) ? 'persona' : name));
  return [key, ...columns].join(' ');
}

it('each change that may explain an answer is a line that says it in a profile file', async () => {
  const base = { name: 'x', based_on: 'glance' } as const;
  const [taken, lines] = [new Set<string>(), new Set<string>()];
  for (const edit of await possibleEdits()) {
    const wanted = edit.apply(base);
    const line = lineOf(edit, 'glance');
    const file = new TextEncoder().encode(`name: x\nbased_on: glance\n${line}\n`);
    const read = profileOrProblems(() => profileIn(file, 'x.yaml'));
    // Not every change makes a profile: what does not is refused in a file as in an object.
    expect(read).toEqual(profileOrProblems(() => checkedProfile(wanted)));
    if (Array.isArray(read)) continue;
    const { name: _, based_on: __, ...changed } = wanted;
    taken.add(shapeOf(changed));
    lines.add(line);
  }
  expect([...taken].toSorted()).toEqual([
    'absent',
    'checks',
    'default_visibility',
    'members duplicate',
    'members echo',
    'members removed_stay',
    'members statuses',
    'permissions persona',
    'permissions persona refusal',
    'permissions persona refusals',
    'permissions persona role',
    'permissions refusal',
    'permissions refusals',
    'permissions role',
    'refusals status words',
    'visibilities',
  ]);
  for (const line of [
    "permissions: { addMember: { consumer: 'no', refusal: mayNotCreateMembers } }",
    "permissions: { addMember: { consumer: 'yes', role: reader } }",
    'permissions: { addMember: { refusals: { consumer: mayNotCreateMembers } } }',
  ])
    expect(lines).toContain(line);
});
