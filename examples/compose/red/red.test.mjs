import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';

const { CLOUD, WORLD, IMAGE_MEMBERS_FAKE_CONTROL_TOKEN: token } = process.env;
const imageApi = `${CLOUD}/worlds/${WORLD}`;

before(async () => {
  const made = await fetch(`${CLOUD}/_fake/worlds/${WORLD}`, {
    method: 'PUT',
    headers: { 'X-Control-Token': token, 'Content-Type': 'application/json' },
    body: `{"seed": ${await readFile(new URL('world.json', import.meta.url), 'utf8')}}`,
  });
  assert.equal(made.status, 201);
});

test('the image of acme waits for beta', async () => {
  const url = `${imageApi}/v2/images?visibility=shared&member_status=pending`;
  const { images } = await (await fetch(url, { headers: { 'X-Auth-Token': 'bob-token' } })).json();
  assert.deepEqual(
    images.map(({ name, owner }) => ({ name, owner })),
    [{ name: 'golden', owner: 'acme-id' }],
  );
});
