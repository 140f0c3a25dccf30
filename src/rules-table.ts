import type { Profile } from './domain/profile.ts';
import { checkMeaningTable, checkTable } from './rules-table/checks.ts';
import { memberStatusTable, visibilityTable } from './rules-table/effects.ts';
import { permissionTable } from './rules-table/permissions.ts';
import { identityRefusalTable, refusalTable } from './rules-table/refusals.ts';
import type { RulesTable } from './rules-table/table.ts';

/** All tables of a profile, in the order in which one reads them. */
export function rulesTables(profile: Profile): readonly RulesTable[] {
  return [
    permissionTable(profile),
    checkTable(profile),
    checkMeaningTable(),
    visibilityTable(),
    memberStatusTable(),
    refusalTable(),
    identityRefusalTable(),
  ];
}
