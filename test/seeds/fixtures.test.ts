import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { readSeedFile, worldNames } from '../../src/seed-file.ts';
import { documentation } from '../../src/world/documentation.ts';
import { planted } from './worlds.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
const matches = new Ajv().compile(JSON.parse(fixture('world.schema.json')) as object);

it.each(worldNames())('%s names its schema, says what it is for, and follows the schema', (name) => {
  const [first, second, third] = fixture(`${name}.yaml`).split('\n');
  expect(first).toBe('# yaml-language-server: $schema=world.schema.json');
  expect([second, third?.slice(0, 2)]).toEqual(['#', '# ']);
  matches(readSeedFile(name));
  expect(matches.errors).toBeNull();
});

it.each([
  ['an unknown key', { tenants: [], flavors: [] }],
  ['an unknown status', { tenants: [], images: [{ owner: null, status: 'on' }] }],
  ['a number as member', { tenants: [], images: [{ owner: null, members: [{ member: 5 }] }] }],
  ['a time without seconds', { tenants: [], images: [{ owner: null, created_at: '2013-10-07T17:58Z' }] }],
])('the JSON schema refuses %s', (_, seed) => {
  expect(matches(seed)).toBe(false);
});

it('the world that a fake starts with is that of documentation.yaml', () => {
  expect(documentation).toEqual(readSeedFile('documentation'));
});

it('quota has an image with 128 members, none of them removed', () => {
  const [image] = planted(readSeedFile('quota')).images.values();
  expect([image?.members.size, image?.members.removed]).toEqual([128, 0]);
});

it('visibilities has each visibility once', () => {
  const images = [...planted(readSeedFile('visibilities')).images.values()];
  expect(images.map(({ visibility }) => visibility)).toEqual(['shared', 'private', 'community', 'public']);
});

it('image-states has an image in each state', () => {
  const images = [...planted(readSeedFile('image-states')).images.values()];
  expect(images.map(({ status }) => status)).toEqual([
    'queued',
    'uploading',
    'active',
    'deactivated',
    'active',
    'active',
  ]);
  expect(images.map(({ hidden, protected: kept }) => [hidden, kept])).toEqual([
    [false, false],
    [false, false],
    [false, false],
    [false, false],
    [true, false],
    [false, true],
  ]);
});
