// Source: RELEASES.md; what each release shows was asked of Glance 25.1, 30.0 and 33.0.
import { expect, it } from 'vitest';
import { createHost } from '../../src/host/host.ts';
import { createFake } from '../../src/world/fake.ts';

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
