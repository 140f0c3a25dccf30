/** A server that is killed under load has lost nothing that it acknowledged. `node test/state/kills.ts 200` does it more often. */
import { expect, it } from 'vitest';
import { killed } from '../state/kills.ts';
import { folder } from '../state/stores.ts';

it('killed three times under 64 connections, no acknowledged change is missing, and none was never sent', async () => {
  const { missing, invented, acknowledged } = await killed(3, `${folder()}/x.db`, 7);
  expect({ missing, invented }).toEqual({ missing: [], invented: [] });
  expect(acknowledged).toBeGreaterThan(0);
});
