/** Fills the marked parts of README.md: the permission table, the worlds that come along, and where we differ. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Profile } from '../src/domain/profile.ts';
import { glance } from '../src/domain/profiles/glance.ts';
import { rackspace } from '../src/domain/profiles/rackspace.ts';
import { permissionTable } from '../src/rules-table/permissions.ts';
import { markdownTable } from '../src/rules-table/table.ts';
import { worldNames } from '../src/seed-file.ts';

const root = new URL('../', import.meta.url);
const readme = new URL('README.md', root);

/** The lines of the table that the documents have, before those about images. */
const documented: ReadonlySet<string> = new Set([
  'addMember',
  'listMembers',
  'showMember',
  'updateMember',
  'removeMember',
]);

function permissions(): string {
  const { columns, rows, terms } = permissionTable(glance);
  const ordered = [
    ...rows.filter(([name = '']) => documented.has(name)),
    ...rows.filter(([name = '']) => !documented.has(name)),
  ];
  const legend = terms.map(([term, meaning]) => `**${term}**: ${meaning}`).join('; ');
  return `${markdownTable({ columns, rows: ordered })}\n\n${legend}.`;
}

/** The lines of the documents alone. */
function documentedPermissions(profile: Profile): string {
  const { columns, rows } = permissionTable(profile);
  return markdownTable({ columns, rows: rows.filter(([name = '']) => documented.has(name)) });
}

/** The first sentence of a world's own comment says what it is for. */
function worlds(): string {
  const rows = worldNames().map((name) => {
    const lines = readFileSync(new URL(`fixtures/${name}.yaml`, root), 'utf8')
      .split('\n')
      .slice(2);
    const comment = lines
      .slice(
        0,
        lines.findIndex((line) => !line.startsWith('# ')),
      )
      .map((line) => line.slice(2));
    return [`[${name}](fixtures/${name}.yaml)`, /^.*?[.](?=\s|$)/.exec(comment.join(' '))?.[0] ?? ''];
  });
  return rows.map(([name, purpose]) => `- ${name}: ${purpose}`).join('\n');
}

async function differences(): Promise<string> {
  const source = new URL('test/parity/differences.ts', root);
  if (!existsSync(source)) return '';
  const { differencesMarkdown } = (await import(source.href)) as { differencesMarkdown(): string };
  return differencesMarkdown();
}

const parts: Readonly<Record<string, string>> = {
  permissions: permissions(),
  'cloud-images': documentedPermissions(rackspace),
  worlds: worlds(),
  differences: await differences(),
};

let text = readFileSync(readme, 'utf8');
for (const [name, content] of Object.entries(parts)) {
  const marked = new RegExp(`(<!-- ${name}:start[^>]*-->\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  if (!marked.test(text))
    throw new Error(`README.md has no part marked <!-- ${name}:start --> … <!-- ${name}:end -->`);
  text = text.replace(marked, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
}
writeFileSync(readme, text);
