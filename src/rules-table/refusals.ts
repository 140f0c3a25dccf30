import { identityRefusals } from '../domain/identity/refusals.ts';
import { refusals } from '../domain/refusals.ts';
import type { RulesTable } from './table.ts';

/** Every refusal of the image API: its status, its name, its words, where the rule comes from. */
export function refusalTable(): RulesTable {
  return refusalsOf('Refusals of the image API', refusals);
}

/** Every refusal of the identity API (Keystone). */
export function identityRefusalTable(): RulesTable {
  return refusalsOf('Refusals of the identity API', identityRefusals);
}

function refusalsOf(
  title: string,
  table: Readonly<
    Record<string, { readonly status: number; readonly words: string; readonly source: string }>
  >,
): RulesTable {
  return {
    title,
    legend: 'What stands in braces is filled in. RULES.md is contracts/RULES.md of this package.',
    terms: [],
    columns: ['status', 'refusal', 'words', 'source'],
    rows: Object.entries(table).map(([name, { status, words, source }]) => [
      String(status),
      name,
      words.trim(),
      source,
    ]),
  };
}
