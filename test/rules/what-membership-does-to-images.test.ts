// Source: RULES.md §4.
import { expect } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import {
  add,
  createImage,
  deleteImage,
  download,
  image,
  images,
  list,
  remove,
  set,
  show,
  showImage,
  update,
} from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const statuses = { seed: readSeedFile('member-statuses') };
const states = { seed: readSeedFile('image-states') };
const world = { seed: cast() };
const noImage = `404 No image found with ID ${image}`;

/** The names of the images that somebody lists. */
async function names(t: Told, as: string, query = ''): Promise<string[]> {
  const { body } = await t.send({ as, ...images(query) });
  return (body as { images: { name: string }[] }).images.map(({ name }) => name);
}

for (const who of ['pending-consumer', 'accepted-consumer', 'rejected-consumer']) {
  everyDoor(`a ${who} sees the image and downloads it`, statuses, async (t) => {
    expect(await t.says(who, showImage())).toBe('200');
    expect((await t.send({ as: who, ...download() })).text).toBe('shared');
  });
}

for (const who of ['former-consumer', 'stranger']) {
  everyDoor(`a ${who} neither sees the image nor downloads it`, statuses, async (t) => {
    expect(await t.says(who, showImage())).toBe(noImage);
    expect(await t.says(who, download())).toBe(noImage);
  });
}

const listed: Readonly<Record<string, readonly string[]>> = {
  'pending-consumer': ['?member_status=all', '?member_status=pending'],
  'accepted-consumer': ['', '?member_status=all', '?member_status=accepted'],
  'rejected-consumer': ['?member_status=all', '?member_status=rejected'],
  'former-consumer': [],
  stranger: [],
};
for (const [who, queries] of Object.entries(listed)) {
  everyDoor(
    `a ${who} finds the image in ${queries.map((query) => query || 'the plain list').join(', ') || 'no list'}`,
    statuses,
    async (t) => {
      for (const query of [
        '',
        '?member_status=all',
        '?member_status=accepted',
        '?member_status=pending',
        '?member_status=rejected',
      ]) {
        expect([query, await names(t, who, query)]).toEqual([
          query,
          queries.includes(query) ? ['shared image'] : [],
        ]);
      }
    },
  );
}

everyDoor(
  'once accepted, the image appears in the list of the consumer; once rejected, it is gone',
  world,
  async (t) => {
    expect(await names(t, 'consumer')).toEqual([]);
    await t.send({ as: 'consumer', ...update('123456', 'accepted') });
    expect(await names(t, 'consumer')).toEqual(['shared image']);
    await t.send({ as: 'consumer', ...update('123456', 'rejected') });
    expect(await names(t, 'consumer')).toEqual([]);
    expect(await t.says('consumer', download())).toBe('200');
    await t.send({ as: 'consumer', ...update('123456', 'pending') });
    expect(await names(t, 'consumer', '?member_status=pending')).toEqual(['shared image']);
  },
);

everyDoor('removing a member takes the image away from it at once', world, async (t) => {
  expect(await t.says('second-consumer', showImage())).toBe('200');
  await t.send({ as: 'producer', ...remove('9876543') });
  expect(await t.says('second-consumer', showImage())).toBe(noImage);
  expect(await t.says('second-consumer', download())).toBe(noImage);
  expect(await names(t, 'second-consumer', '?member_status=all')).toEqual([]);
});

for (const visibility of ['private', 'public', 'community']) {
  for (const who of visibility === 'public' ? ['admin'] : ['producer', 'admin']) {
    everyDoor(
      `members survive that the ${who} makes the image ${visibility} for a while`,
      world,
      async (t) => {
        const before = (await t.send({ as: 'producer', ...list() })).body;
        expect(await t.says(who, set('visibility', visibility))).toBe('200');
        for (const admin of ['producer', 'admin']) {
          expect(await t.says(admin, remove('123456'))).toBe(
            `403 Not allowed to delete members for image ${image}.`,
          );
        }
        expect(await t.says(who, set('visibility', 'shared'))).toBe('200');
        expect((await t.send({ as: 'producer', ...list() })).body).toEqual(before);
      },
    );
  }
}

everyDoor(
  'members on record get nothing of a private image',
  { seed: cast({ visibility: 'private' }) },
  async (t) => {
    for (const who of ['consumer', 'second-consumer', 'stranger']) {
      expect(await t.says(who, showImage())).toBe(noImage);
      expect(await t.says(who, download())).toBe(noImage);
      expect(await names(t, who, '?member_status=all')).toEqual([]);
    }
  },
);

for (const visibility of ['public', 'community'] as const) {
  everyDoor(
    `everybody sees and downloads a ${visibility} image`,
    { seed: cast({ visibility }) },
    async (t) => {
      for (const who of ['producer', 'consumer', 'stranger', 'admin']) {
        expect(await t.says(who, showImage())).toBe('200');
        expect(await t.says(who, download())).toBe('200');
      }
    },
  );
}

everyDoor(
  'a deleted image is gone with its members, and its id is never given out again',
  world,
  async (t) => {
    expect(await t.says('producer', deleteImage())).toBe('204');
    expect(await t.says('consumer', showImage())).toBe(noImage);
    expect(await t.says('admin', list())).toBe(`404 Image ${image} not found.`);
    for (const who of ['producer', 'stranger', 'admin']) {
      expect(await t.says(who, createImage({ id: image }))).toBe(`409 Image ID ${image} already exists!`);
    }
  },
);

everyDoor(
  'a new owner manages the members; its own membership stays, and it can no longer update it',
  world,
  async (t) => {
    expect(await t.says('admin', set('owner', '123456'))).toBe('200');
    expect(await t.says('consumer', add('7000001'))).toBe('200');
    expect((await t.send({ as: 'consumer', ...show('123456') })).body).toMatchObject({ status: 'pending' });
    expect(await t.says('consumer', update('123456', 'accepted'))).toBe(
      '403 You are not authorized to complete modify_member action.',
    );
    expect(await t.says('producer', list())).toBe(`404 Image ${image} not found.`);
  },
);

everyDoor('an image is shared from its creation on, even without members', world, async (t) => {
  const { body } = await t.send({ as: 'producer', ...createImage({ name: 'new' }) });
  const { id, visibility } = body as { id: string; visibility: string };
  expect(visibility).toBe('shared');
  expect(await names(t, 'producer', '?visibility=shared')).toContain('new');
  expect(await t.says('stranger', showImage(id))).toBe(`404 No image found with ID ${id}`);
  expect(await t.says('producer', add('7000001', id))).toBe('200');
  expect(await t.says('stranger', showImage(id))).toBe('200');
});

const inEachState = ['queued', 'staged', 'active', 'deactivated', 'hidden', 'protected'];
for (const [place, state] of inEachState.entries()) {
  everyDoor(`a ${state} image takes members like any other`, states, async (t) => {
    const id = image.replace(/1$/, String(place + 1));
    expect(await t.says('producer', add('7000001', id))).toBe('200');
    expect(await t.says('stranger', update('7000001', 'accepted', id))).toBe('200');
    expect(await t.says('stranger', showImage(id))).toBe('200');
    expect(await t.says('producer', remove('123456', id))).toBe('204');
    expect(await t.says('consumer', showImage(id))).toBe(`404 No image found with ID ${id}`);
  });
}

everyDoor('the id of an image that was deleted before takes no members', states, async (t) => {
  const id = 'b0000000-0000-4000-8000-000000000001';
  for (const who of ['producer', 'admin'])
    expect(await t.says(who, add('x', id))).toBe(`404 Image ${id} not found.`);
});
