/** Where there is no room, a request changes nothing and says so; with room again, all goes on. */
import { expect, it } from 'vitest';
import { doorOf, folder, heldBy, hostOver, image } from './stores.ts';

it('without room, changes are 507 and nothing of them is done; with room again they are made, and kept', async () => {
  const file = `${folder()}/x.db`;
  const options = { clock: () => Date.parse('2030-01-01T00:00:00Z') };
  const host = await hostOver(file, options, { mostBytes: 160 * 1024 });
  const { send } = await doorOf(host);
  const long = 'x'.repeat(4000);
  expect((await send('PUT', '/_fake/worlds/large')).status).toBe(201);
  for (let count = 0; count < 4; count += 1)
    expect((await send('POST', '/worlds/large/v2/images', { name: 'n', note: long })).status).toBe(201);
  const statuses = new Set<number>();
  let before = heldBy(host);
  for (let count = 0; count < 60 && !statuses.has(507); count += 1) {
    before = heldBy(host);
    statuses.add((await send('POST', '/v2/images', { name: `image ${count}`, note: long })).status);
  }
  expect([...statuses]).toEqual([201, 507]);
  expect(heldBy(host)).toEqual(before);
  const refused = await send('POST', '/v2/images', { name: 'another', note: long });
  expect(refused.body).toEqual({ error: expect.stringMatching(/no room left.*Nothing was changed/) });
  expect((await send('GET', `/v2/images/${image}/members`)).status).toBe(200);
  expect(host.world.journal.entries({ status: 507 }).length).toBe(2);

  expect((await send('DELETE', '/_fake/worlds/large')).status).toBe(204);
  expect((await send('POST', '/v2/images', { name: 'afterwards', note: long })).status).toBe(201);
  const after = heldBy(host);
  await host.close();
  expect(heldBy(await hostOver(file, options))).toEqual(after);
});
