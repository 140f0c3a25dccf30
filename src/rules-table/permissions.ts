import { type Action, visibilityActions } from '../domain/operations.ts';
import type { Outcome, Permission, Persona } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { refusals } from '../domain/refusals.ts';
import type { Visibility } from '../domain/model.ts';
import type { RulesTable } from './table.ts';

const outcomes: { readonly [O in Outcome]: string } = {
  yes: 'may',
  own: 'its own membership alone; the others are not there for it (404)',
  self: 'its own membership alone; at the others it is refused, as the last column says',
  no: 'is refused, as the last column says',
  hidden: 'is told that there is no such image (404)',
};

/** Who may do what: a row per action, a column per persona. Source: the profile's permissions. */
export function permissionTable(profile: Profile): RulesTable {
  const personas = personasOf(profile);
  const rows = permissionsOf(profile).map(([action, permission]) => [
    action,
    ...personas.map(([persona]) => permission[persona]),
    permission.role,
    statusOf(permission.refusal),
  ]);
  const words = new Set(rows.flat());
  return {
    title: 'Who may do what',
    legend: 'By what the caller is to the image, and the least level of roles that it needs on its tenant.',
    terms: [...personas, ...Object.entries(outcomes).filter(([word]) => words.has(word))],
    columns: ['operation', ...personas.map(([persona]) => persona), 'role', 'no is'],
    rows,
  };
}

/** The lines of the permission table that are about something that the profile has. */
export function permissionsOf({ permissions, visibilities, wire }: Profile): readonly [Action, Permission][] {
  const given = Object.entries(visibilityActions) as [Visibility, Action][];
  const needless = given.filter(([visibility]) => visibilities[visibility] === undefined);
  const absent: readonly Action[] = [...wire.absent, ...needless.map(([, action]) => action)];
  const all = Object.entries(permissions) as [Action, Permission][];
  return all.filter(([action]) => !absent.includes(action));
}

/** The personas that the profile has, with what they are. */
function personasOf({ administrators, visibilities }: Profile): readonly (readonly [Persona, string])[] {
  const open = Object.entries(visibilities)
    .filter(([, { seenBy }]) => seenBy === 'everyone')
    .toSorted(([, one], [, other]) => Number(other.listed) - Number(one.listed));
  const words = open.map(([visibility]) => visibility).join(' or ');
  return [
    ['producer', 'owns the image'],
    ['consumer', 'is a member of the shared image, whatever its status'],
    ['onlooker', `sees the image, which is ${words}`],
    ['stranger', 'does not see the image'],
    ...(administrators.length === 0
      ? []
      : [['administrator', `has the role ${administrators.join(' or ')}`] as const]),
  ];
}

function statusOf(name: keyof typeof refusals): string {
  return `${refusals[name].status} ${name}`;
}
