import { suggestion } from '../domain/closest-word.ts';
import type { Action, Operation } from '../domain/operations.ts';
import { operations } from '../domain/operations.ts';
import type { Outcome, Permission, Persona } from '../domain/permissions.ts';
import type { CheckName, OwnProfile, Profile } from '../domain/profile.ts';
import { isProfileName, profiles } from '../domain/profiles.ts';
import { placesIn, type RefusalName, refusals } from '../domain/refusals.ts';
import { settings } from '../domain/unknown.ts';
import { actionNames, checksOf, profileFormats, profileSchema } from './profile-schema.ts';
import type { SeedSource } from './seed-problems.ts';
import { either, type SeedProblem } from './seed/problem.ts';
import { type Shape, shapeProblems, withoutOwnKeys } from './seed/shape-problems.ts';

/** Something that is wrong in a profile: where, what, and what to do about it. */
export type ProfileProblem = SeedProblem;

const profileShape: Shape = {
  schema: profileSchema,
  start: 'Start with `name:` and `based_on:`',
  required: {
    name: 'Add `name:` with what the profile is called',
    based_on: 'Add `based_on:` with glance, glance-legacy or rackspace',
  },
  mappings: {
    roles: '{LEVEL: [ROLE]}, such as {sharer: [sharer, admin]}',
    evidence: '{ENTRY: {request: TEXT, status: NUMBER, words: TEXT}}',
    unknown: '{ENTRY: REASON}, such as {page.size: nobody has asked the cloud}',
  },
  formats: Object.values(profileFormats),
};

/** All that is wrong with an own profile; empty: it can be followed. First its shape, and where that is right, its meaning. */
export function profileProblems(
  profile: unknown,
  source?: Pick<SeedSource, 'written'>,
): readonly ProfileProblem[] {
  const shape = shapeProblems(profile, profileShape, (path) => source?.written?.(path));
  return shape.length > 0 ? shape : meaningProblems(withoutOwnKeys(profile) as OwnProfile);
}

function meaningProblems(own: OwnProfile): readonly ProfileProblem[] {
  const base = profiles[own.based_on];
  return [
    ...nameProblems(own),
    ...releaseProblems(own, base),
    ...permissionProblems(own, base),
    ...checkProblems(own),
    ...visibilityProblems(own, base),
    ...pageProblems(own, base),
    ...refusalProblems(own),
    ...observedProblems(own, base),
    ...entryProblems(own, base),
  ];
}

function nameProblems({ name }: OwnProfile): readonly ProfileProblem[] {
  if (!isProfileName(name)) return [];
  return [
    {
      path: ['name'],
      problem: `\`${name}\` is the name of a built-in profile`,
      mend: `Give it a name of its own, and write \`based_on: ${name}\``,
    },
  ];
}

function releaseProblems(
  { release, based_on: base }: OwnProfile,
  { releaseIsFree }: Profile,
): readonly ProfileProblem[] {
  if (release === undefined || releaseIsFree) return [];
  const problem = `the profile ${base} follows no release of OpenStack`;
  return [{ path: ['release'], problem, mend: 'Leave `release` out' }];
}

/** Outcomes that are about a membership. */
const ofMembership: ReadonlySet<Outcome> = new Set(['own', 'self', 'own no']);
const membersOwn: ReadonlySet<Action> = new Set([
  'listMembers',
  'showMember',
  'updateMember',
  'removeMember',
]);

function permissionProblems(
  { permissions = {}, roles = {} }: OwnProfile,
  base: Profile,
): readonly ProfileProblem[] {
  const levels = [...new Set(['any', ...Object.keys(base.roles), ...Object.keys(roles)])];
  const rows = Object.entries(permissions) as [Action, Partial<Permission>][];
  const anyLevel = Object.hasOwn(roles, 'any')
    ? [
        {
          path: ['roles', 'any'],
          problem: '`any` is the level that every token has',
          mend: 'Give it another name',
        },
      ]
    : [];
  return [
    ...anyLevel,
    ...rows.flatMap(([action, row]) => [
      ...roleProblems(action, row, levels),
      ...(Object.entries(row) as [Persona, Outcome][]).flatMap(([column, outcome]) =>
        outcomeProblems(action, column, outcome),
      ),
    ]),
  ];
}

function roleProblems(
  action: Action,
  { role }: Partial<Permission>,
  levels: readonly string[],
): readonly ProfileProblem[] {
  if (role === undefined || levels.includes(role)) return [];
  const meant = suggestion(role, levels).trim();
  return [
    {
      path: ['permissions', action, 'role'],
      problem: `there is no level \`${role}\`${meant === '' ? '' : `. ${meant}`}`,
      mend: `Use ${either(levels)}, or add \`roles: { ${role}: [ROLE] }\``,
    },
  ];
}

function outcomeProblems(action: Action, column: Persona, outcome: Outcome): readonly ProfileProblem[] {
  const path = ['permissions', action, column];
  if (ofMembership.has(outcome) && !membersOwn.has(action))
    return [
      {
        path,
        problem: `\`${outcome}\` is about a membership, and ${action} is not`,
        mend: 'Use `yes`, `no` or `hidden`',
      },
    ];
  if (outcome === 'hidden' && !Object.hasOwn(operations, action))
    return [
      {
        path,
        problem: `${action} is a part of a change, and cannot be \`hidden\``,
        mend: 'Use `yes` or `no`',
      },
    ];
  return [];
}

