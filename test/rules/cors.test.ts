// Source: asked of Glance 25.1 and Keystone 22 behind oslo.middleware 5.0, with `[cors] allowed_origin`; oslo_middleware/cors.py.
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { describe, expect, it } from 'vitest';
import { imageMembers, listen } from '../../src/express.ts';
import { createHost, type Host } from '../../src/host/host.ts';
import type { CorsAccess } from '../../src/host/cors.ts';
import { allowedOrigins } from '../../src/http/cors.ts';
import { handlers } from '../../src/msw.ts';
import { overSocket } from '../doors/express.ts';
import { withFetch } from '../doors/msw.ts';
import type { OpenDoor, WireReply } from '../doors/teller.ts';

type Open = (host: Host, access: CorsAccess) => Promise<OpenDoor>;

const doors: Readonly<Record<'express' | 'msw', Open>> = {
  async express(host, access) {
    const { url, close } = await listen(host, access);
    return { base: url, send: (wire) => overSocket(url, wire), close };
  },
  async msw(host, access) {
    const base = 'http://cloud.test';
    const server = setupServer(...handlers(host, { baseUrl: base, ...access }));
    server.listen();
    return { base, send: (wire) => withFetch(base, wire), close: async () => server.close() };
  },
};

const page = 'http://page.test:8080';
const ask = 'access-control-request-method';
const askHeaders = 'access-control-request-headers';
const named = { cors: [page, 'https://other.test'] };

/** The headers of an answer that CORS is about, in lower case, in the order of the alphabet. */
function corsOf({ headers }: WireReply): string[] {
  return headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => name.startsWith('access-control-') || name === 'vary')
    .map(([name, value]) => `${name.replace('access-control-', '')}: ${value}`)
    .toSorted();
}

