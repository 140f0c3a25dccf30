/** A profile of one's own goes wherever its world does: to worlds of a host, forks, over the control plane, into a state, into the command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { ControlRefusal, controlClient } from '../../src/client.ts';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { listen } from '../../src/express.ts';
import { createHost } from '../../src/host/host.ts';
import { rulesOf } from '../../src/inspector/rules.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { callHere } from '../cli/calling.ts';
import { folder as stateFolder, hostOver, image } from '../state/stores.ts';

const profile: OwnProfile = {
  name: 'our-cloud',
  based_on: 'glance',
  permissions: { addMember: { producer: 'no' } },
  region: 'Here',
};

const folder = mkdtempSync(join(tmpdir(), 'image-members-profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'our.json');
writeFileSync(file, JSON.stringify(profile));

/** What comes of adding a member: 403 where the rules are those of the profile, 200 where they are Glance's. */
function adding(fake: Fake | undefined): readonly unknown[] {
  return [fake?.profile, fake?.as('producer').members.create(image, 'another').status];
}

const own = ['our-cloud', 403];

it('worlds of a host have its profile, and may have another', () => {
  const host = createHost({ profile });
  expect(adding(host.world)).toEqual(own);
  expect(adding(host.worlds.open('a'))).toEqual(own);
  expect(adding(host.worlds.make('b', { profile: 'glance' }))).toEqual(['glance', 200]);
  expect(adding(host.worlds.make('c', { profile: { ...profile, name: 'other', permissions: {} } }))).toEqual([
    'other',
    200,
  ]);
  expect(host.worlds.open('a').rules).toBe(host.world.rules);
});

it('a fork, and a world after a reset, have it still', () => {
  const fake = createFake({ profile });
  fake.reset();
  expect(adding(fake)).toEqual(own);
  expect(adding(fake.fork())).toEqual(own);
});

it('what was given is not looked at again: changed afterwards, it changes no rule', () => {
  const given = structuredClone(profile) as { permissions: { addMember: { producer: string } } };
  const host = createHost({ profile: given as unknown as OwnProfile });
  given.permissions.addMember.producer = 'yes';
  expect(adding(host.worlds.open('later'))).toEqual(own);
});

it('over the control plane: as an object, or that of the server by its name', async () => {
  const host = createHost({ profile });
  const server = await listen(host);
  onTestFinished(() => server.close());
  const { worlds } = controlClient({ url: server.url });
  expect(await worlds.make('a', { profile: 'our-cloud' })).toMatchObject({ profile: 'our-cloud' });
  expect(await worlds.make('b', { profile: { ...profile, name: 'third' } })).toMatchObject({
    profile: 'third',
  });
  expect(adding(host.worlds.find('a'))).toEqual(own);
  expect(adding(host.worlds.find('b'))).toEqual(['third', 403]);
  const wrong = { ...profile, name: 'glance' };
  await expect(worlds.make('c', { profile: wrong })).rejects.toThrow(ControlRefusal);
  await expect(worlds.make('c', { profile: wrong })).rejects.toThrow('is the name of a built-in profile');
});

it('a state keeps it with each world, whatever the next server is started with', async () => {
  const place = `${stateFolder()}/x.db`;
  const before = await hostOver(place, { profile });
  before.worlds.make('mine', { profile: { ...profile, name: 'mine' } });
  await before.close();
  const after = await hostOver(place);
  expect(adding(after.world)).toEqual(own);
  expect(adding(after.worlds.find('mine'))).toEqual(['mine', 403]);
  expect(after.worlds.find('mine')?.rules.identity.region).toBe('Here');
});

it('the command reads it from a file: rules prints it, env has its region', async () => {
  const rules = await callHere(['rules', '--profile', file, '--format', 'json']);
  const { profile: name, tables } = JSON.parse(rules.stdout) as {
    readonly profile: string;
    readonly tables: readonly { readonly title: string; readonly rows: readonly Record<string, string>[] }[];
  };
  expect(name).toBe('our-cloud');
  expect(tables.find(({ title }) => title === 'Who may do what')?.rows[0]).toMatchObject({
    operation: 'addMember',
    producer: 'no',
  });
  const { stdout } = await callHere(['env', '--as', 'producer', '--profile', file]);
  expect(stdout).toContain('export OS_REGION_NAME=Here');
});

it('verify takes the contracts that hold in it, and says what became of those of its base', async () => {
  const { code, stderr } = await callHere([
    'verify',
    '--provider-base-url',
    'http://127.0.0.1:1',
    '--profile',
    file,
  ]);
  expect([code, stderr]).toEqual([
    // Nobody plays in it here.
    2,
    expect.stringMatching(
      /^our-cloud: \d+ interactions as in glance, \d+ answered differently, \d+ left out\n/,
    ),
  ]);
});

it('the inspector draws it, and offers it beside the built-in ones', () => {
  const fake = createFake({ profile });
  for (const asked of ['', 'our-cloud']) {
    const rules = rulesOf(fake, { profile: asked, release: '' });
    expect(rules.profile).toBe('our-cloud');
    expect(rules.permissions[0]?.outcomes[0]).toBe('no');
    expect(rules.choices.map((each) => each.profile)).toEqual([
      'glance',
      'glance-legacy',
      'rackspace',
      'our-cloud',
    ]);
  }
  expect(rulesOf(fake, { profile: 'glance', release: '' }).permissions[0]?.outcomes[0]).toBe('yes');
});
