// Source: Glance answers 413 when its store is full; how much fits is an option of ours.
import { expect } from 'vitest';
import { createImage, deleteImage, image, showImage, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const full = '413 Image storage media is full: There is not enough disk space on the image storage media.';
const formatted = {
  id: 'abcdef00-0000-4000-8000-000000000000',
  disk_format: 'raw',
  container_format: 'bare',
};

/** Five bytes are taken by the image that is there; five are left. */
const world = { seed: cast({ data: 'bytes' }), imageBytes: 10 };

for (const to of ['file', 'stage'] as const) {
  everyDoor(`${to} takes what still fits, all images together`, world, async (t) => {
    await t.send({ as: 'producer', ...createImage(formatted) });
    expect(await t.says('producer', upload('12345', formatted.id, to))).toBe('204');
  });

  everyDoor(`${to} refuses what does not fit, and the image stays as it was`, world, async (t) => {
    await t.send({ as: 'producer', ...createImage(formatted) });
    expect(await t.says('producer', upload('123456', formatted.id, to))).toBe(full);
    expect((await t.send({ as: 'producer', ...showImage(formatted.id) })).body).toMatchObject({
      status: 'queued',
      size: null,
    });
  });
}

everyDoor('a body far over the limit is refused without being kept', world, async (t) => {
  await t.send({ as: 'producer', ...createImage(formatted) });
  expect(await t.says('producer', upload('x'.repeat(300_000), formatted.id))).toBe(full);
});

everyDoor('a deleted image leaves room', world, async (t) => {
  await t.send({ as: 'producer', ...createImage(formatted) });
  await t.send({ as: 'producer', ...deleteImage(image) });
  expect(await t.says('producer', upload('1234567890', formatted.id))).toBe('204');
});
