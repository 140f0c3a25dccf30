/** Source: none but Node's own TLS. A server with a certificate answers by HTTPS as it does by HTTP. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer as createHttp2Server, connect as connectHttp2 } from 'node:http2';
import { request } from 'node:https';
import { connect, createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { expect, it } from 'vitest';
import { imageMembers, listen } from '../../src/express.ts';
import { createFake } from '../../src/world/fake.ts';
import { createHost } from '../../src/host/host.ts';
import { cert, key, otherKey } from './tls.ts';

/** Asks for a document of the server; whom it calls is in `host`. */
async function asked(
  url: string,
  host: string,
): Promise<{ status: number; challenge: string; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { ca: cert, headers: { host }, checkServerIdentity: () => undefined }, resolve)
      .on('error', reject)
      .end();
  });
  const challenge = response.headers['www-authenticate'] ?? '';
  return { status: response.statusCode ?? 0, challenge, body: await text(response) };
}

it('with a certificate the server answers by HTTPS, and links lead there', async () => {
  await using server = await listen(createHost(), { tls: { cert, key } });
  expect(server.url).toBe(`https://127.0.0.1:${server.port}`);
  const { host } = new URL(server.url);
  expect(await asked(`${server.url}/v2/images`, host)).toMatchObject({
    status: 401,
    challenge: `Keystone uri="https://${host}/identity"`,
  });
  expect((await asked(`${server.url}/worlds/mine/v2/images`, 'localhost:443')).challenge).toBe(
    'Keystone uri="https://localhost/worlds/mine/identity"',
  );
});

it('by HTTPS the control plane is guarded as by HTTP', async () => {
  await using server = await listen(createHost(), { tls: { cert, key } });
  expect((await asked(`${server.url}/_fake/world`, 'evil.test')).status).toBe(403);
  expect((await asked(`${server.url}/_fake/world`, 'localhost')).status).toBe(200);
});

it('by HTTPS an unknown method is answered as by HTTP', async () => {
  await using server = await listen(createHost(), { tls: { cert, key } });
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = 'FOO /v2/images HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const socket = connectTls(
      { port: server.port, host: '127.0.0.1', ca: cert, checkServerIdentity: () => undefined },
      () => socket.write(sent),
    );
    resolve(text(socket.on('error', reject)));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
  expect(answer).toContain('Keystone uri="https://localhost/identity"');
});

it('by HTTPS who ends the connection behind a request, in one piece with it, is answered', async () => {
  await using server = await listen(createFake(), { tls: { cert, key } });
  // A proxy that hands on what the client says once it has said all of it.
  const proxy = createServer({ allowHalfOpen: true }, (client) => {
    const onwards = connect(server.port, '127.0.0.1');
    const said: Buffer[] = [];
    let isSecure = false;
    onwards.on('data', (bytes) => client.write(bytes)).on('close', () => client.destroy());
    client.on('data', (bytes) => {
      if (isSecure) said.push(bytes);
      else onwards.write(bytes);
    });
    client.on('end', () => onwards.write(Buffer.concat(said)));
    proxy.once('secure', () => (isSecure = true));
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  proxy.emit('secure');
  socket.end('GET /healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*OK$/);
  proxy.close();
});

it('by HTTPS who sends and ends its half of the connection gets each answer, a delayed one too', async () => {
  const fake = createFake();
  fake.faults.add({ operation: 'listImages', delay: 50 });
  await using server = await listen(fake, { tls: { cert, key } });
  const half = { rejectUnauthorized: false, allowHalfOpen: true };
  const socket = connectTls({ port: server.port, host: '127.0.0.1', ...half });
  await once(socket, 'secureConnect');
  const ask = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${fake.as('producer').token}\r\n\r\n`;
  socket.end(ask('/v2/images') + ask('/healthcheck').repeat(40));
  expect((await text(socket)).match(/HTTP\/1\.1 200 OK\r\n/g)).toHaveLength(41);
});

it('what is not TLS ends its connection, and the server goes on', async () => {
  await using server = await listen(createHost(), { tls: { cert, key } });
  for (const sent of ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', '\u0016\u0003\u0001garbage', ''])
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.end(sent));
      socket.on('close', () => resolve()).on('error', () => {});
      socket.resume();
    });
  expect((await asked(`${server.url}/healthcheck`, 'localhost')).status).toBe(200);
});

for (const [what, tls, problem] of [
  ['no certificate', { cert: 'none', key }, 'its cert has no certificate in the form of PEM.'],
  ['a key for a certificate', { cert: key, key }, 'its cert has no certificate in the form of PEM.'],
  ['nothing', {} as never, 'its cert has no certificate in the form of PEM.'],
  ['no key', { cert } as never, 'its key has no private key in the form of PEM.'],
  ['a key of no form', { cert, key: Buffer.from('none') }, 'its key has no private key in the form of PEM.'],
  [
    'a broken key',
    { cert, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n' },
    'its key has a private key that cannot be read, or one with a passphrase.',
  ],
  [
    'a broken certificate',
    { cert: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n', key },
    'its cert is refused by OpenSSL: ',
  ],
  ['the key of another', { cert, key: otherKey }, 'its key is not that of the certificate.'],
] as const)
  it(`${what}: the server does not start, and says why`, async () => {
    await expect(listen(createFake(), { tls })).rejects.toThrow(`tls cannot be used: ${problem}`);
  });

it('a server of HTTP/2, such as that of Vite with a certificate, is answered as one of HTTP/1', async () => {
  const fake = createFake();
  const middleware = imageMembers(fake);
  const server = createHttp2Server((incoming, response) => {
    void middleware(incoming as never, response as never, (error) => response.end(String(error)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const send = async (head: Record<string, string>, body: string): Promise<readonly unknown[]> => {
    const stream = client.request({ ':authority': 'cloud.example', ...head });
    const headers = new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve));
    if (body !== '') stream.end(body);
    const { ':status': status, 'www-authenticate': challenge } = await headers;
    return [status, challenge, await text(stream)];
  };
  const unknown = await send({ ':path': '/v2/images' }, '');
  expect(unknown.slice(0, 2)).toEqual([401, 'Keystone uri="http://cloud.example/identity"']);
  const [status, , made] = await send(
    {
      ':method': 'POST',
      ':path': '/v2/images',
      'x-auth-token': 'producer-token',
      'content-type': 'application/json',
    },
    '{"name": "by HTTP/2"}',
  );
  expect([status, JSON.parse(String(made))]).toMatchObject([201, { name: 'by HTTP/2' }]);
  client.destroy();
  server.close();
});
