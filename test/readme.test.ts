/** The README and the pages of docs tell the truth: programs print what they say, and links lead somewhere. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readClouds } from '../src/contract/clouds-file.ts';
import { listen } from '../src/express.ts';
import { createFake } from '../src/index.ts';
import { readSeedFile } from '../src/seed-file.ts';
import { inBash } from './getting/steps.ts';
import { docBlocks, pages, pageText } from './readme/blocks.ts';
import { printedBy } from './readme/run.ts';

const blocks = docBlocks();
// Those for a test runner run in test/real/kit.test.ts.
const isForRunner = /'image-members-fake\/(?:vitest|playwright)'/;
const programs = blocks.filter(({ language, code }) => language === 'ts' && !isForRunner.test(code));

it.each(programs)('the program at $page:$line prints what it says', async ({ page, line, code, output }) => {
  const printed = await printedBy(`${page.replaceAll(/\W/g, '-')}-${line}`, code);
  expect(printed).toBe(output ?? '');
});

const files = blocks.filter(({ language }) => language === 'yaml');
const folder = mkdtempSync(join(tmpdir(), 'image-members-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a file with the text of a block. */
function fileOf({ code }: (typeof files)[number]): string {
  const file = join(folder, 'block.yaml');
  writeFileSync(file, code);
  return file;
}

it.each(files.filter(({ page }) => page === 'docs/seeds.md'))('the seed at $page:$line is one', (block) => {
  const fake = createFake({ seed: readSeedFile(fileOf(block)) });
  expect(fake.world().images?.[0]?.members).toHaveLength(1);
});

it.each(files.filter(({ page }) => page === 'docs/contracts-servers.md'))(
  'the clouds.yaml at $page:$line has logins',
  (block) => {
    const { names, warnings, login } = readClouds(fileOf(block));
    expect(names.map((name) => login(name).authUrl)).toEqual(
      names.map(() => 'https://keystone.test:5000/v3'),
    );
    expect([names.length, warnings]).toEqual([2, []]);
  },
);

it('the story of docs/getting-started.md goes in a shell as it is written', async () => {
  await using server = await listen(createFake());
  const steps = blocks
    .filter(({ page, language }) => page === 'docs/getting-started.md' && language === 'console')
    .flatMap(({ code }) => code.split(/^\$ /m).slice(1))
    .map((step) => step.replaceAll('http://127.0.0.1:9292', server.url));
  const commands = steps.map((step) => step.slice(0, step.indexOf('\n')));
  const promised = steps.map((step) => step.slice(step.indexOf('\n') + 1));
  const end = '--- end of a step';
  const script = commands.flatMap((command) => [command, `echo '${end}'`]).join('\n');
  const { output } = await inBash(script, folder, {});
  expect(output.split(`${end}\n`).slice(0, -1)).toEqual(promised);
});

it('a stranger reads the README in ten minutes: it has less than 180 lines', () => {
  expect(pageText('README.md').split('\n').length).toBeLessThan(180);
});

it('every page of docs is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached)
    for (const { path } of linksOf(page)) if (path.endsWith('.md')) reached.add(path);
  expect(pages().filter((page) => !reached.has(page))).toEqual([]);
});

it('docs/README.md lists each page of docs once', () => {
  const listed = linksOf('docs/README.md').map(({ path }) => path);
  const own = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(listed.filter((path) => path.startsWith('docs/')).toSorted()).toEqual(own.toSorted());
});

const root = `${import.meta.dirname}/..`;
const inOtherFolders = ['.', 'contracts', 'decisions', 'examples'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: folder === 'examples', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && name !== 'README.md' && !/(?:node_modules|pacts)\//.test(name))
    .map((name) => join(folder, name)),
);

describe.each([...pages(), ...inOtherFolders])('the links of %s', (page) => {
  it('lead to files and headings that there are', () => {
    const broken = linksOf(page).filter(({ path, anchor }) => {
      if (!existsSync(`${root}/${path}`)) return true;
      return anchor !== undefined && !anchorsOf(path).includes(anchor);
    });
    expect(broken.map(({ link }) => link)).toEqual([]);
  });
});

const { files: shippedFiles } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  readonly files: readonly string[];
};

/** Whether the package has a file or a folder of the project: npm adds the README and the license by itself. */
function isShipped(path: string): boolean {
  const clean = path.replace(/\/$/, '');
  const holds = (entry: string): boolean => clean === entry || clean.startsWith(`${entry}/`);
  const isKept = ['README.md', 'LICENSE', ...shippedFiles].some(holds);
  return isKept && !shippedFiles.some((entry) => entry.startsWith('!') && holds(entry.slice(1)));
}

it('the links of pages in the package lead to what the package has', () => {
  const shipped = [...pages(), ...inOtherFolders].filter(isShipped);
  expect(shipped).toContain('docs/doors.md');
  const lost = shipped.flatMap((page) =>
    linksOf(page)
      .filter(({ path }) => !isShipped(path))
      .map(({ link }) => `${page}: ${link}`),
  );
  expect(lost).toEqual([]);
});

interface Link {
  readonly link: string;
  /** From the root of the project. */
  readonly path: string;
  readonly anchor: string | undefined;
}

/** The links of a page to files of the project, and to headings in them. */
function linksOf(page: string): readonly Link[] {
  const prose = pageText(page)
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    return [{ link, path: path === '' ? page : join(dirname(page), path), anchor }];
  });
}

/** What a page's headings are called in links, as GitHub does it. */
function anchorsOf(page: string): readonly string[] {
  return [...pageText(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}
