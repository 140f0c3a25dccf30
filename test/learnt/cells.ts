/** How the permission table that was learnt compares with the one that is worked out from the policy file. */
import type { Action } from '../../src/domain/operations.ts';
import { personas, refusalOf } from '../../src/domain/permissions.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { type AnyProfile, profileWith } from '../../src/domain/profiles.ts';
import type { ReleaseName } from '../../src/domain/releases.ts';

/** The cells of two tables. */
export interface ComparedCells {
  readonly count: number;
  /** Those that differ, as lines; one that was learnt as unknown says so. */
  readonly others: readonly string[];
}

/** Compares all cells, the level and the refusal of each line. Levels are the same where the same roles reach them. */
export function comparedCells(learnt: AnyProfile, policy: AnyProfile, release: ReleaseName): ComparedCells {
  const [one, other] = [profileWith(learnt, { release }), profileWith(policy, { release })];
  const columns = [...personas, 'role', 'refusal'] as const;
  const places = (Object.keys(other.permissions) as Action[]).flatMap((action) =>
    columns.map((column) => [action, column] as const),
  );
  const others = places.flatMap(([action, column]) => {
    const [a, b] =
      column === 'refusal'
        ? refusalsIn(one, other, action)
        : [shown(one, action, column), shown(other, action, column)];
    const why = one.own?.unknown?.[`${action}.${column}`];
    return a === b ? [] : [`${action}.${column}: ${a}${why === undefined ? '' : ', unknown'}, policy ${b}`];
  });
  return { count: places.length, others };
}

/** How those are refused whom both tables refuse. */
function refusalsIn(one: Profile, other: Profile, action: Action): readonly [string, string] {
  const lines = [one.permissions[action], other.permissions[action]] as const;
  const refused = personas.filter((each) =>
    lines.every((line) => line[each] === 'no' || line[each] === 'own no'),
  );
  const textOf = (line: (typeof lines)[number]): string =>
    refused.map((each) => `${each} ${refusalOf(line, each)}`).join(', ');
  return [textOf(lines[0]), textOf(lines[1])];
}

function shown(
  { permissions, roles }: Profile,
  action: Action,
  column: (typeof personas)[number] | 'role',
): string {
  const line = permissions[action];
  const value = line[column];
  return column === 'role' ? `${value} (${(roles[value] ?? []).toSorted().join(', ')})` : value;
}
