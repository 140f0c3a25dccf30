/** The order of an image list. Source: Cloud Images API v2 guide, List images (`sort_key`, `sort_dir`). */
import { expect } from 'vitest';
import type { SeedImage } from '../../src/world/seed.ts';
import { images } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImages } from './sentences.ts';

const idAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** Three images that each key puts in an order of its own. */
const three = cloudImages({
  ...cast(),
  images: [
    {
      id: idAt(2),
      name: 'a',
      status: 'queued',
      container_format: 'ovf',
      disk_format: 'raw',
      created_at: '2013-10-03T00:00:00Z',
      updated_at: '2013-10-04T00:00:00Z',
    },
    {
      id: idAt(3),
      name: 'c',
      data: '12',
      container_format: 'bare',
      disk_format: 'vhd',
      created_at: '2013-10-01T00:00:00Z',
      updated_at: '2013-10-06T00:00:00Z',
    },
    {
      id: idAt(1),
      name: 'b',
      status: 'deactivated',
      data: '1',
      container_format: 'ami',
      disk_format: 'iso',
      created_at: '2013-10-02T00:00:00Z',
      updated_at: '2013-10-05T00:00:00Z',
    },
  ].map((each): SeedImage => ({ owner: 'producer', visibility: 'private', ...each }) as SeedImage),
});

/** The names in ascending order of a key. */
const orders = {
  name: 'abc',
  status: 'cba',
  container_format: 'bca',
  disk_format: 'bac',
  size: 'abc',
  id: 'bac',
  created_at: 'cba',
  updated_at: 'abc',
} as const;

for (const [key, ascending] of Object.entries(orders)) {
  everyDoor(`images are sorted by ${key}, descending unless one asks for the other`, three, async (t) => {
    const backwards = [...ascending].toReversed().join('');
    expect((await listed(t, 'producer', `?sort_key=${key}&sort_dir=asc`)).join('')).toBe(ascending);
    expect((await listed(t, 'producer', `?sort_key=${key}&sort_dir=desc`)).join('')).toBe(backwards);
    expect((await listed(t, 'producer', `?sort_key=${key}`)).join('')).toBe(backwards);
  });
}

everyDoor('without a key it is created_at, the newest first', three, async (t) => {
  expect((await listed(t, 'producer')).join('')).toBe('abc');
  expect((await listed(t, 'producer', '?sort_dir=asc')).join('')).toBe('cba');
});

everyDoor('another key or direction: 400', three, async (t) => {
  expect((await t.send({ as: 'producer', ...images('?sort_key=owner') })).status).toBe(400);
  expect((await t.send({ as: 'producer', ...images('?sort_dir=up') })).status).toBe(400);
});
