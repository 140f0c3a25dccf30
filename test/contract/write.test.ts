import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { interactions as table } from '../../src/contract/interactions.ts';
import { shippedDirectory } from '../../src/contract/shipped.ts';
import { contractProfiles, writePacts } from '../../src/contract/write.ts';
import type { Action } from '../../src/domain/operations.ts';
import type { Persona } from '../../src/domain/permissions.ts';
import { profiles } from '../../src/domain/profiles.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { cellOf } from './cells.ts';
import { interactions, pacts } from './pacts.ts';

/** Pacts are written by a library of its own pace. */
const patience = { timeout: 60_000 };
const personas: readonly Persona[] = ['producer', 'consumer', 'onlooker', 'stranger', 'administrator'];
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

it(
  'pacts are the same each time they are written, and those that come with the package are up to date',
  patience,
  async () => {
    const written = [join(folder, 'once'), join(folder, 'again')];
    for (const directory of written) await writePacts(directory);
    const [once, again] = written.map(textsIn);
    expect(once).toEqual(again);
    expect(once).toEqual(textsIn(shippedDirectory));
  },
);

it('a sentence stands for one interaction of a consumer', () => {
  const sentences = table.map(({ consumer, sentence }) => `${consumer}: ${sentence}`);
  expect(sentences.filter((each, place) => sentences.indexOf(each) !== place)).toEqual([]);
});

it('every interaction of the table is written, in the common pact of its consumer or in one for each profile', () => {
  const special = pacts.filter(({ file }) =>
    contractProfiles.some((profile) => file.includes(`-${profile}-image`)),
  );
  const written = special.reduce((sum, pact) => sum + pact.interactions.length, 0);
  expect(interactions.length - written + written / contractProfiles.length).toBe(table.length);
});

it('no token and no password of the cast is in a pact', () => {
  const { users = [] } = createFake({ seed: readSeedFile('contract') }).world({ secrets: true });
  const secrets = users.flatMap(({ token, password }) => [token ?? [], password ?? []].flat());
  expect(secrets).toContain('producer-token');
  expect(secrets).toHaveLength(14);
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
  const actions = Object.keys(profiles.glance.permissions) as Action[];
  const cells = actions.flatMap((action) => personas.map((persona) => `${action} ${persona}`));
  expect(cells).toHaveLength(21 * 5);
  expect(cells.filter((cell) => !asked.has(cell))).toEqual(Object.keys(empty));
});
