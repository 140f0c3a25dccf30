/** Source: docs/state.md. What was removed makes room in a file, and the log beside it stays short. */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { doorOf, folder, heldBy, hostOver, type Sender } from '../state/stores.ts';

const mebi = 1024 * 1024;
const formats = { disk_format: 'raw', container_format: 'bare' };

/** Makes an image with data. @returns its path, and the status of the upload. */
async function uploaded(
  { url, send }: Sender,
  world: string,
  data: Uint8Array<ArrayBuffer>,
): Promise<[string, number]> {
  const { id } = (await send('POST', `${world}/v2/images`, { name: 'x', ...formats })).body as { id: string };
  const path = `${world}/v2/images/${id}`;
  const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/octet-stream' };
  const { status } = await fetch(`${url}${path}/file`, { method: 'PUT', headers, body: data });
  return [path, status];
}

function bytesOf(first: number, length: number = 3 * mebi): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length).fill(first);
}

/** How many bytes of data that are longer than a seed a file has. */
function dataIn(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const { bytes } = database
    .prepare('SELECT COALESCE(SUM(LENGTH(bytes)), 0) AS bytes FROM data WHERE LENGTH(bytes) > 65536')
    .get() as { bytes: number };
  database.close();
  return bytes;
}

it('an image that is deleted, and a world that is dropped, make room for others at once', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, {}, { mostBytes: 8 * mebi });
  const door = await doorOf(host);
  for (let number = 0; number < 6; number += 1) {
    const [path, status] = await uploaded(door, '', bytesOf(number));
    expect(status).toBe(204);
    expect((await door.send('DELETE', path)).status).toBe(204);
  }
  for (let number = 10; number < 16; number += 1) {
    expect((await uploaded(door, `/worlds/w${number}`, bytesOf(number)))[1]).toBe(204);
    expect((await door.send('DELETE', `/_fake/worlds/w${number}`)).status).toBe(204);
  }
  await host.close();
  expect(dataIn(file)).toBe(0);
});

it('data that two images have stays until both are gone, through starts and snapshots', async () => {
  const file = `${folder()}/x.db`;
  const same = bytesOf(7);
  let host = await hostOver(file);
  let door = await doorOf(host);
  const [[one], [other], [third]] = [
    await uploaded(door, '', same),
    await uploaded(door, '/worlds/b', same),
    await uploaded(door, '', bytesOf(8)),
  ];
  expect((await door.send('DELETE', one)).status).toBe(204);
  expect((await door.send('DELETE', third)).status).toBe(204);
  await host.close();
  expect(dataIn(file)).toBe(3 * mebi);

  host = await hostOver(file);
  door = await doorOf(host);
  const read = await fetch(`${door.url}${other}/file`, { headers: { 'X-Auth-Token': 'producer-token' } });
  expect(Buffer.from(await read.arrayBuffer()).equals(same)).toBe(true);
  // Bytes that went come again.
  expect((await uploaded(door, '', bytesOf(8)))[1]).toBe(204);
  expect((await door.send('DELETE', other)).status).toBe(204);
  const before = heldBy(host);
  await host.close();
  expect(dataIn(file)).toBe(3 * mebi);
  expect(heldBy(await hostOver(file))).toEqual(before);
});

it('the log beside a file becomes no longer than the file may be', async () => {
  const file = `${folder()}/x.db`;
  const host = await hostOver(file, {}, { mostBytes: 512 * 1024 });
  const { send } = await doorOf(host);
  let longest = 0;
  for (let count = 0; count < 300; count += 1) {
    await send('PUT', '/_fake/snapshots/s');
    await send('POST', '/worlds/b/v2/images', { name: 'n', note: 'x'.repeat(200) });
    longest = Math.max(longest, statSync(`${file}-wal`).size);
  }
  expect(longest).toBeGreaterThan(64 * 1024);
  expect(longest).toBeLessThan(512 * 1024);
});
