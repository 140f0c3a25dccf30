import { identityRefusals } from '../domain/identity/refusals.ts';
import { refusalsV2 } from '../domain/identity/v2/refusals.ts';
import type { Profile } from '../domain/profile.ts';
import { type RefusalName, refusalRow, refusals } from '../domain/refusals.ts';
import type { RulesTable } from './table.ts';

/** Every refusal of the image API: its status, its name, its words, where the rule comes from. */
export function refusalTable(profile: Profile): RulesTable {
  const names = Object.keys(refusals) as RefusalName[];
  const shown = Object.fromEntries(names.map((name) => [name, refusalRow(name, profile)]));
  return refusalsOf('Refusals of the image API', shown, filledIn);
}

/** Every refusal of the identity API (Keystone). */
export function identityRefusalTable(): RulesTable {
  return refusalsOf('Refusals of the identity API', identityRefusals, filledIn);
}

/** Every refusal of Identity v2.0, which a world may serve whatever the profile. */
export function identityV2RefusalTable({ identity }: Profile): RulesTable {
  const served = identity.servesV2 ? '' : ' Served where it is asked for, with --identity-v2.';
  return refusalsOf('Refusals of Identity v2.0', refusalsV2, `What stands in braces is filled in.${served}`);
}

const filledIn =
  'What stands in braces is filled in. RULES.md and CLOUD-IMAGES.md are in contracts/ of this package.';

function refusalsOf(
  title: string,
  table: Readonly<
    Record<string, { readonly status: number; readonly words: string; readonly source: string }>
  >,
  legend: string,
): RulesTable {
  return {
    title,
    legend,
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