for (const [name, open] of Object.entries(doors))
  describe(`through ${name}`, () => {
    /** Sends one request to a cloud of its own. */
    const sent = async (
      access: CorsAccess,
      headers: Readonly<Record<string, string>>,
      target: string = '/v2/images',
      method: string = 'GET',
    ): Promise<WireReply> => {
      const door = await open(createHost(), { onWarning: () => {}, ...access });
      try {
        return await door.send({ method, target, headers, body: undefined });
      } finally {
        await door.close();
      }
    };

    const preflight = (
      access: CorsAccess,
      headers: Readonly<Record<string, string>>,
      target?: string,
    ): Promise<WireReply> => sent(access, { origin: page, [ask]: 'GET', ...headers }, target, 'OPTIONS');

    const allowed = (method: string, origin: string = page): string[] => [
      'allow-credentials: true',
      `allow-methods: ${method}`,
      `allow-origin: ${origin}`,
      'max-age: 3600',
      'vary: Origin',
    ];

    it.each(['GET', 'PUT', 'POST', 'DELETE', 'PATCH'])('a preflight may ask for %s', async (method) => {
      const reply = await preflight(named, { [ask]: method });
      expect([reply.status, reply.body.length]).toEqual([200, 0]);
      expect(corsOf(reply)).toEqual(allowed(method));
    });

    it.each(['HEAD', 'OPTIONS', 'TRACE', 'get', 'COPY', ''])(
      'a preflight that asks for "%s" gets no permission',
      async (method) => {
        const reply = await preflight(named, { [ask]: method });
        expect([reply.status, reply.body.length, corsOf(reply)]).toEqual([200, 0, []]);
      },
    );

    it.each([
      ['x-auth-token', 'x-auth-token'],
      ['X-Auth-Token,content-type , ,Accept', 'X-Auth-Token,content-type,Accept'],
      ['x-openstack-request-id, x-fake-world', 'x-openstack-request-id,x-fake-world'],
    ])('a preflight of the image API may ask for the headers %s', async (asked, answered) => {
      const reply = await preflight(named, { [askHeaders]: asked });
      expect(corsOf(reply)).toEqual([`allow-headers: ${answered}`, ...allowed('GET')].toSorted());
    });

    it.each(['x-unknown', 'x-auth-token,x-subject-token', 'x-openstack-image-storage', 'authorization'])(
      'a preflight of the image API that asks for the headers %s gets no permission',
      async (asked) => {
        expect(corsOf(await preflight(named, { [askHeaders]: asked }))).toEqual([]);
      },
    );

    it.each(['x-subject-token', 'x-auth-token,content-type', 'x-project-id', 'x-fake-world'])(
      'a preflight of the identity API may ask for the headers %s',
      async (asked) => {
        const reply = await preflight(named, { [askHeaders]: asked }, '/identity/v3/auth/tokens');
        expect(corsOf(reply)).toEqual([`allow-headers: ${asked}`, ...allowed('GET')].toSorted());
      },
    );

    it('a preflight of the identity API that asks for X-Storage-Token gets no permission', async () => {
      const reply = await preflight(named, { [askHeaders]: 'x-storage-token' }, '/identity/v3/auth/tokens');
      expect(corsOf(reply)).toEqual(['vary: X-Auth-Token']);
    });

    it.each(['http://evil.test', 'HTTP://PAGE.test:8080', 'null', 'http://page.test', `${page}/`])(
      'a page of %s gets no permission where others are named',
      async (origin) => {
        expect(corsOf(await preflight(named, { origin }))).toEqual([]);
        expect(corsOf(await sent(named, { origin }))).toEqual([]);
      },
    );

    it('each origin that is named gets permission for itself', async () => {
      const origin = 'https://other.test';
      expect(corsOf(await preflight(named, { origin }))).toEqual(allowed('GET', origin));
      expect(corsOf(await preflight({ cors: page }, { origin }))).toEqual([]);
      expect(corsOf(await preflight({ cors: `${page}, ${origin}` }, { origin }))).toEqual(
        allowed('GET', origin),
      );
    });

    it.each([page, 'http://evil.test', 'null'])(
      'with * a page of %s gets permission for all',
      async (origin) => {
        for (const cors of [true, '*'] as const)
          expect(corsOf(await preflight({ cors }, { origin }))).toEqual(allowed('GET', '*'));
        expect(corsOf(await preflight({ cors: [page, '*'] }, { origin }))).toEqual(
          allowed('GET', origin === page ? page : '*'),
        );
      },
    );

    it.each(['/v2/nowhere', '/', '/identity/v3/nowhere', '/worlds/one/v2/images'])(
      'a preflight of %s is answered 200, whatever is there',
      async (target) => {
        const reply = await preflight(named, {}, target);
        expect([reply.status, reply.body.length, corsOf(reply)]).toEqual([200, 0, allowed('GET')]);
      },
    );

    it('where the server in front of Glance fails on a path, CORS has no say', async () => {
      const ended = preflight(named, {}, '/v2/%ff').catch(() => 'ended');
      expect(await ended).toBe('ended');
    });

    it('a preflight leaves a body that is answered to OPTIONS in its place', async () => {
      const reply = await preflight(named, {}, '/versions');
      expect([reply.status, reply.body.length > 0, corsOf(reply)]).toEqual([200, true, allowed('GET')]);
    });

    it('OPTIONS without an origin, or without a method that is asked for, gets no permission', async () => {
      expect(corsOf(await sent(named, { [ask]: 'GET' }, '/v2/images', 'OPTIONS'))).toEqual([]);
      expect(corsOf(await sent(named, { origin: page }, '/v2/images', 'OPTIONS'))).toEqual([]);
    });

    const granted = ['allow-credentials: true', `allow-origin: ${page}`];
    const image =
      'expose-headers: X-Image-Meta-Checksum,X-Auth-Token,X-Subject-Token,X-Service-Token,X-OpenStack-Request-ID';
    const identity =
      'expose-headers: X-Auth-Token,X-Openstack-Request-Id,X-Subject-Token,Openstack-Auth-Receipt';

    it.each([
      ['/v2/images', {}, 401],
      ['/v2/images', { 'x-auth-token': 'producer-token' }, 200],
      ['/v2/nowhere', { 'x-auth-token': 'producer-token' }, 404],
      ['/', { accept: 'application/json' }, 300],
      ['/healthcheck', {}, 200],
    ])('an answer of the image API at %s shows its headers to the page', async (target, headers, status) => {
      const reply = await sent(named, { origin: page, ...headers }, target);
      expect([reply.status, corsOf(reply)]).toEqual([status, [...granted, image, 'vary: Origin']]);
    });

    it.each([
      ['/identity/v3/auth/tokens', 401],
      ['/identity/v3', 200],
    ])('an answer of the identity API at %s shows its headers to the page', async (target, status) => {
      const reply = await sent(named, { origin: page }, target);
      expect([reply.status, corsOf(reply)]).toEqual([
        status,
        [...granted, identity, 'vary: X-Auth-Token,Origin'],
      ]);
    });

    it('an answer to a request without an origin is as without CORS', async () => {
      expect(corsOf(await sent(named, {}))).toEqual([]);
      expect(corsOf(await sent({ cors: true }, {}))).toEqual([]);
    });

    it.each([{}, { cors: false }, { cors: [] }])('CORS is off with %j', async (access) => {
      expect(corsOf(await preflight(access, {}))).toEqual([]);
      expect(corsOf(await sent(access, { origin: page }))).toEqual([]);
    });

    it('the control plane answers no page of another origin', async () => {
      for (const target of ['/_fake/health', '/_fake/world', '/worlds/one/_fake/world']) {
        expect(corsOf(await preflight({ cors: true }, {}, target))).toEqual([]);
        expect(corsOf(await sent({ cors: true }, { origin: page }, target))).toEqual([]);
      }
    });

    it('a preflight does not use up a fault', async () => {
      const host = createHost();
      host.world.faults.add({ status: 503, first: 1 });
      const door = await open(host, named);
      const headers = { origin: page, [ask]: 'GET' };
      const asked = await door.send({ method: 'OPTIONS', target: '/v2/images', headers, body: undefined });
      expect([asked.status, corsOf(asked)]).toEqual([200, allowed('GET')]);
      const failed = await door.send({
        method: 'GET',
        target: '/v2/images',
        headers: { origin: page, 'x-auth-token': 'producer-token' },
        body: undefined,
      });
      await door.close();
      expect([failed.status, corsOf(failed)]).toEqual([503, [...granted, image, 'vary: Origin']]);
    });

    it('a warning says once why a page is kept out, and which option lets it in', async () => {
      const warnings: string[] = [];
      const onWarning = (warning: string): void => void warnings.push(warning);
      const tell = async (
        access: CorsAccess,
        all: readonly Readonly<Record<string, string>>[],
      ): Promise<void> => {
        const door = await open(createHost(), { ...access, onWarning });
        for (const headers of all)
          await door.send({
            method: 'OPTIONS',
            target: '/v2/images?token=secret',
            headers: { origin: page, [ask]: 'GET', ...headers },
            body: undefined,
          });
        await door.close();
      };
      await tell({}, [{}, {}, { [askHeaders]: 'x-auth-token' }]);
      await tell({ cors: 'https://other.test' }, [{}, {}, { origin: 'https://other.test' }]);
      await tell(named, [{ [ask]: 'HEAD' }, { [askHeaders]: 'x-mine' }, { [askHeaders]: 'x-auth-token' }]);
      expect(warnings.map((warning) => warning.replace(/(?<=send )Content-MD5.*Pragma/, '…'))).toEqual([
        `A page of ${page} cannot use this cloud: CORS is off. Let the page in with --cors ${page}, or in code with \`cors: '${page}'\`.`,
        `A page of ${page} cannot use this cloud: CORS is on for https://other.test alone. Let the page in as well with --cors https://other.test,${page}, or with \`cors\` in code.`,
        `A page of ${page} cannot send HEAD to the image API: Glance lets pages of other origins send GET, PUT, POST, DELETE, PATCH, and so does this fake.`,
        `A page of ${page} cannot send the header x-mine to the image API: Glance lets pages of other origins send …, and so does this fake.`,
      ]);
    });

    it('a page that is let in chooses a world by path and by header', async () => {
      const own = { 'x-auth-token': 'producer-token', 'sec-fetch-site': 'cross-site', origin: page };
      expect((await sent({ cors: page }, own, '/worlds/one/v2/images')).status).toBe(200);
      expect((await sent({ cors: page }, { ...own, 'x-fake-world': 'one' })).status).toBe(200);
    });
  });

