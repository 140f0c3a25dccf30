import { expect } from 'vitest';
import { deleteImage, list, patch, set, showImage, tag, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const seed = cast({ owner: null, visibility: 'private' });
const nothing = '404 The resource could not be found.';
const calls = [showImage(), deleteImage(), upload('x'), tag('a'), set('name', 'mine')];

async function all({ says }: Told, as: string): Promise<string[]> {
  const said: string[] = [];
  for (const call of calls) said.push(await says(as, call));
  return said;
}

everyDoor('nobody but an administrator reads a private image without owner', { seed }, async (told) => {
  expect(await all(told, 'consumer')).toEqual(calls.map(() => nothing));
  expect(await all(told, 'stranger')).toEqual(calls.map(() => nothing));
  expect(await told.says('admin', showImage())).toBe('200');
});

everyDoor('its members and an empty patch are answered as ever', { seed }, async ({ says }) => {
  expect(await says('stranger', patch([]))).toBe('200');
  expect(await says('stranger', list())).toBe(
    '403 Not allowed to list members for image f0000000-0000-4000-8000-000000000001: Only shared images have members.',
  );
});

everyDoor(
  'with the old policies everybody reads a private image without owner',
  { seed, profile: 'glance-legacy' },
  async ({ says }) => expect(await says('stranger', showImage())).toBe('200'),
);
