import type { Persona } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { refusals } from '../domain/refusals.ts';
import type { RulesTable } from './table.ts';

const personas: readonly Persona[] = ['producer', 'consumer', 'onlooker', 'stranger', 'administrator'];

const permissionTerms: RulesTable['terms'] = [
  ['producer', 'owns the image'],
  ['consumer', 'is a member of the shared image, whatever its status'],
  ['onlooker', 'sees the image, which is public or community'],
  ['stranger', 'does not see the image'],
  ['administrator', 'has the role admin'],
  ['yes', 'may'],
  ['own', 'its own membership alone; the others are not there for it (404)'],
  ['no', 'is refused, as the last column says'],
  ['hidden', 'is told that there is no such image (404)'],
];

/** Who may do what: a row per action, a column per persona. Source: the profile's permissions. */
export function permissionTable(profile: Profile): RulesTable {
  const rows = Object.entries(profile.permissions).map(([action, permission]) => [
    action,
    ...personas.map((persona) => permission[persona]),
    permission.role,
    statusOf(permission.refusal),
  ]);
  return {
    title: 'Who may do what',
    legend: 'By what the caller is to the image, and the least role that it needs on its tenant.',
    terms: permissionTerms,
    columns: ['operation', ...personas, 'role', 'no is'],
    rows,
  };
}

function statusOf(name: keyof typeof refusals): string {
  return `${refusals[name].status} ${name}`;
}
