import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createHost } from '../../src/index.ts';
import { handlers } from '../../src/msw.ts';
import { test as base } from '../../src/vitest.ts';

const url = 'https://images.example.org';
const host = createHost();
const server = setupServer(
  http.get('https://billing.example.org/', () => HttpResponse.text('billing')),
  ...handlers(host, { baseUrl: url }),
);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const test = base
  .extend('fakeHost', { scope: 'worker' }, () => host)
  .extend('mswServer', { scope: 'file' }, () => Object.assign(server, { url }));

for (const number of [1, 2])
  test(`one's own server of MSW has the worlds beside its own answers: ${number}`, async ({
    fake,
    baseUrl,
    answersAt,
  }) => {
    const headers = { 'x-auth-token': 'consumer-token' };
    const statusAt = async (cloud: string): Promise<number> =>
      (await fetch(`${cloud}/v2/images`, { headers })).status;
    expect(await (await fetch('https://billing.example.org/')).text()).toBe('billing');
    expect(await statusAt(baseUrl)).toBe(200);
    expect(await answersAt('https://fixed.example.org', () => statusAt('https://fixed.example.org'))).toBe(
      200,
    );
    expect(fake.journal.entries({ caller: 'consumer' })).toHaveLength(2);
  });
