// Source: RELEASES.md; what each release shows was asked of Glance 25.1, 30.0 and 33.0.
import { expect, it } from 'vitest';
import { createHost } from '../../src/host/host.ts';
import { createFake } from '../../src/world/fake.ts';
import { image, remove } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const [zed, epoxy, newest] = (['zed', '2025.1', '2026.2'] as const).map((release) => ({ ...world, release }));

it('a fake shows the newest release unless it is to show another', () => {
  expect(createFake().release).toBe('2026.2');
  expect(createFake({ release: 'zed' }).release).toBe('zed');
  expect(createFake({ profile: 'glance-legacy', release: '2025.1' }).release).toBe('2025.1');
});

it('Rackspace Cloud Images follow no release of OpenStack', () => {
  expect(createFake({ profile: 'rackspace' }).release).toBeNull();
  expect(() => createFake({ profile: 'rackspace', release: 'zed' })).toThrow(
    'The profile rackspace follows no release of OpenStack: leave `release` out.',
  );
});

it('a release that is unknown is refused, with those that there are', () => {
  expect(() => createFake({ release: 'yoga' as 'zed' })).toThrow(
    'There is no release "yoga". There are: zed, 2025.1, 2026.2.',
  );
});

it('a world of a host has the release of the host, or its own; one of Rackspace has none', () => {
  const { worlds } = createHost({ release: 'zed' });
  expect(worlds.open('plain').release).toBe('zed');
  expect(worlds.make('own', { release: '2025.1' }).release).toBe('2025.1');
  expect(worlds.make('old-policies', { profile: 'glance-legacy' }).release).toBe('zed');
  expect(worlds.make('rackspace', { profile: 'rackspace' }).release).toBeNull();
});

it('a fork shows the release of its model', () => {
  expect(createFake({ release: 'zed' }).fork().release).toBe('zed');
});

async function currentVersion(t: Parameters<Parameters<typeof everyDoor>[2]>[0]): Promise<string[]> {
  const { body } = await t.send({ path: '/versions' });
  const { versions } = body as { versions: { id: string; status: string }[] };
  return versions.filter(({ status }) => status === 'CURRENT').map(({ id }) => id);
}

everyDoor('zed: the current version is v2.15; v2.17 is none', zed ?? world, async (t) => {
  expect(await currentVersion(t)).toEqual(['v2.15']);
  expect((await t.send({ as: 'producer', path: `/v2.15/images/${image}` })).status).toBe(200);
});

for (const [name, release] of Object.entries({ '2025.1': epoxy, '2026.2': newest }))
  everyDoor(`${name}: the current version is v2.17, and a prefix of paths`, release ?? world, async (t) => {
    expect(await currentVersion(t)).toEqual(['v2.17']);
    expect((await t.send({ as: 'producer', path: `/v2.17/images/${image}` })).status).toBe(200);
  });

everyDoor('zed: an answer without a body has a length of 0', zed ?? world, async (t) => {
  const { status, headers } = await t.send({ as: 'producer', ...remove('123456') });
  expect([status, headers.get('content-length')]).toEqual([204, '0']);
});

for (const [name, release] of Object.entries({ '2025.1': epoxy, '2026.2': newest }))
  everyDoor(`${name}: an answer without a body has no length`, release ?? world, async (t) => {
    const { status, headers } = await t.send({ as: 'producer', ...remove('123456') });
    expect([status, headers.get('content-length')]).toEqual([204, null]);
  });
