import { neededBefore, spareChecks } from '../domain/check-order.ts';
import { suggestionBehind } from '../domain/closest-word.ts';
import { type Action, type Operation, operations } from '../domain/operations.ts';
import { denialPlaces, type Outcome, type Permission, type Persona } from '../domain/permissions.ts';
import type { CheckName, OwnProfile, Profile } from '../domain/profile.ts';
import { placesIn, refusals } from '../domain/refusals.ts';
import { checksOf } from './profile-schema.ts';
import { either, type SeedProblem } from './seed/problem.ts';

/** Outcomes that are about a membership. */
const ofMembership: ReadonlySet<Outcome> = new Set(['own', 'self', 'own no']);
const membersOwn: ReadonlySet<Action> = new Set([
  'listMembers',
  'showMember',
  'updateMember',
  'removeMember',
]);

/** What is wrong with the cells, levels and refusals of a profile's lines. @param base the profile that it is based on. */
export function permissionProblems(
  { permissions = {}, roles = {} }: OwnProfile,
  base: Profile,
): readonly SeedProblem[] {
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
      ...denialProblems(action, row),
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
): readonly SeedProblem[] {
  if (role === undefined || levels.includes(role)) return [];
  return [
    {
      path: ['permissions', action, 'role'],
      problem: `there is no level \`${role}\`${suggestionBehind(role, levels)}`,
      mend: `Use ${either(levels)}, or add \`roles: { ${role}: [ROLE] }\``,
    },
  ];
}

/** Refusals whose words nothing fills in there, or none at all. */
function denialProblems(
  action: Action,
  { refusal, refusals: ofPersonas = {} }: Partial<Permission>,
): readonly SeedProblem[] {
  const path = ['permissions', action];
  return [
    ...(refusal === undefined ? [] : denialProblem(action, refusal, [...path, 'refusal'])),
    ...Object.entries(ofPersonas).flatMap(([persona, name]) =>
      denialProblem(action, name, [...path, 'refusals', persona]),
    ),
  ];
}

function denialProblem(
  action: Action,
  refusal: Permission['refusal'],
  path: readonly string[],
): readonly SeedProblem[] {
  // `never` is not one that the schema lets pass.
  if (refusal === 'never') return [];
  const filled: readonly string[] = denialPlaces(action);
  const missing = placesIn(refusals[refusal].words).filter((place) => !filled.includes(place));
  if (missing.length === 0) return [];
  return [
    {
      path,
      problem: `nothing fills in ${either(missing.map((each) => `{${each}}`))} of \`${refusal}\` in ${action}`,
      mend: `Use a refusal whose words have ${either(filled.map((each) => `{${each}}`))} alone, or none, such as \`notAuthorized\``,
    },
  ];
}

function outcomeProblems(action: Action, column: Persona, outcome: Outcome): readonly SeedProblem[] {
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

/** What is wrong with the orders of checks: one that is missing, is there twice, or stands before what it needs. */
export function checkProblems({ checks = {} }: OwnProfile): readonly SeedProblem[] {
  return (Object.entries(checks) as [Operation, readonly CheckName[]][]).flatMap(([operation, order]) => {
    const path = ['checks', operation];
    const twice = order.find((check, place) => order.indexOf(check) !== place);
    const missing = checksOf[operation].filter((check) => !spareChecks.has(check) && !order.includes(check));
    return [
      ...(twice === undefined
        ? []
        : [{ path, problem: `\`${twice}\` is there twice`, mend: 'Leave one out: a check is made once' }]),
      ...missing.map((check) => ({
        path,
        problem: `\`${check}\` is missing, without which ${operation} cannot be answered`,
        mend: 'Write the whole order of the operation; `image-members-fake rules` prints that of the base',
      })),
      ...placeProblems(order).map((problem) => ({ path, ...problem })),
    ];
  });
}

/** Checks that stand before one which they need. */
function placeProblems(order: readonly CheckName[]): readonly Pick<SeedProblem, 'problem' | 'mend'>[] {
  if (order.includes('imageVisible') && order[0] !== 'imageVisible')
    return [{ problem: '`imageVisible` is not first', mend: 'Begin with it: the others look at the image' }];
  return order.flatMap((check, place) => {
    const late = neededBefore(check, order).find((each) => order.indexOf(each) > place);
    const problem = `\`${check}\` stands before \`${String(late)}\`, and looks at what is done once that has passed`;
    return late === undefined ? [] : [{ problem, mend: `Write \`${check}\` behind it` }];
  });
}
