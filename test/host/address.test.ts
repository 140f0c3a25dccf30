/**
 * Source: HTTPProxyToWSGI of oslo.middleware 6.2, which stands in front of a real Glance; RFC 7239, 4 (quoted values);
 * RFC 9112, 3.2.2 (a whole URL as target).
 */
import { request, type RequestOptions } from 'node:http';
import express from 'express';
import { expect, it } from 'vitest';
import { imageMembers, listen, type ListenOptions } from '../../src/express.ts';
import { publicUrlOf } from '../../src/host/address.ts';
import { createFake } from '../../src/world/fake.ts';
import { createHost } from '../../src/host/host.ts';
import { serveApp } from '../doors/apps.ts';

/** Where a client without a token is sent to log in: the address of the fake as it sees it; or the status of another answer. */
function baseAt(url: string, options: RequestOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v2/images`, options, (response) => {
      const challenge = response.resume().headers['www-authenticate'] ?? '';
      resolve(/^Keystone uri="(.*)\/identity"$/.exec(challenge)?.[1] ?? String(response.statusCode));
    });
    sent.on('error', reject).end();
  });
}

/** The same at a server of our own; its address is written `OWN`. */
async function base(options: ListenOptions, sent: RequestOptions = {}): Promise<string> {
  await using server = await listen(createHost(), options);
  const found = await baseAt(server.url, sent);
  return found.replace(new URL(server.url).host, 'OWN');
}

const trusting = { trustProxy: true, allowedHosts: ['cloud.example'] };

for (const [headers, expected] of [
  [{}, 'http://OWN'],
  [{ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'cloud.example' }, 'https://cloud.example'],
  [{ 'x-forwarded-proto': 'HTTPS', 'x-forwarded-host': 'cloud.example:443' }, 'https://cloud.example'],
  [{ 'x-forwarded-host': 'cloud.example:80' }, 'http://cloud.example'],
  [{ 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'a.test , b.test' }, 'https://a.test'],
  [
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.test', 'x-forwarded-port': '8443' },
    'https://a.test:8443',
  ],
  [
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'a.test', 'x-forwarded-port': '443' },
    'https://a.test',
  ],
  [{ 'x-forwarded-host': 'a.test:8080', 'x-forwarded-port': '80' }, 'http://a.test:8080'],
  [{ 'x-forwarded-host': '[::1]', 'x-forwarded-port': '8443' }, 'http://[::1]:8443'],
  [{ host: 'cloud.example', 'x-forwarded-port': '8443' }, 'http://cloud.example:8443'],
  [{ host: 'cloud.example', 'x-forwarded-proto': 'https' }, 'https://cloud.example'],
  [{ 'x-forwarded-prefix': '/openstack' }, 'http://OWN/openstack'],
  [{ 'x-forwarded-prefix': '/openstack/' }, 'http://OWN/openstack'],
  [{ 'x-forwarded-prefix': 'openstack' }, 'http://OWN/openstack'],
  [{ 'x-forwarded-prefix': '/' }, 'http://OWN'],
  [{ 'x-forwarded-prefix': '/outer, /inner' }, 'http://OWN/outer/inner'],
  [{ 'x-forwarded-prefix': '//evil.test//a' }, 'http://OWN/evil.test/a'],
  [{ forwarded: 'proto=https;host=cloud.example' }, 'https://cloud.example'],
  [{ forwarded: 'for=192.0.2.60; Proto=HTTPS ; HOST="cloud.example:8443"' }, 'https://cloud.example:8443'],
  [{ forwarded: 'host=a.test;proto=https, host=b.test;proto=http' }, 'https://a.test'],
  [{ forwarded: 'for="[2001:db8::1]:4711,x;y";by="a\\"b";host="\\a.test"' }, 'http://a.test'],
  [{ forwarded: 'host=a.test', 'x-forwarded-host': 'b.test', 'x-forwarded-proto': 'https' }, 'http://a.test'],
  [{ forwarded: 'for=192.0.2.60', 'x-forwarded-host': 'b.test', 'x-forwarded-port': '1' }, 'http://OWN'],
  [{ forwarded: 'host=a.test;proto=https', 'x-forwarded-prefix': '/x' }, 'https://a.test/x'],
  [{ forwarded: 'proto=ftp;host="a.test' }, 'http://OWN'],
  [{ forwarded: '' }, 'http://OWN'],
  [{ forwarded: ',host=a.test' }, 'http://OWN'],
  [{ 'x-forwarded-proto': 'ws', 'x-forwarded-host': 'a b', 'x-forwarded-prefix': '/"' }, 'http://OWN'],
  [{ 'x-forwarded-host': 'user@a.test', 'x-forwarded-port': '99999' }, 'http://OWN'],
  [{ 'x-forwarded-host': 'a.test/x', 'x-forwarded-prefix': '/a?b' }, 'http://OWN'],
] as const)
  it(`from a trusted proxy, ${JSON.stringify(headers)} leads to ${expected}`, async () => {
    expect(await base(trusting, { headers })).toBe(expected);
  });

const forwarding = {
  forwarded: 'proto=https;host=evil.test',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-port': '8443',
  'x-forwarded-prefix': '/evil',
};

it('without trust, what a proxy says changes nothing', async () => {
  expect(await base({}, { headers: forwarding })).toBe('http://OWN');
  expect(await base({ trustProxy: false }, { headers: forwarding })).toBe('http://OWN');
});

it('a Forwarded header of as many signs as a line may have says nothing', async () => {
  for (const forwarded of ['"'.repeat(12_000), 'a'.repeat(12_000), '"\\'.repeat(6_000), ';='.repeat(6_000)])
    expect(await base(trusting, { headers: { forwarded } })).toBe('http://OWN');
});

for (const name of ['Express 4', 'Express 5'])
  it(`in ${name}, its own trust proxy decides, and the mount path comes behind the prefix`, async () => {
    const fake = createFake();
    const headers = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'cloud.example',
      'x-forwarded-prefix': '/outer',
    };
    for (const [trust, option, expected] of [
      [true, undefined, 'https://cloud.example/outer/openstack'],
      ['loopback', undefined, 'https://cloud.example/outer/openstack'],
      ['10.0.0.0/8', undefined, undefined],
      [false, undefined, undefined],
      [false, true, 'https://cloud.example/outer/openstack'],
      [true, false, undefined],
    ] as const) {
      const access = option === undefined ? {} : { trustProxy: option };
      await using app = await serveApp(name, [['/openstack', imageMembers(fake, access)]], {
        'trust proxy': trust,
      });
      expect(await baseAt(`${app.url}/openstack`, { headers })).toBe(expected ?? `${app.url}/openstack`);
    }
  });

it('in an application within an application, all mount paths are in the links', async () => {
  const inner = express().use('/inner', imageMembers(createFake()));
  for (const name of ['Express 4', 'Express 5', 'connect', 'Vite']) {
    await using app = await serveApp(name, [['/outer', inner]]);
    expect(await baseAt(`${app.url}/outer/inner`)).toBe(`${app.url}/outer/inner`);
  }
});

it('the public URL is in all links, whatever a request says', async () => {
  const publicUrl = 'https://cloud.example/openstack/';
  for (const headers of [{}, { host: 'cloud.example' }, forwarding])
    expect(await base({ publicUrl, trustProxy: true }, { headers })).toBe('https://cloud.example/openstack');
});

it('worlds are below the public URL', async () => {
  await using server = await listen(createHost(), { publicUrl: 'https://cloud.example/openstack' });
  expect(await baseAt(`${server.url}/worlds/mine`)).toBe('https://cloud.example/openstack/worlds/mine');
});

it('a proxy may leave the path of the public URL where it is, or take it away', async () => {
  const publicUrl = 'https://cloud.example/openstack';
  await using server = await listen(createHost(), { publicUrl });
  await using trusting = await listen(createHost(), { trustProxy: true });
  const headers = { 'x-forwarded-prefix': '/openstack' };
  for (const path of [
    '/openstack/v2/images',
    '/openstack/worlds/mine/v2/images',
    '/openstack//v2/images?a=b',
  ]) {
    const world = path.includes('worlds') ? '/worlds/mine' : '';
    expect(await baseAt(server.url, { path })).toBe(`${publicUrl}${world}`);
    expect(await baseAt(trusting.url, { path, headers })).toBe(`${trusting.url}/openstack${world}`);
    expect(await baseAt(trusting.url, { path })).toBe('300');
  }
  for (const path of ['/openstack', '/openstack?a=b', '/openstackv2/images', '/OpenStack/v2/images'])
    expect(await baseAt(server.url, { path })).toBe('300');
  expect(await baseAt(server.url, { path: '/openstack/_fake/world' })).toBe('403');
});

for (const [written, expected] of [
  ['https://cloud.example', 'https://cloud.example'],
  ['https://cloud.example/', 'https://cloud.example'],
  ['https://cloud.example///', 'https://cloud.example'],
  ['HTTP://Cloud.Example:80/OpenStack/', 'http://cloud.example/OpenStack'],
  ['https://cloud.example:8443/a//b/../c/', 'https://cloud.example:8443/a/c'],
  ['http://[::1]:8080/x', 'http://[::1]:8080/x'],
  ['https://cloud.example/a"b', 'https://cloud.example/a%22b'],
] as const)
  it(`the public URL ${written} begins links as ${expected}`, () => {
    expect(publicUrlOf(written)).toBe(expected);
  });

for (const [written, problem] of [
  ['cloud.example', 'must be a URL that begins with http:// or https://'],
  ['ftp://cloud.example', 'must be a URL that begins with http:// or https://'],
  ['', 'must be a URL that begins with http:// or https://'],
  ['https://', 'must be a URL that begins with http:// or https://'],
  ['https://me:hunter2@cloud.example', 'has a user or a password in it'],
  ['https://me@cloud.example', 'has a user or a password in it'],
  ['https://cloud.example/?a=b', 'has a query'],
  ['https://cloud.example?', 'has a query'],
  ['https://cloud.example/#top', 'has a fragment'],
] as const)
  it(`the public URL "${written}" ${problem}`, async () => {
    const refused = new RegExp(`^The public URL ${problem}`);
    expect(() => imageMembers(createFake(), { publicUrl: written })).toThrow(refused);
    await expect(listen(createFake(), { publicUrl: written })).rejects.toThrow(refused);
    await expect(listen(createFake(), { publicUrl: written })).rejects.not.toThrow(/hunter2|me@/);
  });

for (const [path, headers, expected] of [
  ['http://OWN/v2/images', {}, 'http://OWN'],
  ['HTTP://localhost:1/v2/images', {}, 'http://localhost:1'],
  ['https://localhost/v2/images', {}, 'https://localhost'],
  ['http://localhost:80/v2/images?limit=1', {}, 'http://localhost'],
  ['http://localhost/v2/images', { host: 'evil.test' }, 'http://localhost'],
  ['http://evil.test/v2/images', {}, '403'],
  ['http://localhost/worlds/mine/v2/images', {}, 'http://localhost/worlds/mine'],
  ['http://localhost', {}, '300'],
  ['http://localhost?a=b', {}, '300'],
  ['http://user@localhost/v2/images', {}, '400'],
  ['ftp://localhost/v2/images', {}, '400'],
  ['http:///v2/images', {}, '400'],
] as const)
  it(`the target ${path} with ${JSON.stringify(headers)} is one at ${expected}`, async () => {
    await using server = await listen(createHost());
    const { host } = new URL(server.url);
    const found = await baseAt(server.url, { path: path.replace('OWN', host), headers });
    expect(found.replace(host, 'OWN')).toBe(expected);
  });

for (const name of ['Express 4', 'Express 5', 'connect', 'Vite'])
  it(`in ${name}, a whole URL as target is answered as its path is`, async () => {
    await using app = await serveApp(name, [['/openstack', imageMembers(createFake())]]);
    const path = 'http://cloud.example/openstack/v2/images';
    expect(await baseAt(app.url, { path })).toBe('http://cloud.example/openstack');
  });

it('the control plane is closed to a target that names a foreign host, whatever the Host header says', async () => {
  await using server = await listen(createHost());
  for (const path of ['http://evil.test/_fake/world', 'http://evil.test/worlds/a/_fake/world'])
    expect(await baseAt(server.url, { path, headers: { host: '127.0.0.1' } })).toBe('403');
  expect(await baseAt(server.url, { path: 'http://localhost/_fake/world' })).toBe('200');
});
