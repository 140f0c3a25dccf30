/** The test kit as its users have it: the packed package, installed from npm beside runners of several versions. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docBlocks } from '../readme/blocks.ts';
import { chromiumOptions } from './browser/visit.ts';
import { run } from './command.ts';

const root: string = new URL('../../', import.meta.url).pathname;
const home: string = mkdtempSync(`${tmpdir()}/image-members-kit-`);
/** npm's settings may be in the environment. What vitest says to its own children is not for the runners that start here. */
const env: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    ...process.env,
    PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`,
    CI: 'true',
  }).filter(
    (each): each is [string, string] =>
      each[1] !== undefined && !/^(?:VITEST|NODE_ENV|TEST$|VITE_)/.test(each[0]),
  ),
);

/** Runs a program; throws with all that it printed where it fails. */
async function succeeds(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await run(program, args, env, cwd);
  if (status === 0) return stdout;
  throw new Error(`${[program, ...args].join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
}

/** Installs packages into a folder of their own, which has the kit's tests and the documents' example with one of them. */
async function suite(name: string, packages: readonly string[]): Promise<string> {
  const folder = `${home}/${name}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, type: 'module' }));
  const args = [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--fetch-timeout=60000',
    ...packages,
  ];
  const { status, stderr } = await run('npm', args, env, folder);
  if (status !== 0)
    throw new Error(
      `THE TEST KIT IS NOT TESTED with ${packages.join(' ')}: npm could not install them.\n${stderr}\n` +
        `Where the npm registry is in reach, this runs it: npm install ${packages[0]} && npm run test:real -- kit`,
    );
  return folder;
}

/** Writes a test that imports the package by its name. */
function write(folder: string, file: string, code: string): void {
  const named = code.replaceAll(
    /'\.\.\/\.\.\/src\/(\w+)\.ts'/g,
    (_, entry: string) => `'image-members-fake${entry === 'index' ? '' : `/${entry}`}'`,
  );
  writeFileSync(`${folder}/${file}`, named);
}

/** A file of test/kit. */
function kitTest(file: string): string {
  return readFileSync(`${root}test/kit/${file}`, 'utf8');
}

/** A test with the name that an option of MSW has in a version. */
function underMsw(version: string, code: string): string {
  return version.startsWith('2.') ? code.replaceAll('onUnhandledFrame', 'onUnhandledRequest') : code;
}

/** The example of the documents that imports an entry of the package. */
function example(entry: string): string {
  const block = docBlocks().find(({ code }) => code.includes(`'image-members-fake/${entry}'`));
  if (block === undefined) throw new Error(`no page has an example with ${entry}`);
  return block.code;
}

const compiler = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable', 'esnext.disposable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  },
  include: ['*.ts'],
};

const playwright = {
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  reporter: 'json',
  use: { browserName: 'chromium', launchOptions: chromiumOptions },
};

let tarball = '';
beforeAll(async () => {
  const packed = await succeeds('npm', ['pack', '--silent', '--pack-destination', home], root);
  tarball = `${home}/${packed.trim().split('\n').at(-1)}`;
});
afterAll(() => rmSync(home, { recursive: true }));

describe.each([
  ['4.1.0', '2.11.0'],
  ['5', '3'],
])('under vitest %s and MSW %s', (version, msw) => {
  let folder = '';
  beforeAll(async () => {
    folder = await suite(`vitest-${version}`, [`vitest@${version}`, `msw@${msw}`, '@types/node@24', tarball]);
    for (const file of ['vitest.test.ts', 'matchers.test.ts', 'own-msw-server.test.ts'])
      write(folder, file, underMsw(msw, kitTest(file)).replace('{ length: 20 }', '{ length: 200 }'));
    write(folder, 'readme.test.ts', example('vitest'));
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(compiler));
  });

  it('the tests of the kit, 200 at a time, and the example of the documents pass', async () => {
    // A busy machine makes a test late, not wrong.
    const many = ['--maxConcurrency=200', '--testTimeout=100000'];
    const report = ['--reporter=default', '--reporter=json', '--outputFile=report.json'];
    await succeeds('node', ['node_modules/vitest/vitest.mjs', 'run', ...many, ...report], folder);
    const counts = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8')) as Record<string, number>;
    expect(counts).toMatchObject({ numFailedTests: 0, numPendingTests: 0 });
    expect(counts['numPassedTests']).toBeGreaterThan(600);
  });

  it('they compile', async () => {
    await succeeds('node', [`${root}node_modules/typescript/bin/tsc`, '-p', '.'], folder);
  });

  it('what is injected by the config is the seed and the profile of each world', async () => {
    const injected = `${folder}/injected`;
    mkdirSync(injected);
    writeFileSync(
      `${injected}/vitest.config.ts`,
      `export default { test: { provide: { fakeProfile: 'rackspace', fakeSeed: { tenants: [{ name: 'acme' }], users: [{ name: 'ann', tenant: 'acme' }] } } } };`,
    );
    writeFileSync(
      `${injected}/injected.test.ts`,
      `import { expect } from 'vitest';
import { test } from 'image-members-fake/vitest';
test('injected', ({ fake }) => {
  expect([fake.profile, fake.as('ann').images.list().body.images]).toEqual(['rackspace', []]);
});`,
    );
    await succeeds('node', ['node_modules/vitest/vitest.mjs', 'run', '--root', 'injected'], folder);
  });
});

describe('under Playwright', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await suite('playwright', ['@playwright/test@1', '@types/node@24', tarball]);
    write(folder, 'kit.spec.ts', kitTest('playwright.spec.ts'));
    write(folder, 'readme.spec.ts', example('playwright'));
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(compiler));
    writeFileSync(`${folder}/playwright.config.ts`, `export default ${JSON.stringify(playwright)};`);
  });

  it('the tests of the kit and the example of the documents pass in Chromium', async () => {
    const printed = await succeeds('node', ['node_modules/@playwright/test/cli.js', 'test'], folder);
    const { stats } = JSON.parse(printed) as { stats: Record<string, number> };
    expect(stats).toMatchObject({ unexpected: 0, skipped: 0, flaky: 0 });
    expect(stats['expected']).toBeGreaterThan(6);
  });

  it('they compile', async () => {
    await succeeds('node', [`${root}node_modules/typescript/bin/tsc`, '-p', '.'], folder);
  });
});
