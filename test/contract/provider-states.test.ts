import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { providerStates } from '../../src/contract/provider-states.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { interactions } from './pacts.ts';

const page = readFileSync(`${import.meta.dirname}/../../contracts/PROVIDER-STATES.md`, 'utf8');
const asked = interactions.flatMap(({ providerStates = [] }) => providerStates);

/** The section of a state on the page. */
function sectionOf(sentence: string): string {
  return page.split(/^(?=## )/m).find((section) => section.startsWith(`## ${sentence}\n`)) ?? '';
}

it('every state is on the page, with its values and its parameters', () => {
  for (const [sentence, { gives, parameters, meaning }] of Object.entries(providerStates)) {
    const section = sectionOf(sentence);
    const entries = 'entries' in parameters ? (parameters.entries as object) : {};
    expect(section).toContain(meaning);
    for (const name of [...Object.keys(gives), ...Object.keys(entries)])
      expect(section).toContain(`| \`${name}\``);
  }
});

it('what the page posts as an example is a state that there is', () => {
  const posted = [...page.matchAll(/```json\n(\{\s+"action": "setup"[^`]+)```/g)].map(
    ([, text = '']) => JSON.parse(text) as { readonly state: string; readonly params: unknown },
  );
  expect(posted.map(({ state }) => state)).toEqual(Object.keys(providerStates));
  for (const { state, params } of posted) expect(v.is(providerStates[state]!.parameters, params)).toBe(true);
});

it('the contracts use the states of the table, each of them, with parameters that it takes', () => {
  expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(Object.keys(providerStates)));
  const wrong = asked.filter(({ name, params }) => !v.is(providerStates[name]!.parameters, params ?? {}));
  expect(wrong).toEqual([]);
});

it.each([
  ['a state that there is not', 'a cat', {}, 'There are: a caller, an image, no image, a free name.'],
  ['a value that there is not', 'an image', { visibility: 'secret' }, '"community" | "public" | "private"'],
  [
    'a parameter that there is not',
    'an image',
    { colour: 'red' },
    'colour: there is no such parameter. There are: as, name, owner,',
  ],
  ['a list of parameters', 'no image', [], 'they are a list, and must be an object. There are: none.'],
  ['a parameter of a member that there is not', 'an image', { members: [{ name: 'x' }] }, 'members.0.tenant'],
  ['a parameter that lacks', 'a caller', {}, 'is: '],
  ['a player that there is not', 'a caller', { is: 'owner' }, '"producer" | "producer-reader"'],
])('%s is refused, in words that say why', async (_, sentence, parameters, words) => {
  const fake = createFake({ seed: readSeedFile('contract') });
  const stage = stageIn(fakeCloud(fake));
  const told = { name: 'StateError', message: expect.stringContaining(words) };
  await expect(stage.setUp(sentence, parameters)).rejects.toThrow(expect.objectContaining(told));
  expect(fake.world().images).toEqual([]);
});
