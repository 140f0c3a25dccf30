import { request } from 'node:http';
import { expect, it } from 'vitest';
import { listen } from '../../src/express.ts';
import { createFake } from '../../src/world/fake.ts';
import { add, createImage, images, list, noImage, update, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const long = 'x'.repeat(1024 * 1024);

// Source: RULES.md §1; the fake's own bound, where Glance has none.
everyDoor('a JSON body of more than 1 MiB is refused, before any look at the image', world, async (t) => {
  const tooLarge = '413 The request body is too large: this fake reads at most 1048576 bytes of JSON.';
  expect(await t.says('producer', add(long))).toBe(tooLarge);
  expect(await t.says('stranger', add(long, noImage))).toBe(tooLarge);
  expect(await t.says('producer', createImage({ name: long }))).toBe(tooLarge);
  expect(await t.says('consumer', update('123456', long))).toBe(tooLarge);
});

everyDoor('how long a JSON body may be is an option', { ...world, jsonBytes: 21 }, async (t) => {
  expect(await t.says('producer', { ...add(''), body: '{"member": "7000001"}' })).toBe('200');
  expect(await t.says('producer', { ...add(''), body: '{"member": "70000010"}' })).toBe(
    '413 The request body is too large: this fake reads at most 21 bytes of JSON.',
  );
});

// Source: RULES.md §1.2.
everyDoor('without a token a body is not looked at, however long it is', world, async (t) => {
  expect((await t.send(add(long))).status).toBe(401);
  expect((await t.send({ ...upload('12345'), token: 'bad' })).status).toBe(401);
});

// Source: asked of Glance 25.1.
everyDoor('a first line of 8192 bytes is too long, with or without a token', world, async (t) => {
  const rest = 'GET /v2/images?name= HTTP/1.1\r\n'.length;
  const most = 'a'.repeat(8191 - rest);
  expect((await t.send({ as: 'producer', ...images(`?name=${most}`) })).status).toBe(200);
  const { status, bytes } = await t.send({ as: 'producer', ...images(`?name=${most}a`) });
  expect([status, bytes.length]).toEqual([414, 0]);
  expect((await t.send(images(`?name=${most}a`))).status).toBe(414);
});

// Source: asked of Keystone 22 (oslo.middleware).
everyDoor('Keystone reads no body of more than 114688 bytes, whatever the path', world, async (t) => {
  const login = { method: 'POST', path: '/identity/v3/auth/tokens' };
  const body = (length: number): string => `{"auth":"${'x'.repeat(length - 11)}"}`;
  expect((await t.send({ ...login, body: body(114_688) })).status).toBe(400);
  for (const path of [login.path, '/identity/v3/nothing']) {
    const { status, text, headers } = await t.send({
      ...login,
      path,
      body: body(114_689),
      headers: { accept: 'text/plain' },
    });
    expect([status, headers.get('content-type'), text]).toEqual([
      413,
      'text/plain; charset=UTF-8',
      '413 Request Entity Too Large\n\nRequest is too large. Larger than max_request_body_size (114688).\n\n   ',
    ]);
  }
});

it('an upload that is refused whatever its data are is answered before they are sent', async () => {
  const fake = createFake(world);
  await using server = await listen(fake);
  for (const [as, call, status] of [
    ['stranger', upload('', noImage), 404],
    ['producer', upload(''), 409],
    ['consumer', upload(''), 403],
  ] as const) {
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        'x-auth-token': fake.as(as).token,
        'content-type': 'application/octet-stream',
        'content-length': 1000,
      };
      const sent = request(`${server.url}${call.path}`, { method: 'PUT', headers });
      sent.on('response', (response) => (resolve(response.statusCode), sent.destroy()));
      sent.on('error', reject).flushHeaders();
    });
    expect(answered).toBe(status);
  }
});

it('bodies that arrive at the same time share a bounded room, and are answered 503 beyond it', async () => {
  const fake = createFake({ ...world, jsonBytes: 1000, imageBytes: 1000 });
  await using server = await listen(fake);
  const headers = { 'x-auth-token': fake.as('producer').token, 'content-length': 1000 };
  const open = Array.from({ length: 5 }, () => {
    const sent = request(`${server.url}${list().path}`, { method: 'POST', headers, agent: false });
    const answered = new Promise<number | undefined>((resolve) =>
      sent.on('response', (response) => resolve(response.statusCode)).on('error', () => resolve(undefined)),
    );
    sent.write('x'.repeat(999));
    return { sent, answered };
  });
  expect(await Promise.race(open.map(({ answered }) => answered))).toBe(503);
  for (const { sent } of open) sent.destroy();
});
