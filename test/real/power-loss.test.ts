/** What a server has acknowledged outlives a power failure. `node test/state/power.ts 20` cuts the power more often. */
import { expect, it } from 'vitest';
import { powerCut } from '../state/power.ts';

it('where all is forgotten that was not synced, or a part of it, no acknowledged change is missing', async () => {
  const { missing, invented, acknowledged, forgotten } = await powerCut(3, 5);
  expect({ missing, invented }).toEqual({ missing: [], invented: [] });
  expect(acknowledged).toBeGreaterThan(0);
  expect(forgotten).toBeGreaterThan(0);
});
