/** The workflows in contracts/recipes do what they say, step by step as they are written. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { brokerDouble } from '../broker/double.ts';
import { smallPact } from '../broker/small-pact.ts';
import { call, serve } from '../cli/calling.ts';
import { cleanFolder, installInto, runSteps, root, type Step } from '../getting/steps.ts';

vi.setConfig({ testTimeout: 600_000 });

interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

function recipe(name: string): Workflow {
  return parse(readFileSync(`${root}contracts/recipes/${name}.yml`, 'utf8')) as Workflow;
}

const install = (run: string): string | undefined =>
  run.startsWith('npm install') ? 'its packages are linked from the project instead' : undefined;

/** What a team's tests may be: a share, its acceptance, and a look that the record needs. */
const tests = `#!/bin/sh
set -e
members=$IMAGE_MEMBERS_FAKE_URL/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members
curl -sf -H "X-Auth-Token: $AUTH_TOKEN" -H 'Content-Type: application/json' -d '{"member":"123456"}' $members
curl -sf -H "X-Auth-Token: $AUTH_TOKEN" $members
`;

it('a team with a client records its tests, publishes the pact, and asks whether it may deploy', async () => {
  await using broker = await brokerDouble({ token: 'a-token' });
  using folder = cleanFolder({ 'run-our-tests': tests });
  installInto(folder.path);
  const { env, jobs } = recipe('client');
  const ends = await runSteps(jobs['record']?.steps ?? [], {
    folder: folder.path,
    values: { 'vars.PACT_BROKER_BASE_URL': broker.url, 'secrets.PACT_BROKER_TOKEN': 'a-token' },
    env: { ...env, GITHUB_SHA: '1a2b3c', GITHUB_REF_NAME: 'main' },
    impossible: install,
  });
  const [recorded, published, asked] = ends;
  expect(recorded).toMatchObject({
    code: 0,
    output: expect.stringMatching(/2 interactions out of 2/) as string,
  });
  expect(existsSync(`${folder.path}/pacts/our-client-image-members-api.json`)).toBe(true);
  expect(published).toMatchObject({ code: 0 });
  expect(broker.heard).toContainEqual(expect.stringMatching(/^POST \/contracts\/publish 200/));
  // No server was verified yet: the broker says so.
  expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('Computer says no') as string });
});

it('a team on GitLab records its tests in one job and publishes the pact in the next', async () => {
  await using broker = await brokerDouble({ token: 'a-token' });
  using folder = cleanFolder({ 'run-our-tests': tests });
  installInto(folder.path);
  const { stages, variables, ...jobs } = parse(
    readFileSync(`${root}contracts/recipes/gitlab-ci.yml`, 'utf8'),
  ) as {
    readonly stages: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
  } & Readonly<Record<'record' | 'publish', { readonly stage: string; readonly script: readonly string[] }>>;
  const written = [jobs.record, jobs.publish];
  expect(written.map(({ stage }) => stage)).toEqual(stages);
  const ends = await runSteps(
    written.flatMap(({ script }) => script.map((run) => ({ run }))),
    {
      folder: folder.path,
      values: {},
      env: {
        ...variables,
        PACT_BROKER_BASE_URL: broker.url,
        PACT_BROKER_TOKEN: 'a-token',
        CI_COMMIT_SHA: '1a2b3c',
        CI_COMMIT_REF_NAME: 'main',
      },
      impossible: install,
    },
  );
  expect(ends.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0]);
  expect(existsSync(`${folder.path}/pacts/our-client-image-members-api.json`)).toBe(true);
  expect(broker.heard).toContainEqual(expect.stringMatching(/^POST \/contracts\/publish 200/));
});

it('the tests of a client that fail make the step fail', async () => {
  using folder = cleanFolder({ 'run-our-tests': '#!/bin/sh\nexit 9\n' });
  installInto(folder.path);
  const { env, jobs } = recipe('client');
  const steps = (jobs['record']?.steps ?? []).filter(({ run }) => run?.includes('run-our-tests'));
  const [end] = await runSteps(steps, { folder: folder.path, values: {}, env });
  expect(end?.code).toBe(9);
});

it('a team with a server verifies it, and publishes the results for its clients', async () => {
  await using cloud = await serve(['--seed', 'contract', '--quiet']);
  await using broker = await brokerDouble({ token: 'a-token' });
  const { stdout } = await call(['env', '--seed', 'contract', '--format', 'clouds.yaml', '--url', cloud.url]);
  using folder = cleanFolder({ 'pact.json': JSON.stringify(await smallPact()) });
  installInto(folder.path, ['stranger-glance', 'consumer-with-imports']);
  const values = {
    'vars.PACT_BROKER_BASE_URL': broker.url,
    'secrets.PACT_BROKER_TOKEN': 'a-token',
    'secrets.CLOUDS_YAML': stdout,
  };
  const { env, jobs } = recipe('server');
  const github = { GITHUB_SHA: '4d5e6f', GITHUB_REF_NAME: 'main' };
  const running = { folder: folder.path, values, env: { ...env, ...github, GLANCE: cloud.url } };
  const publish = 'npx image-members-fake publish --version 1 --branch main --pact pact.json';
  const ends = await runSteps([{ run: publish }, ...(jobs['verify']?.steps ?? [])], {
    ...running,
    impossible: install,
  });
  expect(ends.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0, 0]);
  for (const [report, consumer] of [
    ['contracts', 'stranger-glance'],
    ['clients', 'image-members-fake-round'],
  ])
    expect(readFileSync(`${folder.path}/${report}.xml`, 'utf8')).toContain(`<testsuite name="${consumer}"`);
});
