/** Files that earlier versions of the schema wrote are read; each is kept in test/state/versions by its number. */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { schemaVersion } from '../../src/state/schema.ts';
import { folder, hostOver, image } from './stores.ts';

const kept = join(import.meta.dirname, 'versions');

it('there is a file of each version', () => {
  const versions = Array.from({ length: schemaVersion }, (_, place) => `${place + 1}.db`);
  expect(readdirSync(kept).toSorted()).toEqual(versions);
});

it.each(readdirSync(kept))('the worlds of %s are as they were', async (name) => {
  const file = join(folder(), name);
  copyFileSync(join(kept, name), file);
  const host = await hostOver(file, { clock: () => Date.parse('2030-01-01T12:00:00Z') });
  expect(host.world.as('producer').members.show(image, '123456').body).toMatchObject({
    status: 'accepted',
    updated_at: '2026-11-27T12:00:00Z',
  });
  const mine = host.worlds.open('mine');
  expect(mine.profile).toBe('rackspace');
  expect(mine.faults.list()).toMatchObject([{ operation: 'addMember', status: 503 }]);
  expect(mine.snapshots.diff('before')).toEqual([
    `image ${image} (Shared image): member 7000001 (stranger) is new, pending`,
  ]);
});
