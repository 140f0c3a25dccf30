// Source: contracts/control.yaml, the API of the fake itself, and RULES.md §2 for what a reset brings back.
import { expect } from 'vitest';
import { readSeedFile } from '../../src/seed-file.ts';
import { add, createImage, images, list, remove } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const reset = {
  method: 'POST',
  path: '/_fake/reset',
  headers: { 'content-type': 'application/json' },
};

everyDoor('/_fake/health says that the fake is there, and whose rules it follows', world, async (t) => {
  const { status, body } = await t.send({ path: '/_fake/health' });
  expect([status, body]).toEqual([200, { status: 'ok', profile: 'glance', release: '2026.2' }]);
});

everyDoor('/_fake/health names the old policies', { ...world, profile: 'glance-legacy' }, async (t) => {
  expect((await t.send({ path: '/_fake/health' })).body).toMatchObject({ profile: 'glance-legacy' });
});

everyDoor('/_fake/reset brings the seed back, with its tokens', world, async (t) => {
  const before = (await t.send({ as: 'producer', ...list() })).body;
  await t.send({ as: 'producer', ...add('7000001') });
  await t.send({ as: 'producer', ...remove('123456') });
  await t.send({ as: 'producer', ...createImage({}) });
  const { status, bytes } = await t.send(reset);
  expect([status, bytes.length]).toEqual([204, 0]);
  expect((await t.send({ as: 'producer', ...list() })).body).toEqual(before);
  expect((await t.send({ as: 'producer', ...images() })).body).toMatchObject({ images: { length: 1 } });
});

everyDoor(
  'after a reset a token of the seed is good, and one that was given later is not',
  { seed: readSeedFile('documentation') },
  async (t) => {
    expect((await t.send({ ...images(), token: 'producer-token' })).status).toBe(200);
    await t.send(reset);
    expect((await t.send({ ...images(), token: 'producer-token' })).status).toBe(200);
  },
);

everyDoor('a token that a reset took away is no token', world, async (t) => {
  const { token } = t.fake.as('producer');
  expect((await t.send({ ...images(), token })).status).toBe(200);
  await t.send(reset);
  expect((await t.send({ ...images(), token })).status).toBe(401);
});

everyDoor('/_fake/world is the state as a seed, without secrets', world, async (t) => {
  await t.send({ as: 'producer', ...add('7000001') });
  const { status, body, text } = await t.send({ path: '/_fake/world' });
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(JSON.stringify(t.fake.world())));
  const { images: kept } = body as { images: { members: { member: string }[] }[] };
  expect(kept[0]?.members.map(({ member }) => member)).toEqual(['123456', '9876543', '7000001']);
  for (const secret of ['password', 'token', 'secret']) expect(text).not.toContain(`"${secret}"`);
});

everyDoor('a control that is not there is not named where its name is a secret', world, async (t) => {
  const { body } = await t.send({ path: '/_fake/producer%2Dsecret' });
  expect(body).toMatchObject({ error: expect.stringMatching(/^There is no \/_fake\/\*\*\*\. /) as string });
});

everyDoor('a control that is not there says which there are', world, async (t) => {
  const { status, body } = await t.send({ path: '/_fake/nothing?x=1' });
  expect([status, body]).toEqual([
    404,
    {
      error: 'There is no /_fake/nothing. GET /_fake lists what there is.',
    },
  ]);
});

everyDoor('a control with another method says which one it takes', world, async (t) => {
  const { status, headers, body } = await t.send({ path: '/_fake/reset' });
  expect([status, headers.get('allow'), body]).toEqual([
    405,
    'POST',
    { error: '/_fake/reset takes POST, not GET.' },
  ]);
});

everyDoor('/_fake/ready says that the fake answers', world, async (t) => {
  const { status, body } = await t.send({ path: '/_fake/ready' });
  expect([status, body]).toEqual([200, { ready: true }]);
});
