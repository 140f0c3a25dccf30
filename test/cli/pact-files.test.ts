/** Which pacts `verify`, `publish` and `stub` are about where no path is given. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { pageName, renewalPage } from '../../src/contract/contracts-page.ts';
import { contractProfiles, shippedDirectory } from '../../src/contract/shipped.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { commandNamed, commandNames, optionsOf } from '../../src/cli/commands.ts';
import { pactFiles } from '../../src/cli/pact-files.ts';
import { callHere } from './calling.ts';

const options = optionsOf(await commandNamed('publish'));

/** The files that `publish` takes with these options. */
function filesFor(...args: readonly string[]): Promise<readonly string[]> {
  return pactFiles(readArguments('publish', options, args));
}

async function pactsOf(profile: string): Promise<readonly string[]> {
  return (await filesFor('--profile', profile)).map((file) => basename(file, '-image-members-api.json'));
}

it('those of rackspace are its own alone, for Glance keeps other rules', async () => {
  expect(await pactsOf('rackspace')).toEqual(
    ['consumer', 'producer', 'stranger'].flatMap((consumer) => [
      `${consumer}-rackspace`,
      `${consumer}-with-locations-rackspace`,
    ]),
  );
});

it('those of Glance have none of rackspace', async () => {
  expect(await pactsOf('glance')).toContain('producer-glance');
  expect(await pactsOf('glance-legacy')).toContain('producer-glance-legacy');
  for (const name of ['glance', 'glance-legacy'])
    expect((await pactsOf(name)).join()).not.toContain('rackspace');
});

/** Whether a contract of this consumer is one of those that a server with the rules of a profile keeps. */
function isKept(consumer: string, profile: string): boolean {
  if (profile === 'rackspace') return consumer.endsWith('-rackspace');
  const others = contractProfiles.filter((each) => each !== profile);
  return others.every((each) => !consumer.endsWith(`-${each}`));
}

it.for(contractProfiles)(
  'those of the profile %s are all that hold in it, and no others',
  async (profile) => {
    const all = readdirSync(shippedDirectory)
      .filter((name) => name.endsWith('.json'))
      .map((name) => basename(name, '-image-members-api.json'));
    expect((await pactsOf(profile)).toSorted()).toEqual(
      all.filter((name) => isKept(name, profile)).toSorted(),
    );
  },
);

it('every profile has some', async () => {
  for (const name of Object.keys(profiles)) expect(await pactsOf(name)).not.toEqual([]);
});

it('a file that is no pact is not quoted: it may hold a secret', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pact-files-'));
  const file = join(folder, 'token.json');
  writeFileSync(file, 'hunter2');
  await expect(filesFor('--pact', file)).rejects.toThrow(
    `not everything there is a pact:\n  ${file} is not JSON: Unexpected token 'h'.`,
  );
  rmSync(folder, { recursive: true });
});

it('a folder that contracts was stopped in is refused: old contracts and new ones stand in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-pacts-'));
  try {
    const pact = { consumer: { name: 'web' }, provider: { name: 'image-members-api' }, interactions: [] };
    writeFileSync(join(folder, 'web.json'), JSON.stringify(pact));
    writeFileSync(join(folder, pageName), renewalPage(['web.json']));
    await expect(filesFor('--pact', folder)).rejects.toThrow(
      `--pact ${folder} is not complete: contracts was stopped while it wrote there (see CONTRACTS.md).`,
    );
    expect(await filesFor('--pact', join(folder, 'web.json'))).toHaveLength(1);
    writeFileSync(join(folder, pageName), '# Contracts that are not written in full\n');
    expect(await filesFor('--pact', folder)).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('all files are taken that are named with --pact, each once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pact-files-'));
  const pact = { consumer: { name: 'c' }, provider: { name: 'image-members-api' }, interactions: [] };
  const [one, other] = ['one.json', 'other.json'].map((name) => join(folder, name)) as [string, string];
  for (const file of [one, other]) writeFileSync(file, JSON.stringify(pact));
  expect(await filesFor('--pact', one, '--pact', other)).toEqual([one, other]);
  expect(await filesFor('--pact', other, '--pact', folder)).toEqual([other, one]);
  await expect(filesFor('--pact', one, '--pact', `${folder}/none.json`)).rejects.toThrow(
    'there is no pact file',
  );
  rmSync(folder, { recursive: true });
});

it.each(['--profile=glance', '--policy=policy.yaml', '--release=zed', '--without=quota'])(
  'what chooses among the contracts does not go with pacts that are named: %s',
  async (option) => {
    const [name] = option.split('=');
    const verify = ['verify', '--provider-base-url', 'http://127.0.0.1:1', option];
    const broker = ['--broker-base-url', 'http://127.0.0.1:1'];
    const refused = async (elsewhere: string, args: readonly string[]): Promise<void> => {
      const { code, stderr } = await callHere(args);
      expect([code, stderr]).toEqual([
        2,
        `image-members-fake: ${name} and ${elsewhere} exclude each other. Leave one of them out.\n`,
      ]);
    };
    await refused('--pact', [...verify, '--pact', 'pacts']);
    await refused('--broker-base-url', [...verify, ...broker]);
    await refused('--pact', ['publish', '--version', '1', ...broker, option, '--pact', 'pacts']);
  },
);

it('a release chooses contracts where they are written from a policy or a profile of one’s own, and nowhere else', async () => {
  await expect(filesFor('--release', 'zed')).rejects.toThrow(
    '--release goes with --policy or a profile of your own: the contracts of glance are the same for each release. Leave it out.',
  );
});

it('each command that takes a profile takes a policy', async () => {
  const all = await Promise.all(
    commandNames.map(async (name) => ({ name, has: Object.keys((await commandNamed(name)).options) })),
  );
  const without = all.filter(({ has }) => has.includes('profile') && !has.includes('policy'));
  expect(without.map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ has }) => has.includes('profile')).length).toBeGreaterThan(3);
});
