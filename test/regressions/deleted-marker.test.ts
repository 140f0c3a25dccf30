import { expect } from 'vitest';
import { deleteImage, image, images } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const idAt = (place: number): string => image.replace(/01$/, String(place).padStart(2, '0'));
const seed = cast(
  { name: 'third', created_at: '2013-10-07T03:00:00Z' },
  [1, 2].map((place) => ({
    id: idAt(place + 1),
    name: ['first', 'second'][place - 1] ?? null,
    owner: 'producer',
    created_at: `2013-10-07T0${place}:00:00Z`,
  })),
);

async function behind({ send }: Told, as: string, query: string): Promise<unknown> {
  const { status, body } = await send({ as, ...images(query) });
  const page = body as { images?: readonly { name: string }[] };
  return page.images?.map(({ name }) => name) ?? status;
}

everyDoor('a page begins behind a deleted image for an administrator alone', { seed }, async (told) => {
  await told.send({ as: 'producer', ...deleteImage(idAt(3)) });
  expect(await behind(told, 'admin', `?marker=${idAt(3)}`)).toEqual(['first']);
  expect(await behind(told, 'producer', `?marker=${idAt(3)}`)).toBe(400);
});

everyDoor(
  'a deleted image as marker has the status deleted, and the time of its deletion',
  { seed },
  async (told) => {
    await told.send({ as: 'producer', ...deleteImage(idAt(3)) });
    expect(await behind(told, 'admin', `?marker=${idAt(3)}&sort=status:asc`)).toEqual(['first']);
    expect(await behind(told, 'admin', `?marker=${idAt(3)}&sort=updated_at:asc`)).toEqual([]);
  },
);
