import {
  type Action,
  type Operation,
  type OperationRow,
  operations,
  visibilityActions,
} from '../domain/operations.ts';
import type { Outcome, Permission, Persona } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { type RefusalName, refusalRow } from '../domain/refusals.ts';
import type { Visibility } from '../domain/model.ts';
import type { RulesTable } from './table.ts';

const outcomes: { readonly [O in Outcome]: string } = {
  yes: 'is allowed',
  own: 'its own membership only; other memberships are 404',
  self: 'its own membership only; other memberships are refused, as the last column says',
  no: 'is refused, as the last column says',
  'own no': 'its own membership is refused, as the last column says; other memberships are 404',
  hidden: '404; a list leaves the image out',
  never: 'no request gets that far',
};

/** A word of the table as it is printed. */
function shown(outcome: Outcome): string {
  return outcome === 'never' ? '–' : outcome;
}

const outcomeTerms: RulesTable['terms'] = (Object.keys(outcomes) as Outcome[]).map((outcome) => [
  shown(outcome),
  outcomes[outcome],
]);

/**
 * Who may do what: a row per action, a column per persona who may not do everything. Source: the profile's permissions.
 * @param only the actions to show; without it, all of the profile.
 */
export function permissionTable(profile: Profile, only?: ReadonlySet<Action>): RulesTable {
  const lines = permissionsOf(profile).filter(([action]) => only?.has(action) ?? true);
  const all = personasOf(profile);
  const mayAll = all.filter(([persona]) => lines.every(([, permission]) => permission[persona] === 'yes'));
  const personas = all.filter((persona) => !mayAll.includes(persona));
  const rows = lines.map(([action, permission]) => [
    action,
    ...personas.map(([persona]) => shown(permission[persona])),
    permission.role,
    refusalOf(action, permission, { personas, profile }),
  ]);
  const words = new Set(rows.flat());
  return {
    title: 'Who may do what',
    legend: 'By what the caller is to the image, and the least level of roles that it needs on its tenant.',
    terms: [
      ...personas,
      ...mayAll.map(([persona, meaning]) => [persona, `${meaning}, and is allowed everything`] as const),
      ...outcomeTerms.filter(([word]) => words.has(word)),
    ],
    columns: ['operation', ...personas.map(([persona]) => persona), 'role', 'no is'],
    rows,
  };
}

/** What each operation is: its request, and what it does. Source: the table of the operations. */
export function operationTable({ wire }: Profile): RulesTable {
  const all = Object.entries(operations) as [Operation, OperationRow][];
  return {
    title: 'The operations',
    legend: 'Paths behind the address of the image API.',
    terms: [],
    columns: ['operation', 'request', 'what it does'],
    rows: all
      .filter(([operation]) => !wire.absent.includes(operation))
      .map(([operation, { method, path, does }]) => [operation, `${method} ${path}`, does]),
  };
}

/** The lines of the permission table that are about something that the profile has. */
export function permissionsOf({ permissions, visibilities, wire }: Profile): readonly [Action, Permission][] {
  const given = Object.entries(visibilityActions) as [Visibility, Action][];
  const needless = given.filter(([visibility]) => visibilities[visibility] === undefined);
  const absent: readonly string[] = [...wire.absent, ...needless.map(([, action]) => action)];
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

/** How a `no` is put: where the line itself never refuses, by the check before it that the image takes members. */
function refusalOf(
  action: Action,
  permission: Permission,
  {
    personas,
    profile,
  }: { readonly personas: readonly (readonly [Persona, string])[]; readonly profile: Profile },
): string {
  const no = personas.some(([persona]) => permission[persona] === 'no');
  const row: Partial<OperationRow> = Object.entries(operations).find(([name]) => name === action)?.[1] ?? {};
  if (permission.refusal !== 'never') {
    const text = (name: RefusalName): string => `${refusalRow(name, profile).status} ${name}`;
    const others = personas.flatMap(([persona, called]) => {
      const own = permission.refusals?.[persona];
      return own === undefined ? [] : [`${called}: ${text(own)}`];
    });
    return [text(permission.refusal), ...others].join('; ');
  }
  return no && row.unshared !== undefined ? String(refusalRow(row.unshared, profile).status) : '–';
}
