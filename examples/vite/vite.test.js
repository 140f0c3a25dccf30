import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createServer } from 'vite';
import { offers } from './src/offers.js';

const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
after(() => server.close());
const origin = `http://localhost:${server.httpServer.address().port}`;

test('the page is served as ever', async () => {
  const page = await fetch(origin, { headers: { Accept: 'text/html' } });
  assert.match(await page.text(), /<h1>Offered images<\/h1>/);
});

test('at its own origin it finds a cloud that remembers', async () => {
  const cloud = `${origin}/openstack`;
  assert.deepEqual(await offers(cloud, 'consumer-token'), []);

  const offered = await fetch(`${cloud}/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members`, {
    method: 'POST',
    headers: { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/json' },
    body: '{"member": "123456"}',
  });
  assert.equal(offered.status, 200);
  const names = (await offers(cloud, 'consumer-token')).map(({ name }) => name);
  assert.deepEqual(names, ['Shared image']);
});
