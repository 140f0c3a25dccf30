/** Tables of an older version become those of the newest, a version after the other. */
import { expect, it } from 'vitest';
import { migrationsFrom, schemaVersion } from '../../src/state/schema.ts';

const steps = { 1: ['ALTER one'], 2: ['ALTER two', 'ALTER three'] };

it('each version is migrated to the next one, in order', () => {
  expect(migrationsFrom(1, 3, steps)).toEqual(['ALTER one', 'ALTER two', 'ALTER three']);
  expect(migrationsFrom(2, 3, steps)).toEqual(['ALTER two', 'ALTER three']);
  expect(migrationsFrom(schemaVersion)).toEqual([]);
});

it('a version from which no way leads is an error', () => {
  expect(() => migrationsFrom(0, 3, steps)).toThrow('there is no way from version 0');
});
