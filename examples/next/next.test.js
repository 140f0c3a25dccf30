import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { on } from 'node:events';

const { API_ENDPOINT } = process.env;
const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';
const next = spawn('next', ['dev', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
let page;

before(async () => {
  next.stdout.setEncoding('utf8');
  for await (const [text] of on(next.stdout, 'data', { close: ['end'] })) {
    page ??= /http:\/\/localhost:\d+/.exec(text)?.[0];
    if (page) break;
  }
});
after(() => next.kill());

/** The names in a list of the page, as a browser would show them. */
async function listed(title) {
  const text = await (await fetch(page)).text();
  const [, list] = new RegExp(`<ul aria-label="${title}">(.*?)</ul>`, 's').exec(text);
  return [...list.matchAll(/<li>([^<]+)/g)].map(([, name]) => name);
}

test('an offered image is in the list of accepted ones once it is accepted', async () => {
  assert.deepEqual([await listed('Offered'), await listed('Accepted')], [[], []]);

  await fetch(`${API_ENDPOINT}/v2/images/${image}/members`, {
    method: 'POST',
    headers: { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/json' },
    body: '{"member": "123456"}',
  });
  assert.deepEqual([await listed('Offered'), await listed('Accepted')], [['Shared image'], []]);

  await fetch(`${page}/accept/${image}`, { method: 'POST' });
  assert.deepEqual([await listed('Offered'), await listed('Accepted')], [[], ['Shared image']]);
});
