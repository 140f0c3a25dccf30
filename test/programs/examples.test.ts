/** The examples that need Node alone: each is copied elsewhere, installed, and run by the commands of its README. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runSteps, root, type StepEnd } from '../getting/steps.ts';
import { commandsOf, installedExample, type Project } from '../examples/project.ts';

const install = (run: string): string | undefined =>
  run === 'npm install' ? 'its packages are linked from the project instead' : undefined;

/** Runs the commands of an example's README. */
function told(name: string, { path: folder, env }: Project): Promise<readonly StepEnd[]> {
  const steps = commandsOf(name).map((run) => ({ run }));
  return runSteps(steps, { folder, values: {}, env, impossible: install });
}

it.each([
  ['vitest-msw', /Tests +4 passed \(4\)/],
  ['express', /pass 3\n/],
  ['vite', /pass 2\n/],
  ['shell', /(?:passed: .*\n){3}/],
  ['verify-a-provider', /pass 1\n/],
])('the README of %s leads to tests that pass', async (name, passed) => {
  using project = installedExample(name);
  const [tested] = await told(name, project);
  expect(tested).toMatchObject({ code: 0, output: expect.stringMatching(passed) as string });
});

it('record-a-pact writes the pact that verify-a-provider verifies', async () => {
  using project = installedExample('record-a-pact');
  const [recording] = await told('record-a-pact', project);
  expect(recording).toMatchObject({ code: 0, output: expect.stringMatching(/pass 3\n/) as string });
  const file = 'pacts/offers-image-members-api.json';
  const [recorded, verified] = [`${project.path}/${file}`, `${root}examples/verify-a-provider/${file}`].map(
    (each) => JSON.parse(readFileSync(each, 'utf8')) as unknown,
  );
  expect(recorded).toEqual(verified);
});

it('a test of the shell example that fails makes its command fail', async () => {
  using project = installedExample('shell');
  const run = 'sed -i s/pending/accepted/ test.sh && image-members-fake run -- ./test.sh';
  const [end] = await runSteps([{ run }], { folder: project.path, values: {}, env: project.env });
  expect(end).toMatchObject({
    code: 1,
    output: expect.stringContaining('FAILED: the offer waits') as string,
  });
});

it('the overview names each example, and nothing else', () => {
  const overview = readFileSync(`${root}examples/README.md`, 'utf8');
  const named = [...overview.matchAll(/^\| \[([\w-]+)\]\(\1\)/gm)].map(([, name]) => name);
  const folders = readdirSync(`${root}examples`, { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  expect(named.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});
