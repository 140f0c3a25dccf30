import type { Profile } from './domain/profile.ts';
import { checkMeaningTable, checkTable } from './rules-table/checks.ts';
import { evidenceTable, unknownTable, unprovenTable, switchTable } from './rules-table/doubts.ts';
import { memberStatusTable, visibilityFilterTable, visibilityTable } from './rules-table/effects.ts';
import { levelTable, limitTable, wireTable } from './rules-table/profile.ts';
import { operationTable, permissionTable } from './rules-table/permissions.ts';
import { identityRefusalTable, identityV2RefusalTable, refusalTable } from './rules-table/refusals.ts';
import { releaseTable } from './rules-table/release.ts';
import type { RulesTable } from './rules-table/table.ts';

/** All tables of a profile, in the order in which one reads them. Those that have nothing to say of it are left out. */
export function rulesTables(profile: Profile): readonly RulesTable[] {
  return [
    operationTable(profile),
    permissionTable(profile),
    levelTable(profile),
    checkTable(profile),
    checkMeaningTable(profile),
    visibilityTable(profile),
    visibilityFilterTable(profile),
    memberStatusTable(profile),
    limitTable(profile),
    wireTable(profile),
    releaseTable(profile),
    switchTable(profile),
    unprovenTable(profile),
    unknownTable(profile),
    evidenceTable(profile),
    refusalTable(profile),
    identityRefusalTable(),
    identityV2RefusalTable(profile),
  ].filter(({ rows }) => rows.length > 0);
}
