import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keptAnswersFor } from '../../src/contract/answered-interaction.ts';
import { fits, isProven } from '../../src/contract/fitting.ts';
import { interactions as table } from '../../src/contract/interactions.ts';
import { contractProfiles, shippedDirectory, shippedPacts } from '../../src/contract/shipped.ts';
import { inTurn, writePacts } from '../../src/contract/write.ts';
import type { Action } from '../../src/domain/operations.ts';
import { personas } from '../../src/domain/permissions.ts';
import { type ProfileName, profiles } from '../../src/domain/profiles.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { triesAll } from '../share.ts';
import { cellOf } from './cells.ts';
import { interactions, type PactFile, pacts, sentenceOf } from './pacts.ts';
import { unknown } from './unknown-answers.ts';

/** Pacts are written by a library of its own pace. */
const patience = { timeout: 300_000 };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'image-members-pacts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of a directory by their names. */
function textsIn(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

// In `npm test`, the generated files are written before.
it.each(triesAll ? [shippedDirectory] : [])(
  'pacts are the same each time they are written, and those in %s, which come with the package, are up to date',
  patience,
  async (shipped) => {
    // Another process wrote those of the package.
    await writePacts(folder);
    expect(textsIn(folder)).toEqual(textsIn(shipped));
  },
);

it('a sentence stands for one interaction of a consumer', () => {
  const sentences = table.map(({ consumer, sentence }) => `${consumer}: ${sentence}`);
  expect(sentences.filter((each, place) => sentences.indexOf(each) !== place)).toEqual([]);
});

/** The names of the interactions that a server with the rules of a profile must keep. */
function askedOf(profile: ProfileName): readonly string[] {
  const shipped = shippedPacts(profile).map((path) => basename(path));
  return pacts
    .filter(({ file }) => shipped.includes(file))
    .flatMap((pact) => pact.interactions.map((each) => `${kindIn(pact)}: ${sentenceOf(each)}`))
    .toSorted();
}

function kindIn({ consumer }: PactFile): string {
  return consumer.name.replace(/-.*/, '');
}

it.each(contractProfiles)(
  'every interaction of the table that %s can be asked is written, unless nobody knows the answer',
  async (name) => {
    const tell = keptAnswersFor(name);
    const fitting = table.filter((each) => fits(each, profiles[name]));
    const told = await inTurn(fitting, tell);
    const proven = told.filter(isProven).map(({ interaction }) => interaction);
    expect(askedOf(name)).toEqual(
      proven.map(({ consumer, sentence }) => `${consumer}: ${sentence}`).toSorted(),
    );
  },
);

it('what nobody knows of Cloud Images is in no contract', async () => {
  const fitting = table.filter((each) => fits(each, profiles.rackspace));
  const told = await inTurn(fitting, keptAnswersFor('rackspace'));
  const left = told.flatMap(({ interaction, unproven }) =>
    unproven.filter((gap) => gap !== 'errorBody').map((gap) => ({ gap, sentence: interaction.sentence })),
  );
  const byGap = Map.groupBy(left, ({ gap }) => gap);
  const sentences = Array.from(byGap, ([gap, all]) => [gap, all.map(({ sentence }) => sentence)]);
  expect(Object.fromEntries(sentences)).toEqual(unknown);
});

it('no token and no password of the cast is in a pact', () => {
  const { users = [] } = createFake({ seed: readSeedFile('contract') }).world({ secrets: true });
  const secrets = users.flatMap(({ token, password, api_key }) =>
    [token ?? [], password ?? [], api_key ?? []].flat(),
  );
  expect(secrets).toContain('producer-token');
  expect(secrets).toHaveLength(21);
  const told = Object.values(textsIn(shippedDirectory)).join();
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
});

/** Cells that no request can be about. */
const empty: Readonly<Record<string, string>> = {
  'createImage consumer': 'nobody is a member of an image that is not there yet',
  'createImage onlooker': 'nobody sees an image that is not there yet',
};

it('every cell of the permission table has an interaction', () => {
  const asked = new Set(interactions.map(cellOf));
  const all = Object.keys(profiles.glance.permissions) as Action[];
  expect(all).toHaveLength(28);
  // A copy needs a cloud with several stores, a task is nobody's but an administrator's, and not every release has locations.
  const unasked: readonly Action[] = ['copyImage', 'listTasks', 'showTask', 'listLocations', 'addLocation'];
  const actions = all.filter((action) => !unasked.includes(action));
  const cells = actions.flatMap((action) => personas.map((persona) => `${action} ${persona}`));
  expect(cells.filter((cell) => !asked.has(cell))).toEqual(Object.keys(empty));
});

it('every cell of the permission table of Cloud Images has one, but those that nobody knows or no player is in', () => {
  const own = interactions.filter((each) => each.profiles.includes('rackspace'));
  const asked = new Set(own.map(cellOf));
  const { permissions, wire } = profiles.rackspace;
  const actions = (Object.keys(permissions) as Action[]).filter(
    (action) => action !== 'communitizeImage' && !(wire.absent as readonly Action[]).includes(action),
  );
  const played = personas.filter((each) => each !== 'administrator' && each !== 'onlooker');
  const known = actions.filter(
    (action) => !['uploadImage', 'deactivateImage', 'reactivateImage'].includes(action),
  );
  const cells = known.flatMap((action) => played.map((persona) => `${action} ${persona}`));
  expect(cells.filter((cell) => !asked.has(cell))).toEqual(['createImage consumer']);
});