it('a page that is not let in chooses no world at a server', async () => {
  await using server = await listen(createHost(), { cors: page, onWarning: () => {} });
  const headers = { 'sec-fetch-site': 'cross-site' };
  for (const origin of [{}, { origin: 'http://evil.test' }]) {
    const wire = { method: 'GET', target: '/worlds/one/v2/images', body: undefined };
    expect((await overSocket(server.url, { ...wire, headers: { ...headers, ...origin } })).status).toBe(403);
  }
});

it('an application that has let a page in before keeps its own headers', async () => {
  const warnings: string[] = [];
  const app = createServer(
    express()
      .use((_, response, next) => {
        response.setHeader('Access-Control-Allow-Origin', 'https://own.test');
        next();
      })
      .use(imageMembers(createHost(), { cors: true, onWarning: (warning) => void warnings.push(warning) })),
  );
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const headers = { origin: page, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
  const reply = await overSocket(url, { method: 'GET', target: '/v2/images', headers, body: undefined });
  app.close().closeAllConnections();
  expect([corsOf(reply), warnings]).toEqual([['allow-origin: https://own.test'], []]);
});

it.each([
  ['http://LOCALHOST:3000/', 'http://localhost:3000'],
  ['https://page.test:443', 'https://page.test'],
  ['http://[::1]:80', 'http://[::1]'],
  ['null', 'null'],
  ['chrome-extension://Abc', 'chrome-extension://abc'],
  ['capacitor://localhost', 'capacitor://localhost'],
])('the origin %s is read as browsers write it', (written, origin) => {
  expect([...(allowedOrigins(written) ?? [])]).toEqual([origin]);
});

it.each([
  '',
  'localhost:3000',
  'page.test',
  'http://page.test/app',
  'http://user@page.test',
  'http://',
  'a,,b',
])('"%s" is refused as an origin', (written) => {
  expect(() => allowedOrigins(written)).toThrow(TypeError);
  expect(() => handlers(createHost(), { baseUrl: 'http://cloud.test', cors: [written] })).toThrow(
    'is not an origin. Write scheme, host and port of the page, without a path, as in http://localhost:3000',
  );
});
