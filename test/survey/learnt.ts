/** What is learnt of fakes, and what a museum's bugs are learnt by. */
import { expect } from 'vitest';
import type { Interaction } from '../../src/contract/interaction.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import type { bugs } from '../../src/domain/profiles/bugs.ts';
import { type Asked, type Learnt, learnt } from '../../src/survey/learning.ts';
import { allQuestions, questionsInstead } from '../../src/survey/questions.ts';
import { foundSettings, type SettingsOfProfile } from '../../src/survey/settings.ts';
import type { FakeOptions } from '../../src/world/fake.ts';
import { cloudInProcess, outcomesIn } from './cloud-in-process.ts';

const { signal } = new AbortController();

/**
 * What is learnt of a fake with some options.
 * @param only the questions that it is asked; all if left out.
 */
export async function learntOf(
  options: FakeOptions,
  most: number = 130,
  only: (question: Interaction) => boolean = () => true,
): Promise<Learnt & { readonly found: object }> {
  const { answered, settings } = await answersOf(options, most, only);
  const releases = options.release === undefined ? (['2026.2'] as const) : [options.release];
  const found = await learnt(answered, { name: 'learnt', releases, settings });
  return { ...found, found: settings };
}

/** Questions about members, which are half of all. */
export function isOfMembers({ request }: Interaction): boolean {
  return request.path.includes('/members');
}

/**
 * What a fake with some options answers as a cloud, and its settings.
 * @param only the questions that it is asked; all if left out.
 */
export async function answersOf(
  options: FakeOptions,
  most: number = 130,
  only: (question: Interaction) => boolean = () => true,
): Promise<{ readonly answered: readonly Asked[]; readonly settings: SettingsOfProfile }> {
  const { cloud, fake } = cloudInProcess(options);
  const { own: settings } = await foundSettings(cloud, { most, signal, without: [] });
  const room = settings.limits?.members_per_image ?? undefined;
  const asked = allQuestions({ ...cloud, without: ['quota'] }, room).asked.filter(only);
  const first = await outcomesIn(cloud, asked);
  const statusOf = (question: Interaction): number | undefined => {
    const outcome = first.get(question);
    return outcome?.kind === 'unmade' ? outcome.status : undefined;
  };
  const instead = questionsInstead(asked, statusOf);
  const outcomes = [...first, ...(await outcomesIn(cloud, instead))];
  expect(fake.cloud.images.size).toBe(0);
  const answered = outcomes.flatMap(([question, answer]): Asked[] =>
    answer.kind === 'answered' ? [{ question, answer }] : [],
  );
  return { answered, settings };
}

/** What each cloud is learnt to have. */
export const usual: Required<Pick<OwnProfile, 'limits' | 'page'>> = {
  limits: { members_per_image: 128, properties: 128, tags: 128 },
  page: { size: 25 },
};

/** What is learnt of each bug besides what is usual. */
export const signs: Readonly<Record<keyof typeof bugs, Partial<OwnProfile>>> = {
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
