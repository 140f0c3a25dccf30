// Source: what each release answers was asked of Glance 25.1, 30.0 and 33.0 (fixtures/recorded: uploads/*).
import { expect } from 'vitest';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told, type World } from '../doors.ts';

const of = (release: ReleaseName): World & { readonly release: ReleaseName } => ({ seed: cast(), release });

async function created(t: Told, format: string): Promise<string> {
  const body = { name: 'a', disk_format: format, container_format: 'bare' };
  const answer = await t.send({ as: 'producer', method: 'POST', path: '/v2/images', body });
  return (answer.body as { id: string }).id;
}

const unsupported = '415 The request media type application/octet-stream is not supported by this server.';
/** What is said besides, by release. */
const explained = {
  '2025.1': '',
  '2026.2': 'Image disk_format qcow2 does not match stream data raw',
} as const;

everyDoor('zed: data may have any format', of('zed'), async (t) => {
  const id = await created(t, 'qcow2');
  expect((await t.send({ as: 'producer', ...upload('text', id) })).status).toBe(204);
});

for (const release of ['2025.1', '2026.2'] as const) {
  everyDoor(`${release}: data of another format than the image says is 415`, of(release), async (t) => {
    const id = await created(t, 'qcow2');
    const said = await t.says('producer', upload('text', id));
    expect(said).toContain(unsupported);
    expect(said).toContain(explained[release]);
    expect(said.includes('stream data')).toBe(release === '2026.2');
    const { body } = await t.send({ as: 'producer', path: `/v2/images/${id}` });
    expect(body).toMatchObject({ status: 'queued', size: null });
    expect((await t.send({ as: 'producer', ...upload('QFI\u00fb', id) })).status).toBe(415);
    const bytes = new Uint8Array([0x51, 0x46, 0x49, 0xfb]);
    expect((await t.send({ as: 'producer', ...upload(bytes, id) })).status).toBe(204);
  });

  everyDoor(`${release}: raw data may have any format`, of(release), async (t) => {
    const id = await created(t, 'raw');
    expect((await t.send({ as: 'producer', ...upload('conectix', id) })).status).toBe(204);
  });
}

function sized(size: string, id: string): ReturnType<typeof upload> {
  const call = upload('abc', id);
  return { ...call, headers: { ...call.headers, 'x-openstack-image-size': size } };
}

for (const [size, said] of [
  ['4', '400 Size mismatch: expected 4 bytes, got 3 bytes'],
  ['2', '400 Size exceeds: expected 2 bytes, got 3 bytes'],
  ['x', '400 Invalid or missing image size in request headers.'],
] as const)
  everyDoor(`2026.2: data of ${size} bytes that has 3 is refused`, of('2026.2'), async (t) => {
    expect(await t.says('producer', sized(size, await created(t, 'raw')))).toBe(said);
  });

for (const [release, size] of [
  ['zed', '4'],
  ['2025.1', '4'],
  ['2026.2', '3'],
  ['2026.2', '0'],
] as const)
  everyDoor(`${release}: data of 3 bytes is taken where ${size} are said`, of(release), async (t) => {
    expect((await t.send({ as: 'producer', ...sized(size, await created(t, 'raw')) })).status).toBe(204);
  });
