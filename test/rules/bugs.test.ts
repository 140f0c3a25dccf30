/** Source: the bug museum, src/domain/profiles/bugs.ts. */
import { expect, it } from 'vitest';
import type { Action } from '../../src/domain/operations.ts';
import { type ProfileName, profiles, profileWith } from '../../src/domain/profiles.ts';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { createFake } from '../../src/world/fake.ts';
import { image } from '../calls.ts';
import { cast, tenants } from '../cast.ts';
import { probe } from './live-cells.ts';

const names = Object.keys(bugs);
const [{ consumer, stranger }, seed] = [tenants, cast()];

it('without bugs the owner may not accept, with owner-may-accept it may', () => {
  const right = createFake({ seed });
  const wrong = createFake({ seed, bugs: ['owner-may-accept'] });
  expect(right.as('producer').members.update(image, consumer, 'accepted').status).toBe(403);
  expect(wrong.as('producer').members.update(image, consumer, 'accepted').status).toBe(200);
  expect([right.bugs, wrong.bugs]).toEqual([[], ['owner-may-accept']]);
});

it('several bugs are on at once', () => {
  const fake = createFake({ seed, bugs: ['strangers-get-403', 'duplicate-is-500'] });
  expect(fake.as('stranger').members.list(image).status).toBe(403);
  expect(fake.as('producer').members.create(image, consumer).status).toBe(500);
  expect(fake.as('producer').members.create(image, stranger).status).toBe(200);
});

it('with re-adding-is-duplicate a removed member cannot come back', () => {
  const fake = createFake({ seed, bugs: ['re-adding-is-duplicate'] });
  expect(fake.as('producer').members.delete(image, consumer).status).toBe(204);
  expect(fake.as('producer').members.create(image, consumer).status).toBe(409);
});

it('an unknown bug is refused with a suggestion', () => {
  expect(() => createFake({ bugs: ['owner-may-acept'] })).toThrow(
    'There is no bug "owner-may-acept". Did you mean owner-may-accept? There are: owner-may-accept, quota-not-enforced,',
  );
  expect(() => createFake({ bugs: ['constructor'] })).toThrow('There is no bug "constructor".');
});

it.each(Object.keys(profiles) as ProfileName[])(
  'in %s each bug, and all of them together, still give every request an answer',
  (name) => {
    const profile = profiles[name];
    const probing = probe(name, profile);
    const actions = Object.keys(profile.permissions) as Action[];
    for (const on of [...names.map((bug) => [bug]), names]) {
      const rules = profileWith(name, { bugs: on });
      expect(() => actions.map((action) => probing.answers(action, rules))).not.toThrow();
    }
  },
);

it('a bug changes a copy of the rules: a cloud beside it keeps them', () => {
  const before = JSON.stringify(profiles);
  for (const name of Object.keys(profiles) as ProfileName[]) profileWith(name, { bugs: names });
  expect(JSON.stringify(profiles)).toBe(before);
});
