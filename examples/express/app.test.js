import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import { createFake } from 'image-members-fake';
import { imageMembers } from 'image-members-fake/express';
import { createApp } from './app.js';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const fake = createFake();
const server = createApp({ cloud: imageMembers(fake) }).listen(0, '127.0.0.1');
const headers = { 'X-Auth-Token': 'consumer-token', 'Content-Type': 'application/json' };
let url;

before(async () => {
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());
beforeEach(() => fake.reset());

test('an offer is shown until it is accepted', async () => {
  fake.as('producer').members.create(image, '123456');
  const offers = () => fetch(`${url}/offers`, { headers }).then((response) => response.json());
  assert.deepEqual(await offers(), [{ id: image, name: 'Shared image', from: '5000001' }]);

  const body = '{"status": "accepted"}';
  const accepted = await fetch(`${url}/offers/${image}/123456`, { method: 'PUT', headers, body });
  assert.equal(accepted.status, 204);
  assert.deepEqual(await offers(), []);
});

test('an offer that was taken back cannot be accepted', async () => {
  const body = '{"status": "accepted"}';
  const accepted = await fetch(`${url}/offers/${image}/123456`, { method: 'PUT', headers, body });
  assert.equal(accepted.status, 404);
});

test('who has no token sees no offers', async () => {
  assert.equal((await fetch(`${url}/offers`)).status, 401);
});
