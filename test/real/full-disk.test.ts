/** On a disk that is full, what removes something is done, whoever has filled it; with room again, all is. On a small disk of its own. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { started } from '../state/kills.ts';
import { doorOf, folder, heldBy, hostOver, type Sender, senderTo } from '../state/stores.ts';

/** A disk of so many MiB in memory, which goes with the test. */
function disk(mebi: number): string {
  const place = folder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebi}m`, 'image-members', place], { stdio: 'pipe' });
  } catch (error) {
    throw new Error('A disk that may become full is mounted, which needs root: run the test as root.', {
      cause: error,
    });
  }
  onTestFinished(() => void execFileSync('umount', ['-l', place]));
  return place;
}

/** Another program takes all room that is left. */
function fill(place: string): void {
  const bytes = (size: number): Uint8Array => new Uint8Array(size).fill(1);
  for (const size of [65_536, 4096, 1])
    for (;;)
      try {
        appendFileSync(`${place}/of-others`, bytes(size));
      } catch {
        break;
      }
  expect(statfsSync(place).bavail).toBe(0);
}

async function add({ send }: Sender, count: number, size: number): Promise<readonly [string[], number[]]> {
  const [made, statuses]: [string[], number[]] = [[], []];
  for (let number = 0; number < count; number += 10) {
    const some = Array.from({ length: 10 }, () =>
      send('POST', '/v2/images', { name: 'n', note: 'x'.repeat(size) }),
    );
    for (const { status, body } of await Promise.all(some)) {
      statuses.push(status);
      if (status === 201) made.push((body as { id: string }).id);
    }
  }
  return [made, statuses];
}

async function removed({ send }: Sender, images: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const id of images) statuses.push((await send('DELETE', `/v2/images/${id}`)).status);
  return statuses;
}

const all = (status: number, count: number): number[] => Array.from({ length: count }, () => status);

it.each([
  [8, 20, 2000],
  [8, 300, 2000],
  [24, 1000, 2000],
])(
  'on a disk of %i MiB that others fill after %i images, each can be removed',
  async (mebi, images, size) => {
    const place = disk(mebi);
    const host = await hostOver(`${place}/x.db`, { journal: 10 });
    const door = await doorOf(host);
    const [made] = await add(door, images, size);
    expect(made).toHaveLength(images);
    fill(place);
    expect(await removed(door, made.slice(0, -5))).toEqual(all(204, images - 5));
    const before = heldBy(host);
    await host.close();
    rmSync(`${place}/of-others`);
    const again = await hostOver(`${place}/x.db`, { journal: 10 });
    expect(heldBy(again)).toEqual(before);
  },
);

it('on a disk that the file itself fills, what is there can be removed, and its room used again', async () => {
  const place = disk(12);
  const host = await hostOver(`${place}/x.db`, { journal: 10 });
  const door = await doorOf(host);
  const [made, statuses] = await add(door, 2000, 4000);
  expect(statuses.at(-1)).toBe(507);
  fill(place);
  expect(await removed(door, made.slice(0, 200))).toEqual(all(204, 200));
  expect((await add(door, 50, 2000))[1]).toEqual(all(201, 50));
  rmSync(`${place}/of-others`);
  expect((await add(door, 50, 2000))[1]).toEqual(all(201, 50));
  const before = heldBy(host);
  await host.close();
  expect(readdirSync(place).toSorted()).toEqual(['x.db']);
  expect(heldBy(await hostOver(`${place}/x.db`))).toEqual(before);
});

it('a server that is killed while its disk is full begins there, again and again, with all that was acknowledged', async () => {
  const place = disk(8);
  const server = await started(['--state', `${place}/x.db`]);
  const [made] = await add(senderTo(server.url), 60, 2000);
  fill(place);
  expect(await removed(senderTo(server.url), made.slice(0, 10))).toEqual(all(204, 10));
  await server.kill();
  for (let begun = 10; begun < 40; begun += 10) {
    const again = await started(['--state', `${place}/x.db`]);
    onTestFinished(() => again.kill());
    const sender = senderTo(again.url);
    expect((await sender.send('GET', `/v2/images/${made[begun - 1]}`)).status).toBe(404);
    expect(await removed(sender, made.slice(begun, begun + 10))).toEqual(all(204, 10));
    expect((await sender.send('GET', `/v2/images/${made[begun + 10]}`)).status).toBe(200);
    await again.kill();
  }
  rmSync(`${place}/of-others`);
  const last = await started(['--state', `${place}/x.db`]);
  onTestFinished(() => last.kill());
  expect((await add(senderTo(last.url), 10, 2000))[1]).toEqual(all(201, 10));
});

it('a server that is killed on a disk that its own file has filled begins there, and a reset makes room', async () => {
  const place = disk(6);
  const server = await started(['--state', `${place}/x.db`]);
  const [made, statuses] = await add(senderTo(server.url), 1000, 4000);
  expect(statuses.at(-1)).toBe(507);
  await server.kill();
  expect(statfsSync(place).bavail).toBe(0);
  for (let time = 0; time < 3; time += 1) {
    const again = await started(['--state', `${place}/x.db`]);
    onTestFinished(() => again.kill());
    expect((await senderTo(again.url).send('GET', `/v2/images/${made.at(-1)}`)).status).toBe(200);
    await again.kill();
  }
  const last = await started(['--state', `${place}/x.db`]);
  onTestFinished(() => last.kill());
  const sender = senderTo(last.url);
  expect((await sender.send('POST', '/_fake/reset')).status).toBe(204);
  expect((await add(sender, 100, 4000))[1]).toEqual(all(201, 100));
});

it('a server that is killed before its disk is full begins with its reserve', async () => {
  const place = disk(8);
  const server = await started(['--state', `${place}/x.db`]);
  const [made] = await add(senderTo(server.url), 50, 2000);
  await server.kill();
  expect(readdirSync(place)).toContain('x.db-reserve');
  fill(place);
  const again = await started(['--state', `${place}/x.db`]);
  onTestFinished(() => again.kill());
  expect(await removed(senderTo(again.url), made)).toEqual(all(204, 50));
});
