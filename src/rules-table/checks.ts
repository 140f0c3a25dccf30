import type { Profile } from '../domain/profile.ts';
import { checkMeanings } from './check-meanings.ts';
import type { RulesTable } from './table.ts';

/** What is looked at, operation by operation, first to last. Source: the profile's checks. */
export function checkTable(profile: Profile): RulesTable {
  return {
    title: 'What is looked at, first to last',
    legend:
      'The first check that refuses wins. Before all of them come the token (401), the path (404), the method (405), and the body and the query (400).',
    terms: [],
    columns: ['operation', 'checks'],
    rows: Object.entries(profile.checks).map(([operation, checks]) => [operation, checks.join(', ')]),
  };
}

/** What each check asks. */
export function checkMeaningTable(): RulesTable {
  return {
    title: 'What each check asks',
    legend: 'A check refuses, unless what stands beside it is so.',
    terms: [],
    columns: ['check', 'refuses, unless'],
    rows: Object.entries(checkMeanings),
  };
}
