/** The examples that need more than Node: Python with openstacksdk, Go with Gophercloud, a browser, 340 MB of Next. Each runs by its README. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { commandsOf, installedExample, type Project } from '../examples/project.ts';
import { runSteps, type StepEnd } from '../getting/steps.ts';
import { chromiumOptions } from './browser/visit.ts';

const cache = mkdtempSync(join(tmpdir(), 'image-members-go-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Debian has the libraries for its own Python, and as sources for Go outside of modules. */
const debian: Readonly<Record<string, string>> = {
  PYTHONDONTWRITEBYTECODE: '1',
  PYTEST_ADDOPTS: '-p no:cacheprovider',
  GO111MODULE: 'off',
  GOPATH: '/usr/share/gocode',
  GOCACHE: cache,
  CGO_ENABLED: '0',
};

const installs: RegExp = /^(?:npm install|npx playwright install|pip install|go mod tidy)\b/;

/** Runs the commands of an example's README, but for those that install. @param testing stands for `npm test`. */
function told(
  name: string,
  { path: folder, env }: Pick<Project, 'path' | 'env'>,
  testing = 'npm test',
): Promise<readonly StepEnd[]> {
  const impossible = (run: string): string | undefined =>
    installs.test(run) ? 'what it installs is here already' : undefined;
  const steps = commandsOf(name).map((run) => ({ run: run.replace(/^npm test$/, testing) }));
  return runSteps(steps, { folder, values: {}, env, impossible });
}

it.each([
  ['pytest', /3 passed/],
  ['gophercloud', /^ok\s/m],
])('the README of %s leads to tests that pass', async (name, passed) => {
  using project = installedExample(name);
  // `python3` is Debian's.
  const path = [`${project.path}/node_modules/.bin`, '/usr/bin', project.env['PATH']].join(':');
  const [tested] = await told(name, { path: project.path, env: { ...debian, PATH: path } });
  expect(tested).toMatchObject({ code: 0, output: expect.stringMatching(passed) as string });
});

it('the README of next leads to tests that pass', async () => {
  using project = installedExample('next', { fetched: true });
  const env = { ...project.env, NEXT_TELEMETRY_DISABLED: '1' };
  const [tested] = await told('next', { path: project.path, env });
  expect(tested).toMatchObject({ code: 0, output: expect.stringMatching(/pass 1\n/) as string });
});

it('the README of playwright leads to tests that pass', async () => {
  using project = installedExample('playwright');
  // Debian's browser: Playwright's own would have to be fetched.
  const config = `import config from './playwright.config.js';
export default { ...config, use: { ...config.use, launchOptions: ${JSON.stringify(chromiumOptions)} } };`;
  writeFileSync(`${project.path}/debian.config.js`, config);
  const [tested] = await told('playwright', project, 'npm test -- --config debian.config.js');
  expect(tested).toMatchObject({ code: 0, output: expect.stringMatching(/3 passed/) as string });
});
