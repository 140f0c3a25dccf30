/** What a learnt profile need not say: what its base says anyway, and each entry, to be tried without. */
import type { Action } from '../domain/operations.ts';
import type { OwnProfile } from '../domain/profile.ts';
import { rulesOf } from '../world/options.ts';
import type { Edit } from './edits.ts';
import { type Line, lineOf } from './lines.ts';

/** The profile without cells and what images and the cloud say where its base has the same. */
export function usualLeftOut({ locations = {}, import_methods: methods, ...own }: OwnProfile): OwnProfile {
  const base = rulesOf({ profile: own.based_on });
  const { multiple, directUrl } = base.locations;
  const places = {
    ...(locations.multiple === !multiple && { multiple: !multiple }),
    ...(locations.direct_url === !directUrl && { direct_url: !directUrl }),
  };
  const settings = {
    ...(Object.keys(places).length > 0 && { locations: places }),
    ...(methods !== undefined && methods.join() !== base.importMethods.join() && { import_methods: methods }),
  };
  const rows = Object.entries(own.permissions ?? {}).map(([action, row]) => {
    const usual = base.permissions[action as Action];
    const kept = Object.entries(row ?? {}).filter(
      ([column, value]) => usual[column as keyof typeof usual] !== value,
    );
    return [action, Object.fromEntries(kept)] as const;
  });
  return withRows({ ...own, ...settings }, rows);
}

function withRows(own: OwnProfile, rows: readonly (readonly [string, object])[]): OwnProfile {
  const kept = rows.filter(([, row]) => Object.keys(row).length > 0);
  const { permissions: _, ...rest } = own;
  return kept.length === 0 ? rest : { ...rest, permissions: Object.fromEntries(kept) };
}

/** What takes one entry away each: of the line of an action. */
export function lessening(
  own: OwnProfile,
): readonly { readonly line: Line; readonly apply: Edit['apply'] }[] {
  const cellsOf = Object.entries(own.permissions ?? {}).flatMap(([action, row]) =>
    Object.keys(row ?? {}).map((column) => [action, column] as const),
  );
  return [
    ...Object.keys(own.checks ?? {}).map((action) => ({ line: { action }, apply: withoutOrder(action) })),
    ...cellsOf.map(([action, column]) => ({
      line: lineOf(action, column),
      apply: withoutCell(action, column),
    })),
  ];
}

function withoutOrder(operation: string): Edit['apply'] {
  return ({ checks, ...others }) => {
    const rest = Object.entries(checks ?? {}).filter(([each]) => each !== operation);
    return rest.length === 0 ? others : { ...others, checks: Object.fromEntries(rest) };
  };
}

function withoutCell(action: string, column: string): Edit['apply'] {
  return (from) => {
    const rows = Object.entries(from.permissions ?? {}).map(([each, row = {}]): [string, object] => [
      each,
      each === action ? Object.fromEntries(Object.entries(row).filter(([name]) => name !== column)) : row,
    ]);
    return withRows(from, rows);
  };
}
