import { profiles } from '../domain/profiles.ts';
import { rulesTables } from '../rules-table.ts';
import { markdownSection } from '../rules-table/markdown.ts';
import type { Given } from './given.ts';
import { paintFor } from './paint.ts';
import { textSection } from './rules/text-section.ts';
import { oneOf, profileOf } from './values.ts';

/** `rules`: prints the tables of a profile. @throws Mistake for an unknown profile or format. */
export function run(given: Given): Promise<void> {
  const format = oneOf(given, 'format', ['text', 'markdown']);
  const profile = profiles[profileOf(given)];
  const paint = paintFor(process.stdout);
  const tables = rulesTables(profile);
  const title = `The rules of ${profile.name}: ${profile.title}`;
  const sections =
    format === 'markdown'
      ? [`# ${title}`, ...tables.map((table) => markdownSection(table, 2))]
      : [paint('heading', title), ...tables.map((table) => textSection(table, paint))];
  process.stdout.write(`${sections.join('\n\n')}\n`);
  return Promise.resolve();
}
