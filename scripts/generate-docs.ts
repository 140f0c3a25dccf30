/** Fills the marked parts of README.md and of the pages in docs: the permission tables, the commands, the worlds that come with the package, and where the fake differs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mutants } from '../src/contract/mutants.ts';
import type { Action } from '../src/domain/operations.ts';
import type { Profile } from '../src/domain/profile.ts';
import { glance } from '../src/domain/profiles/glance.ts';
import { rackspace } from '../src/domain/profiles/rackspace.ts';
import { permissionTable } from '../src/rules-table/permissions.ts';
import { markdownTable } from '../src/rules-table/table.ts';
import { worldNames } from '../src/seed-file.ts';
import { commandsMarkdown } from './synopsis.ts';

const root = new URL('../', import.meta.url);

/** The lines of the table that the documents have, before those about images. */
const documented: ReadonlySet<Action> = new Set([
  'addMember',
  'listMembers',
  'showMember',
  'updateMember',
  'removeMember',
]);

function permissions(profile: Profile, only?: ReadonlySet<Action>): string {
  const { columns, rows, terms } = permissionTable(profile, only);
  const ordered = rows.toSorted(
    ([one = ''], [other = '']) =>
      Number(documented.has(other as Action)) - Number(documented.has(one as Action)),
  );
  const legend = terms.map(([term, meaning]) => `- **${term}**: ${meaning}`).join('\n');
  return `${markdownTable({ columns, rows: ordered })}\n\n${legend}`;
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
    return [`[${name}](../fixtures/${name}.yaml)`, /^.*?[.](?=\s|$)/.exec(comment.join(' '))?.[0] ?? ''];
  });
  return rows.map(([name, purpose]) => `- ${name}: ${purpose}`).join('\n');
}

async function differences(): Promise<string> {
  const source = new URL('test/parity/differences.ts', root);
  if (!existsSync(source)) return '';
  const { differencesMarkdown } = (await import(source.href)) as { differencesMarkdown(): string };
  return differencesMarkdown();
}

/** How many wrong servers the contracts catch, and how many right ones they let pass: `test/contract/mutants.test.ts` holds both. */
async function figure(): Promise<string> {
  const source = new URL('test/contract/variants.ts', root);
  if (!existsSync(source)) return '';
  const { variants } = (await import(source.href)) as { readonly variants: readonly unknown[] };
  return `*All ${mutants.length} wrong servers are caught; all ${variants.length} correct ones pass.*`;
}

const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': { documented: permissions(glance, documented) },
  'docs/rules.md': { permissions: permissions(glance) },
  'docs/rackspace.md': { 'cloud-images': permissions(rackspace, documented) },
  'docs/command.md': { commands: await commandsMarkdown() },
  'docs/contracts.md': { figure: await figure() },
  'docs/seeds.md': { worlds: worlds() },
  'docs/differences.md': { differences: await differences() },
};

for (const [page, contents] of Object.entries(parts)) {
  const file = new URL(page, root);
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(contents)) {
    const marked = new RegExp(`(<!-- ${name}:start[^>]*-->\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
    if (!marked.test(text))
      throw new Error(`${page} has no part marked <!-- ${name}:start --> … <!-- ${name}:end -->`);
    text = text.replace(marked, (_, start: string, end: string) => `${start}\n${content}\n\n${end}`);
  }
  writeFileSync(file, text);
}
