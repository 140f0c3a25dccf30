import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { controlClient } from 'image-members-fake/client';
import { Offers } from './offers.js';

const url = process.env.IMAGE_MEMBERS_FAKE_URL; // image-members-fake run sets it
const golden = '6d9d1a52-5f2c-4d0b-8b40-0c6cf2f8f0aa';
const offers = new Offers(url, 'bob-token');

beforeEach(() => controlClient({ url }).reset()); // back to world.yaml

test('an offer waits for an answer', async () => {
  const names = (await offers.waiting()).map(({ name }) => name);
  assert.deepEqual(names, ['golden']);
});

test('an offer that is accepted waits no more', async () => {
  await offers.answer(golden, 'beta-id', 'accepted');
  assert.deepEqual(await offers.waiting(), []);
});

test('nobody answers for somebody else', async () => {
  await assert.rejects(offers.answer(golden, 'gamma-id', 'rejected'), /refused with 404/);
});
