import { closestWord, suggestionBehind } from '../domain/closest-word.ts';
import { importMethods } from '../domain/images/imports.ts';
import { personas } from '../domain/permissions.ts';
import type { OwnProfile, Profile } from '../domain/profile.ts';
import { isProfileName, profiles } from '../domain/profiles.ts';
import { type OwnRefusals, placesIn, type RefusalName, refusals } from '../domain/refusals.ts';
import { settings } from '../domain/unknown.ts';
import { isErrorStatus } from '../http/error-reply.ts';
import { checkProblems, permissionProblems } from './profile-rows.ts';
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
  nouns: {
    refusal: 'refusal',
    refusals: 'refusal',
    ...Object.fromEntries(personas.map((persona) => [persona, 'outcome'])),
  },
  formats: Object.values(profileFormats),
};

/** Problems of meaning that are told at a time, as of shape. */
const mostProblems = 100;

/** All that is wrong with an own profile, or the first hundred; empty: it can be followed. First its shape, and where that is right, its meaning. */
export function profileProblems(
  profile: unknown,
  source?: Pick<SeedSource, 'written'>,
): readonly ProfileProblem[] {
  const shape = shapeProblems(profile, profileShape, (path) => source?.written?.(path));
  if (shape.length > 0) return shape;
  return meaningProblems(withoutOwnKeys(profile) as OwnProfile).slice(0, mostProblems);
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
    ...importMethodProblems(own, base),
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
  if (listed.length === 0)
    return [
      {
        path: ['visibilities'],
        problem: 'no image can have a visibility',
        mend: `Name at least one of ${either(known)}, or leave \`visibilities\` out`,
      },
    ];
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
  return (Object.entries(own) as [RefusalName, OwnRefusal][]).flatMap(([name, { status, words = '' }]) => [
    ...(status === undefined || isErrorStatus(status)
      ? []
      : [
          {
            path: ['refusals', name, 'status'],
            problem: `${status} is no status of an error that HTTP registers`,
            mend: 'Use one with a meaning, such as 403, 404, 409 or 422',
          },
        ]),
    ...wordProblems(name, words),
  ]);
}

type OwnRefusal = NonNullable<OwnRefusals[RefusalName]>;

function wordProblems(name: RefusalName, words: string): readonly ProfileProblem[] {
  const known = placesIn(refusals[name].words);
  const mend =
    known.length === 0 ? 'Write the words without braces' : `Use ${either(known.map((each) => `{${each}}`))}`;
  return placesIn(words)
    .filter((place) => !known.includes(place))
    .slice(0, mostProblems)
    .map((place) => ({
      path: ['refusals', name, 'words'],
      problem: `nothing fills in \`{${place}}\` in ${name}`,
      mend,
    }));
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

/** The ways to import data that Glance comes with; a cloud may have others as well. */
const usualMethods: readonly string[] = [...importMethods, 'glance-download'];

function importMethodProblems(own: OwnProfile, { wire }: Profile): readonly ProfileProblem[] {
  const { import_methods: methods, based_on: base, evidence = {} } = own;
  if (methods === undefined) return [];
  const whole = { path: ['import_methods'], mend: 'Leave `import_methods` out' };
  if (wire.absent.includes('importImage'))
    return [{ ...whole, problem: `nobody imports data with the rules of ${base}, so it has no effect` }];
  return methods.flatMap((method, index): ProfileProblem[] => {
    const path = ['import_methods', index];
    if (methods.indexOf(method) < index)
      return [{ path, problem: `\`${method}\` is there twice`, mend: 'Leave one of them out' }];
    if (usualMethods.includes(method) || evidence['import_methods'] !== undefined) return [];
    const meant = closestWord(method, usualMethods);
    if (meant === undefined) return [];
    const problem = `Glance has no import method \`${method}\`; did you mean \`${meant}\`?`;
    const mend = `Rename it; where the cloud has it, add \`evidence: {import_methods: …}\``;
    return [{ path, problem, mend }];
  });
}

const columns: readonly string[] = [...personas, 'role', 'refusal'];

/** Keys of a profile that evidence may be of as a whole. */
const wholeKeys: readonly (keyof OwnProfile)[] = [
  'release',
  'administrators',
  'visibilities',
  'observed',
  'absent',
  'region',
];

/** Entries that an answer can rest on: those that are unknown, and those with evidence. */
function entryProblems(own: OwnProfile, base: Profile): readonly ProfileProblem[] {
  // Profiles are checked by the hundred where a cloud is learnt, and most of them have neither.
  if (own.unknown === undefined && own.evidence === undefined) return [];
  const resting = entriesOf(own, base);
  const proven = [...resting, ...wholeKeys];
  return [
    ...wrongEntries(own.unknown, resting).map(({ entry, meant }) => ({
      path: ['unknown', entry],
      problem: `no answer rests on \`${entry}\`${meant}`,
      mend: 'Name a cell, such as addMember.producer, addMember.role or addMember.refusal, or a setting, such as page.size',
    })),
    ...wrongEntries(own.evidence, proven).map(({ entry, meant }) => ({
      path: ['evidence', entry],
      problem: `a profile has no entry \`${entry}\`${meant}`,
      mend: 'Name a cell, such as addMember.producer, or another entry, such as page.size or visibilities',
    })),
  ];
}

/** The entries of a profile by which answers can be told apart. */
function entriesOf(own: OwnProfile, base: Profile): readonly string[] {
  return [
    ...actionNames.flatMap((action) => columns.map((column) => `${action}.${column}`)),
    ...Object.keys(settings),
    ...Object.keys({ ...base.roles, ...own.roles }).map((level) => `roles.${level}`),
    ...Object.keys(checksOf).map((operation) => `checks.${operation}`),
    ...Object.keys(refusals).map((name) => `refusals.${name}`),
  ];
}

/** Keys that are no entries, each with what was probably meant. To find that takes its time: only so many are told. */
function wrongEntries(
  given: Readonly<Record<string, unknown>> = {},
  known: readonly string[],
): readonly { readonly entry: string; readonly meant: string }[] {
  const all = new Set(known);
  return Object.keys(given)
    .filter((entry) => !all.has(entry))
    .slice(0, mostProblems)
    .map((entry) => ({ entry, meant: suggestionBehind(entry, known) }));
}
