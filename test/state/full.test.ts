/**
 * Where there is no room, a request changes nothing and says so; with room again, all goes on. What many mebibytes leave behind:
 * test/thorough/room.test.ts.
 */
import { once } from 'node:events';
import { existsSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { createHost, type Host } from '../../src/index.ts';
import { FileKeeper } from '../../src/state/file-keeper.ts';
import { Reserve } from '../../src/state/sqlite-reserve.ts';
import { EngineHere } from './engines.ts';
import { done } from './many-changes.ts';
import { doorOf, folder, heldBy, hostOver, image } from './stores.ts';

it('without room, changes are 507 and nothing of them is done; with room again they are made, and kept', async () => {
  const file = `${folder()}/x.db`;
  const options = { clock: () => Date.parse('2030-01-01T00:00:00Z') };
  const said: string[] = [];
  const onTrouble = (trouble: string): void => void said.push(trouble);
  const host = await hostOver(file, options, { mostBytes: 160 * 1024, onTrouble });
  const { send } = await doorOf(host);
  const long = 'x'.repeat(4000);
  expect((await send('PUT', '/_fake/worlds/large')).status).toBe(201);
  for (let count = 0; count < 4; count += 1)
    expect((await send('POST', '/worlds/large/v2/images', { name: 'n', note: long })).status).toBe(201);
  const statuses: number[] = [];
  let before = heldBy(host);
  const refusals: (readonly [before: object, after: object])[] = [];
  // The first refusal makes some room: worlds are kept as they are, and the steps to there go.
  while (statuses.length < 60 && statuses.slice(-2).join(' ') !== '507 507') {
    before = heldBy(host);
    statuses.push(
      (await send('POST', '/v2/images', { name: `image ${statuses.length}`, note: long })).status,
    );
    if (statuses.at(-1) === 507) refusals.push([before, heldBy(host)]);
  }
  for (const [then, afterwards] of refusals) expect(afterwards).toEqual(then);
  expect(new Set(statuses)).toEqual(new Set([201, 507]));
  const refused = await send('POST', '/v2/images', { name: 'another', note: long });
  expect(refused.body).toEqual({ error: expect.stringMatching(/no room left.*Nothing was changed/) });
  expect((await send('GET', `/v2/images/${image}/members`)).status).toBe(200);
  expect(host.world.journal.entries({ status: 507 }).length).toBe(refusals.length + 1);
  // Once for all that are refused one after the other.
  const turns = statuses.filter((status, place) => status !== (statuses[place - 1] ?? 201));
  const begins = expect.stringMatching(/^Changes are answered 507 until that is over: .*no room/) as string;
  expect(said).toEqual(turns.map((status) => (status === 507 ? begins : `${file} keeps changes again.`)));

  expect((await send('DELETE', '/_fake/worlds/large')).status).toBe(204);
  expect((await send('POST', '/v2/images', { name: 'afterwards', note: long })).status).toBe(201);
  expect(said.slice(turns.length)).toEqual([`${file} keeps changes again.`]);
  const after = heldBy(host);
  await host.close();
  expect(heldBy(await hostOver(file, options))).toEqual(after);
});

it('data that goes with one world is kept anew with another one that is kept as a whole at the same moment', async () => {
  const engine = new EngineHere(`${folder()}/x.db`);
  onTestFinished(() => engine.end());
  const begun = async (): Promise<Host> => {
    const host = createHost({ state: { keep: (kept) => new FileKeeper(engine, kept) } });
    await host.ready;
    return host;
  };
  const host = await begun();
  const large = { name: 'x', note: 'x'.repeat(60_000) };
  // As a whole, a world has the data of its seed, which no step before it speaks of.
  for (let count = 0; engine.asked.snapshots < 3; count += 1)
    await done(host, 'POST', '/worlds/a/v2/images', large);
  for (let count = 0; count < 17; count += 1) await done(host, 'POST', '/worlds/b/v2/images', large);
  const snapshots = engine.asked.snapshots;
  await Promise.all([
    done(host, 'DELETE', '/_fake/worlds/a'),
    ...Array.from({ length: 2 }, () => done(host, 'POST', '/worlds/b/v2/images', large)),
  ]);
  await host.close();
  expect(engine.asked.snapshots).toBe(snapshots + 1);
  expect((await done(await begun(), 'GET', `/worlds/b/v2/images/${image}/file`)).status).toBe(200);
});

it('in a full file, what removes something is done, and what is made after a reset as well', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, {}, { mostBytes: 160 * 1024 });
  const { send } = await doorOf(host);
  const note = 'x'.repeat(4000);
  const filled = async (): Promise<string> => {
    let last = '';
    for (let count = 0; count < 100; count += 1) {
      const { status, body } = await send('POST', '/v2/images', { name: 'n', note });
      if (status === 507) return last;
      last = (body as { id: string }).id;
    }
    throw new Error('the file is never full');
  };
  const last = await filled();
  for (const size of [2000, 500, 100, 20])
    for (let count = 0; count < 40; count += 1)
      await send('POST', '/v2/images', { name: 'n', note: 'x'.repeat(size) });
  expect((await send('POST', '/v2/images', { name: 'n', note })).status).toBe(507);
  expect((await send('DELETE', `/v2/images/${last}`)).status).toBe(204);
  expect((await send('POST', '/v2/images', { name: 'n', note: 'x'.repeat(3000) })).status).toBe(201);

  await filled();
  expect((await send('POST', '/_fake/reset')).status).toBe(204);
  expect((await send('POST', '/v2/images', { name: 'n', note })).status).toBe(201);
  const before = heldBy(host);
  await host.close();
  expect(heldBy(await hostOver(file))).toEqual(before);
});

it('a reserve stands beside a file that is open, and no file of others is taken for one', async () => {
  const place = folder();
  const host = await hostOver(`${place}/x.db`);
  // No start waits for it; a change that comes afterwards does.
  expect((await (await doorOf(host)).send('POST', '/v2/images', {})).status).toBe(201);
  expect(statSync(`${place}/x.db-reserve`).size).toBeGreaterThan(100_000);
  await host.close();
  expect(existsSync(`${place}/x.db-reserve`)).toBe(false);
  // An empty one is what a kill leaves while it is made.
  writeFileSync(`${place}/x.db-reserve`, '');
  const again = await hostOver(`${place}/x.db`);
  expect((await (await doorOf(again)).send('POST', '/v2/images', {})).status).toBe(201);
  expect(statSync(`${place}/x.db-reserve`).size).toBeGreaterThan(100_000);
  await again.close();
  writeFileSync(`${place}/x.db-reserve`, 'of somebody else');
  await (await hostOver(`${place}/x.db`)).close();
  expect(readFileSync(`${place}/x.db-reserve`, 'utf8')).toBe('of somebody else');
});

it('a file in the place of the reserve that cannot be read is left alone, and said', async () => {
  const file = `${folder()}/x.db`;
  // Its first bytes can be read by nobody, root neither.
  symlinkSync('/proc/self/mem', `${file}-reserve`);
  const said = once(process, 'warning');
  const reserve = new Reserve(file, 2 ** 30);
  expect(String(await said)).toContain(`${file}-reserve is no reserve that can be read`);
  expect([reserve.bytes, reserve.make(), reserve.free()]).toEqual([0, false, false]);
  const host = await hostOver(file);
  const { send } = await doorOf(host);
  expect((await send('POST', '/v2/images', { name: 'n' })).status).toBe(201);
  await host.close();
  expect(lstatSync(`${file}-reserve`).isSymbolicLink()).toBe(true);
});
