import { withImplied } from '../domain/callers.ts';
import type { Role } from '../domain/model.ts';
import type { Level } from '../domain/permissions.ts';
import type { Profile } from '../domain/profile.ts';
import { permissionsOf } from './permissions.ts';
import type { RulesTable } from './table.ts';

/** The roles that reach each level of the permission table. Source: the profile's roles and administrators. */
export function levelTable(profile: Profile): RulesTable {
  const { administrators, roles } = profile;
  const asked = new Set<string>(permissionsOf(profile).map(([, { role }]) => role));
  const levels = ['any', ...Object.keys(roles)].filter((level) => asked.has(level)) as Level[];
  const above = administrators.length === 0 ? 'No role' : `The role ${administrators.join(' or ')}`;
  return {
    title: 'Levels',
    legend: `What the column role asks for; any role that reaches it will do. ${above} stands above ownership.`,
    terms: [],
    columns: ['level', 'reached by'],
    rows: levels.map((level) => [level, reachedBy(level, profile).join(', ')]),
  };
}

/** Roles bring others along: whoever has one that implies a role of the level reaches it too. The strongest come last. */
function reachedBy(level: Level, { roles }: Profile): readonly string[] {
  if (level === 'any') return ['every token'];
  const levels = Object.values(roles);
  const reaches = (role: Role, those: readonly Role[]): boolean =>
    withImplied([role]).some((each) => those.includes(each));
  const strength = (role: Role): number =>
    levels.filter((those) => reaches(role, those)).length * levels.flat().length + withImplied([role]).length;
  return [...new Set(levels.flat())]
    .filter((role) => reaches(role, roles[level] ?? []))
    .toSorted((one, other) => strength(one) - strength(other));
}
