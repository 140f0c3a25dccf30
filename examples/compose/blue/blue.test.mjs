import assert from 'node:assert/strict';
import { before, test } from 'node:test';

const { CLOUD, WORLD, IMAGE_MEMBERS_FAKE_CONTROL_TOKEN: token } = process.env;
const imageApi = `${CLOUD}/worlds/${WORLD}`;

before(async () => {
  const made = await fetch(`${CLOUD}/_fake/worlds/${WORLD}`, {
    method: 'PUT',
    headers: { 'X-Control-Token': token, 'Content-Type': 'application/json' },
    body: '{"profile": "rackspace"}',
  });
  assert.equal(made.status, 201);
});

test('at Rackspace a private image takes members', async () => {
  const image = `${imageApi}/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6`;
  const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/json' };
  assert.equal((await (await fetch(image, { headers })).json()).visibility, 'private');

  const body = '{"member": "123456"}';
  const shared = await fetch(`${image}/members`, { method: 'POST', headers, body });
  assert.equal(shared.status, 200);
  assert.equal((await shared.json()).status, 'pending');
});
