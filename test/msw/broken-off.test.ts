/** Source: none but Fetch: of a request that breaks off, nobody hears but who sent it. */
import { setImmediate } from 'node:timers/promises';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { handlers } from '../../src/msw.ts';
import { createFake } from '../../src/world/fake.ts';

const fake = createFake();
const server = setupServer(...handlers(fake, { baseUrl: 'https://cloud.test' }));
beforeAll(() => server.listen());
afterAll(() => server.close());

it('a fetch that is aborted while its body is sent is an error of the fetch, and of nothing else', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const [sending, before] = [new AbortController(), fake.world()];
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await setImmediate();
      controller.enqueue(new Uint8Array([0x20]));
      sent += 1;
      if (sent === 5) sending.abort();
    },
  });
  const headers = { 'x-auth-token': fake.as('producer').token, 'content-type': 'application/json' };
  const half = { method: 'POST', headers, body, signal: sending.signal, duplex: 'half' };
  const asked = fetch('https://cloud.test/v2/images', half);
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  const after = await fetch('https://cloud.test/v2/images', { headers });
  expect([after.status, fake.world(), printed.mock.calls]).toEqual([200, before, []]);
  printed.mockRestore();
});

it('a body that comes in very many pieces is read in full', async () => {
  const image = fake.as('producer').images.create({ disk_format: 'raw', container_format: 'bare' }).body.id;
  const [pieces, piece] = [100_000, new Uint8Array(1)];
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > pieces) controller.close();
      else controller.enqueue(piece);
    },
  });
  const headers = { 'x-auth-token': fake.as('producer').token, 'content-type': 'application/octet-stream' };
  const [handler] = handlers(fake, { baseUrl: 'https://cloud.test' });
  const half = { method: 'PUT', headers, body, duplex: 'half' };
  const request = new Request(`https://cloud.test/v2/images/${image}/file`, half);
  const run = await handler?.run({ request, requestId: '1' });
  expect([run?.response?.status, fake.as('producer').images.show(image).body.size]).toEqual([204, pieces]);
});
