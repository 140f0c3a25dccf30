/** A start reads a bounded part of what was ever changed: the last whole of each world, and few steps behind it. */
import { expect, it, onTestFinished } from 'vitest';
import { createHost, type Host } from '../../src/index.ts';
import { areLong } from '../../src/state/batch.ts';
import { FileKeeper } from '../../src/state/file-keeper.ts';
import { SharedKeeper } from '../../src/state/shared-keeper.ts';
import { EngineHere } from './engines.ts';
import { done, manyChanges } from './many-changes.ts';
import { folder, heldBy, hostOver } from './stores.ts';

const mebi = 1024 * 1024;

it('a world is kept as a whole again after 1 MiB of steps, twice its size, or 4 MiB: of a huge one, an eighth', () => {
  const long = ([steps, whole]: readonly [number, number]): boolean =>
    areLong({ steps: steps * mebi, whole: whole * mebi });
  expect(
    [
      [1, 0],
      [1, 0.5],
      [2, 1],
      [4, 2],
      [4, 20],
      [4, 32],
      [8, 64],
    ].map((each) => long(each as [number, number])),
  ).toEqual(Array.from({ length: 7 }, () => true));
  expect(
    [
      [0.9, 0],
      [1.9, 1],
      [3.9, 2],
      [3.9, 32],
      [4, 40],
      [7.9, 64],
    ].map((each) => long(each as [number, number])),
  ).toEqual(Array.from({ length: 6 }, () => false));
});

const keepers = {
  'a file': FileKeeper,
  'a shared engine': SharedKeeper,
} as const;

for (const [name, Kept] of Object.entries(keepers)) {
  it(`however often a server is killed, a start over ${name} reads no more than 1 MiB of steps of a small world`, async () => {
    const engine = new EngineHere(`${folder()}/x.db`);
    onTestFinished(() => engine.end());
    const begun = async (): Promise<Host> => {
      const host = createHost({ state: { keep: (kept) => new Kept(engine, kept) } });
      await host.ready;
      return host;
    };
    const read: number[] = [];
    // Each life has some 600 KiB of steps, which is too little for a snapshot; two have enough.
    for (let life = 0; life < 5; life += 1) {
      const host = await begun();
      for (let change = 0; change < 10; change += 1)
        await done(host, 'POST', '/v2/images', { name: `${life} ${change}`, note: 'x'.repeat(60_000) });
      await done(host, 'POST', '/_fake/reset');
      engine.asked.characters = 0;
      const again = await begun();
      read.push(engine.asked.characters);
      expect(heldBy(again)).toEqual(heldBy(host));
    }
    expect(Math.max(...read)).toBeLessThan(mebi + 100_000);
    expect(Math.max(...read)).toBeGreaterThan(500_000);
  });
}

it('many changes, each a step, are all made again, with a snapshot between them and without', async () => {
  const place = folder();
  for (const isBare of [false, true]) {
    const engine = await manyChanges(`${place}/${isBare}.db`, 6000, isBare);
    const { world } = await hostOver(`${place}/${isBare}.db`);
    const members = [...world.cloud.images.values()].map((image) => image.members.size);
    // The documents' image has two members on record; each of the twenty others has one of 5980.
    expect(members).toEqual([2, ...Array.from({ length: 20 }, () => 299)]);
    expect(engine.snapshots).toBe(isBare ? 1 : 2);
  }
});
