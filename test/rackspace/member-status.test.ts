/**
 * What the status of a member means. Source: Cloud Images API v2 guide, Concepts (image sharing, image member
 * statuses); Cloud Images FAQ (rackspace-how-to).
 */
import { expect } from 'vitest';
import { add, download, image, list, remove, show, showImage, update } from '../calls.ts';
import { everyDoor, type World } from '../doors.ts';
import { listed } from './listed.ts';
import { cloudImage, mayNot, noImage, noSuchImage } from './sentences.ts';

const statuses = ['pending', 'accepted', 'rejected'] as const;

function consumerIn(status: (typeof statuses)[number]): World {
  return cloudImage({ members: [{ member: 'consumer', status }] });
}

for (const from of statuses) {
  for (const to of statuses) {
    everyDoor(`a member goes from ${from} to ${to} (Concepts: "any time")`, consumerIn(from), async (t) => {
      const { status, body } = await t.send({ as: 'consumer', ...update('123456', to) });
      expect(status).toBe(200);
      expect(body).toMatchObject({ member_id: '123456', status: to });
      expect((await t.send({ as: 'producer', ...show('123456') })).body).toMatchObject({ status: to });
    });
  }
}

everyDoor('accepted: the image is in the default list of the consumer', consumerIn('accepted'), async (t) => {
  expect(await listed(t, 'consumer')).toEqual(['shared image']);
});

for (const status of ['pending', 'rejected'] as const) {
  everyDoor(
    `${status}: the image is not in the default list, but who knows its id reads and boots it`,
    consumerIn(status),
    async (t) => {
      expect(await listed(t, 'consumer')).toEqual([]);
      expect((await t.send({ as: 'consumer', ...showImage() })).body).toMatchObject({ id: image });
      expect((await t.send({ as: 'consumer', ...download() })).text).toBe('bytes');
    },
  );
}

for (const status of statuses) {
  everyDoor(
    `${status}: a consumer neither adds nor removes itself, and the owner sets no status`,
    consumerIn(status),
    async (t) => {
      expect(await t.says('consumer', add('123456'))).toBe(noImage);
      expect(await t.says('consumer', remove('123456'))).toBe(mayNot('delete'));
      for (const next of statuses)
        expect(await t.says('producer', update('123456', next))).toBe(mayNot('update'));
      expect((await t.send({ as: 'producer', ...show('123456') })).body).toMatchObject({ status });
    },
  );

  everyDoor(
    `${status}: deleting the member takes access and list entry away`,
    consumerIn(status),
    async (t) => {
      expect(await t.says('producer', remove('123456'))).toBe('204');
      expect(await t.says('consumer', showImage())).toBe(noSuchImage);
      expect(await t.says('consumer', download())).toBe(noSuchImage);
      expect(await t.says('consumer', list())).toBe(noImage);
      expect(await listed(t, 'consumer', '?visibility=shared&member_status=all')).toEqual([]);
    },
  );
}

everyDoor(
  'who has rejected is still a member until the owner deletes it',
  consumerIn('accepted'),
  async (t) => {
    await t.send({ as: 'consumer', ...update('123456', 'rejected') });
    expect((await t.send({ as: 'producer', ...list() })).body).toMatchObject({
      members: [{ member_id: '123456', status: 'rejected' }],
    });
  },
);

everyDoor(
  'the API lets a consumer accept what it has rejected (Cloud Images FAQ: the Control Panel does not)',
  consumerIn('rejected'),
  async (t) => {
    expect(await t.says('consumer', update('123456', 'accepted'))).toBe('200');
    expect(await listed(t, 'consumer')).toEqual(['shared image']);
  },
);
