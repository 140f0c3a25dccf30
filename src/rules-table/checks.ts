import type { CheckName } from '../domain/check-names.ts';
import type { Profile } from '../domain/profile.ts';
import { administratorMeanings, checkMeanings } from './check-meanings.ts';
import type { RulesTable } from './table.ts';

/** What is looked at, operation by operation, first to last. Source: the profile's checks. */
export function checkTable(profile: Profile): RulesTable {
  const tenant = profile.wire.tenantInPath ? 'the tenant in the path (403), ' : '';
  return {
    title: 'What is looked at, first to last',
    legend: `The first check that refuses wins. Before all of them come the token (401), ${tenant}the path (404), the method (405), and the body and the query (400).`,
    terms: [],
    columns: ['operation', 'checks'],
    rows: checksOf(profile).map(([operation, checks]) => [operation, checks.join(', ')]),
  };
}

/** What each check asks, of those that the profile has. */
export function checkMeaningTable(profile: Profile): RulesTable {
  const used = new Set(checksOf(profile).flatMap(([, checks]) => checks));
  const added = profile.administrators.length === 0 ? {} : administratorMeanings;
  return {
    title: 'What each check asks',
    legend: 'A check refuses, unless what stands beside it is so.',
    terms: [],
    columns: ['check', 'refuses, unless'],
    rows: (Object.entries(checkMeanings) as [CheckName, string][])
      .filter(([check]) => used.has(check))
      .map(([check, meaning]) => [check, `${meaning}${added[check] ?? ''}`]),
  };
}

/** The checks of the operations that the profile has. */
function checksOf({ checks, wire }: Profile): readonly [string, readonly CheckName[]][] {
  const absent: readonly string[] = wire.absent;
  return Object.entries(checks).filter(([operation]) => !absent.includes(operation));
}
