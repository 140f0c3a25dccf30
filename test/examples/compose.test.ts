/** compose.yaml of the example: what its services run is run here, without containers. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { serve } from '../cli/calling.ts';
import { inBash, root, type StepEnd } from '../getting/steps.ts';

interface Container {
  readonly build?: string;
  readonly command: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const folder = `${root}examples/compose`;
const { services } = parse(readFileSync(`${folder}/compose.yaml`, 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Container>>;
};
const { cloud, ...teams } = services;

/** Runs the command of a team's service with the paths and the URL that it has here. */
function run({ command, volumes = [], environment }: Container, url: string): Promise<StepEnd> {
  const [mounted = '', path = ''] = (volumes[0] ?? '').split(':');
  const words = command.map((word) => word.replace(path, mounted));
  return inBash(words.join(' '), folder, { ...environment, CLOUD: url });
}

it('two teams use one server at the same time, each in a world of its own', async () => {
  expect(cloud?.build).toBe('../..');
  expect(Object.keys(teams)).toEqual(['red', 'blue']);
  expect(cloud?.command).toEqual(['serve', '--host', '0.0.0.0']);
  // Here it is for this machine alone. With a token its control plane is as closed as it is in the container.
  await using server = await serve([], { env: cloud?.environment ?? {} });
  const ends = await Promise.all(Object.values(teams).map((team) => run(team, server.url)));
  expect(ends.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0]);

  const listed = await fetch(`${server.url}/_fake/worlds`, {
    headers: { 'X-Control-Token': cloud?.environment['IMAGE_MEMBERS_FAKE_CONTROL_TOKEN'] ?? '' },
  });
  const { worlds } = (await listed.json()) as { worlds: readonly { name: string }[] };
  expect(worlds.map(({ name }) => name)).toEqual(expect.arrayContaining(['red', 'blue']));
  console.warn('NOT DONE HERE: the containers of examples/compose: there is no Docker daemon.');
});

it('a team waits for the cloud, and reaches it under the name of its service', () => {
  for (const [name, { environment, depends_on: awaited }] of Object.entries(teams)) {
    expect(environment).toMatchObject({ CLOUD: 'http://cloud:9292', WORLD: name });
    expect(awaited).toEqual({ cloud: { condition: 'service_healthy' } });
  }
});
