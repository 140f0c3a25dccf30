/** What is not the cloud's passes through, under MSW and in an application of one's own alike. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageMembers } from '../../src/express.ts';
import { createHost } from '../../src/host/host.ts';
import { isForCloud } from '../../src/host/place.ts';
import { handlers } from '../../src/msw.ts';
import { overSocket } from '../doors/express.ts';
import { withFetch } from '../doors/msw.ts';
import type { Wire } from '../doors/teller.ts';

const page = 'http://localhost:3000';
const own = 'an answer of the page';

const server = setupServer(
  ...handlers(createHost(), { baseUrl: page }),
  http.all(
    () => true,
    () => HttpResponse.text(own),
  ),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

const application = createServer(
  express()
    .use(imageMembers(createHost()))
    .use((_, response) => void response.send(own)),
);
let applicationUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  applicationUrl = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
});
afterAll(() => void application.close().closeAllConnections());

/** Who answers a request: the page's own server, or the cloud with a status. */
type Answering = (path: string, headers?: Wire['headers'], method?: string) => Promise<string | number>;

const doors: Readonly<Record<string, (wire: Wire) => ReturnType<typeof withFetch>>> = {
  msw: (wire) => withFetch(page, wire),
  express: (wire) => overSocket(applicationUrl, wire),
};

for (const [name, send] of Object.entries(doors))
  describe(`through ${name}`, () => {
    const answering: Answering = async (path, headers = { accept: '*/*' }, method = 'GET') => {
      const { status, body } = await send({ method, target: path, headers, body: undefined });
      return new TextDecoder().decode(body) === own ? own : status;
    };

    it.each([
      '/assets/main.js',
      '/src/lazy.ts?import',
      '/@vite/client',
      '/node_modules/.vite/deps/vue.js',
      '/api/own',
      '/v1/users',
      '/v20/images',
      '/V2/images',
      '/v2images',
      '/images',
      '/favicon.ico',
      '/events',
      '/_fakes',
      '/assets/%ff.png',
      '/identity.html',
    ])("%s is not the cloud's", async (path) => {
      expect(await answering(path)).toBe(own);
      expect(await answering(path, { 'content-type': 'application/json' }, 'POST')).toBe(own);
      expect(await answering(path, {}, 'OPTIONS')).toBe(own);
    });

    it.each([
      ['/v2/images', 401],
      ['/v2.15/images', 401],
      ['//v2/images', 401],
      ['/v2/nothing', 401],
      ['/identity/v3', 200],
      ['/identity/nothing', 404],
      ['/versions', 200],
      ['/healthcheck', 200],
      ['/_fake/health', 200],
      ['/worlds/one/v2/images', 401],
    ])("%s is the cloud's", async (path, status) => {
      expect(await answering(path)).toBe(status);
    });

    it("a path that is no UTF-8 is the cloud's, which ends the connection", async () => {
      await expect(answering('/v2/%ff').catch(() => 'ended')).resolves.toBe('ended');
    });

    it("a path is the cloud's whose version stands in Accept", async () => {
      const accept = 'application/vnd.openstack.images-v2';
      expect(await answering('/images', { accept })).toBe(401);
    });

    it.each(['*/*', 'application/json', 'application/json, text/plain, */*', 'application/*'])(
      'the URL itself has the list of versions for whoever takes %s',
      async (accept) => {
        expect(await answering('/', { accept })).toBe(300);
      },
    );

    it.each([
      'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8',
      'text/html',
      'text/x-vite-ping',
      'text/event-stream',
      'image/png',
    ])("the URL itself is the page's for whoever takes %s", async (accept) => {
      expect(await answering('/', { accept })).toBe(own);
      expect(await answering('/?tab=1', { accept })).toBe(own);
    });
  });

it('a browser that loads a document, a frame or a script at the URL itself gets the page', async () => {
  for (const destination of ['document', 'iframe', 'script', 'image']) {
    const headers = { accept: '*/*', 'sec-fetch-dest': destination };
    const { body } = await overSocket(applicationUrl, {
      method: 'GET',
      target: '/',
      headers,
      body: undefined,
    });
    expect(new TextDecoder().decode(body)).toBe(own);
  }
});

it("a request that would become a WebSocket is not the cloud's", () => {
  for (const target of ['/', '/v2/images'])
    expect(isForCloud({ target, headers: { upgrade: 'WebSocket' } }, true)).toBe(false);
  expect(isForCloud({ target: '/v2/images', headers: { upgrade: 'h2c' } }, true)).toBe(true);
});
