import { profileWith } from '../domain/profiles.ts';
import { rulesTables } from '../rules-table.ts';
import { bugTable } from '../rules-table/doubts.ts';
import { markdownSection } from '../rules-table/markdown.ts';
import type { Given } from './given.ts';
import { paintFor } from './paint.ts';
import { textSection } from './rules/text-section.ts';
import { paragraph } from './text.ts';
import { observedOf, oneOf, profileOf } from './values.ts';

/** `rules`: prints the tables of a profile. @throws Mistake for an unknown profile, behaviour or format. */
export function run(given: Given): Promise<void> {
  const observed = observedOf(given);
  const format = oneOf(given, 'format', ['text', 'markdown']);
  const profile = profileWith(profileOf(given), observed);
  const paint = paintFor(process.stdout);
  const museum = given.has('bugs');
  const tables = museum ? [bugTable()] : rulesTables(profile);
  const title = museum
    ? 'The bug museum: what deployments and fakes got wrong'
    : `The rules of ${profile.name}: ${profile.title}${seen(observed)}`;
  const sections =
    format === 'markdown'
      ? [`# ${title}`, ...tables.map((table) => markdownSection(table, 2))]
      : [paint('heading', paragraph(title, 0)), ...tables.map((table) => textSection(table, paint))];
  process.stdout.write(`${sections.join('\n\n')}\n`);
  return Promise.resolve();
}

function seen(observed: readonly string[]): string {
  return observed.length === 0 ? '' : `; as observed: ${observed.join(', ')}`;
}