/** Checks without which no answer can be worked out, or the fake would hold what no Glance does. */
const optional: ReadonlySet<CheckName> = new Set([
  'imageShared',
  'callerReads',
  'callerPermitted',
  'statusSettable',
  'quotaLeft',
  'ownerPermitted',
  'visibilityPermitted',
  'propertiesFree',
  'imageUnprotected',
  'tagPresent',
  'tagFits',
  'dataReleased',
  'formatsSet',
  'sizeFits',
  'formatFits',
  'importPermitted',
  'importUnlocked',
]);

function checkProblems({ checks = {} }: OwnProfile): readonly ProfileProblem[] {
  return (Object.entries(checks) as [Operation, readonly CheckName[]][]).flatMap(([operation, order]) => {
    const path = ['checks', operation];
    const twice = order.find((check, place) => order.indexOf(check) !== place);
    const missing = checksOf[operation].filter((check) => !optional.has(check) && !order.includes(check));
    const isFirst = !order.includes('imageVisible') || order[0] === 'imageVisible';
    return [
      ...(twice === undefined
        ? []
        : [{ path, problem: `\`${twice}\` is there twice`, mend: 'Leave one out: a check is made once' }]),
      ...missing.map((check) => ({
        path,
        problem: `\`${check}\` is missing, without which ${operation} cannot be answered`,
        mend: 'Write the whole order of the operation; `image-members-fake rules` prints that of the base',
      })),
      ...(isFirst
        ? []
        : [
            {
              path,
              problem: '`imageVisible` is not first',
              mend: 'Begin with it: the others look at the image',
            },
          ]),
    ];
  });
}

function visibilityProblems(own: OwnProfile, base: Profile): readonly ProfileProblem[] {
  const known = Object.keys(base.visibilities);
  const listed: readonly string[] = own.visibilities ?? known;
  const usual = own.default_visibility ?? base.defaultVisibility;
  const unknown = listed.flatMap((each, index) =>
    known.includes(each)
      ? []
      : [
          {
            path: ['visibilities', index],
            problem: `${own.based_on} has no ${each} images`,
            mend: `Use ${either(known)}`,
          },
        ],
  );
  if (listed.includes(usual)) return unknown;
  const path = [own.default_visibility === undefined ? 'visibilities' : 'default_visibility'];
  const problem = `an image that is created without visibility would be ${usual}, which it cannot be`;
  return [...unknown, { path, problem, mend: `Use \`default_visibility\` with ${either(listed)}` }];
}

function pageProblems({ page }: OwnProfile, base: Profile): readonly ProfileProblem[] {
  if (page === undefined) return [];
  const { size, most } = { ...base.page, ...page };
  if (size <= most) return [];
  return [
    {
      path: ['page'],
      problem: `a page has ${size} images where \`limit\` is not given, and at most ${most}`,
      mend: 'Write a greater `most`, or a smaller `size`',
    },
  ];
}

function refusalProblems({ refusals: own = {} }: OwnProfile): readonly ProfileProblem[] {
  return (Object.entries(own) as [RefusalName, { readonly words?: string }][]).flatMap(
    ([name, { words = '' }]) => {
      const known = placesIn(refusals[name].words);
      return placesIn(words)
        .filter((place) => !known.includes(place))
        .map((place) => ({
          path: ['refusals', name, 'words'],
          problem: `nothing fills in \`{${place}}\` in ${name}`,
          mend:
            known.length === 0
              ? 'Write the words without braces'
              : `Use ${either(known.map((each) => `{${each}}`))}`,
        }));
    },
  );
}

function observedProblems(
  { observed = [], based_on: base }: OwnProfile,
  { switches }: Profile,
): readonly ProfileProblem[] {
  const known = Object.keys(switches);
  return observed.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          {
            path: ['observed', index],
            problem: `${base} has no observed behaviour called \`${name}\``,
            mend: known.length === 0 ? 'Leave `observed` out' : `Use ${either(known)}`,
          },
        ],
  );
}

const columns = ['producer', 'consumer', 'onlooker', 'stranger', 'administrator', 'role', 'refusal'];

/** Entries that an answer can rest on. */
function entryProblems(own: OwnProfile, base: Profile): readonly ProfileProblem[] {
  const levels = Object.keys({ ...base.roles, ...own.roles });
  const known = [
    ...actionNames.flatMap((action) => columns.map((column) => `${action}.${column}`)),
    ...Object.keys(settings),
    ...levels.map((level) => `roles.${level}`),
    ...Object.keys(checksOf).map((operation) => `checks.${operation}`),
    ...Object.keys(refusals).map((name) => `refusals.${name}`),
  ];
  return Object.keys(own.unknown ?? {})
    .filter((entry) => !known.includes(entry))
    .map((entry) => {
      const meant = suggestion(entry, known).trim();
      return {
        path: ['unknown', entry],
        problem: `no answer rests on \`${entry}\`${meant === '' ? '' : `. ${meant}`}`,
        mend: 'Name a cell, such as addMember.producer, addMember.role or addMember.refusal, or a setting, such as page.size',
      };
    });
}
