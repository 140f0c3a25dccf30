import { connect, type Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { listen } from '../../src/express.ts';
import { createFake, type Exchanged, type Fake } from '../../src/world/fake.ts';
import { cast } from '../cast.ts';

const image = '/v2/images/f0000000-0000-4000-8000-000000000001';
const refused = (status: string): string =>
  `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

/** A fake that is served, with all its exchanges. */
async function served(): Promise<
  { fake: Fake; heard: Exchanged[]; port: number; close(): Promise<void> } & AsyncDisposable
> {
  const heard: Exchanged[] = [];
  const fake = createFake({ seed: cast(), onExchange: (exchanged) => void heard.push(exchanged) });
  const { port, close } = await listen(fake);
  return { fake, heard, port, close, [Symbol.asyncDispose]: close };
}

/** Sends bytes as they are, and reads until the server closes the connection. */
function sends(port: number, ...parts: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part, 'latin1');
    });
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

/** Opens a connection, and resets it. */
function resets(port: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1', () => {
      socket.write(text, () => socket.resetAndDestroy());
    });
    socket.on('close', () => resolve()).on('error', () => {});
  });
}

for (const [what, text, status] of [
  [
    'an unknown method with a body',
    'FOO / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\na',
    '400 Bad Request',
  ],
  ['an unknown method that is no token', 'F(O / HTTP/1.1\r\nHost: x\r\n\r\n', '400 Bad Request'],
  ['an unknown method that is long', `${'F'.repeat(33)} / HTTP/1.1\r\nHost: x\r\n\r\n`, '400 Bad Request'],
  ['an unknown method and no path', 'FOO a:1 HTTP/1.1\r\nHost: x\r\n\r\n', '400 Bad Request'],
  ['an unknown method with a malformed header', 'FOO / HTTP/1.1\r\nHo st: x\r\n\r\n', '400 Bad Request'],
  ['bytes that are no HTTP', '\u0000\u0001garbage\r\n\r\n', '400 Bad Request'],
  ['another protocol', 'GET / SMTP/1.1\r\n\r\n', '400 Bad Request'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    '400 Bad Request',
  ],
  [
    'a length and a coding',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    '400 Bad Request',
  ],
  [
    'too many headers',
    `GET / HTTP/1.1\r\n${`X-Header: ${'x'.repeat(1000)}\r\n`.repeat(300)}\r\n`,
    '400 Headers Too Large',
  ],
  ['CONNECT of a proxy', 'CONNECT a.test:443 HTTP/1.1\r\nHost: x\r\n\r\n', '405 Method Not Allowed'],
] as const)
  it(`${what} is answered ${status} plainly, and is no exchange`, async () => {
    await using server = await served();
    expect(await sends(server.port, text)).toBe(refused(status));
    expect(server.heard).toEqual([]);
  });

for (const method of ['FOO', 'delete', 'CONNECT'])
  it(`${method} is a method like others, of the first request of a connection, which ends then`, async () => {
    await using server = await served();
    const { token } = server.fake.as('producer');
    const head = `HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\nAccept: application/json\r\n\r\n`;
    const answer = await sends(server.port, `${method} ${image}/members ${head}GET / HTTP/1.1\r\n\r\n`);
    expect(answer).toMatch(
      /^HTTP\/1\.1 405 Method Not Allowed\r\n[^]*Allow: GET, POST\r\n[^]*Connection: close\r\n/,
    );
    expect(answer).toContain(`The method ${method} is not allowed for this resource.`);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(server.heard.map((each) => [each.method, each.status])).toEqual([[method, 405]]);
  });

it('a request that hides behind an unknown method without headers is never done', async () => {
  await using server = await served();
  const { token } = server.fake.as('producer');
  const hidden = `DELETE ${image} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\n\r\n`;
  for (const method of ['FOO', 'delete', 'CONNECT']) {
    const answer = await sends(server.port, `${method} / HTTP/1.1\r\n\r\n${hidden}`);
    // Node's parser, to which the head goes, wants a Host.
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  }
  expect(server.heard).toEqual([]);
  expect(server.fake.cloud.images.has(image.replace(/.*\//, ''))).toBe(true);
});

it('a request with an unknown method passes no guard: not by its name, not from elsewhere', async () => {
  await using server = await served();
  for (const method of ['FOO', 'CONNECT']) {
    const foreign = await sends(server.port, `${method} / HTTP/1.1\r\nHost: evil.test\r\n\r\n`);
    expect(foreign).toMatch(/^HTTP\/1\.1 403 /);
    const reset = await sends(server.port, `${method} /_fake/reset HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(reset).toMatch(/^HTTP\/1\.1 4/);
  }
});

it('a request before one that is malformed is done once, and has its own answer', async () => {
  await using server = await served();
  const { token } = server.fake.as('producer');
  const first = `DELETE ${image} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\n\r\n`;
  for (const second of [
    'FOO / HTTP/1.1\r\n\r\n',
    'CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n',
    '\u0000\r\n\r\n',
  ]) {
    server.fake.reset();
    server.heard.length = 0;
    const { token: again } = server.fake.as('producer');
    const answer = await sends(server.port, first.replace(token, again) + second);
    expect(answer).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(2);
    expect(server.heard.map(({ method, status }) => [method, status])).toEqual([['DELETE', 204]]);
  }
});

it('a target that is neither a path nor a URL is refused, and is no exchange', async () => {
  await using server = await served();
  for (const target of ['http://127.0.0.1urn:x:y', 'http://a:99999/', 'http://[::1/']) {
    const answer = await sends(server.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n/);
  }
  expect(server.heard).toEqual([]);
});

it('a request for another protocol is answered as any other, and what comes behind it is refused', async () => {
  await using server = await served();
  const upgrade = 'Connection: Upgrade\r\nUpgrade: h2c\r\n';
  for (const expected of ['', 'Expect: something\r\n', 'Expect: \r\n', 'Expect: 100-continue\r\n']) {
    const first = `GET /healthcheck HTTP/1.1\r\nHost: localhost\r\n${upgrade}${expected}\r\n`;
    for (const second of ['', 'FOO / HTTP/1.1\r\n\r\n', '\u0081\u0085', 'GET a HTTP/1.1\r\nHost: x\r\n\r\n'])
      expect(await sends(server.port, first, second)).toMatch(
        /HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n/,
      );
  }
});

it('an expectation other than 100-continue is not looked at', async () => {
  await using server = await served();
  const head = 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  expect(await sends(server.port, `${head}Expect: something\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

it('a body before a request that is malformed is read, and answered first', async () => {
  await using server = await served();
  const { token } = server.fake.as('producer');
  const body = '{"member": "7000001"}';
  const first = `POST ${image}/members HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const answer = await sends(server.port, `${first}FOO / HTTP/1.1\r\n\r\n`);
  expect(answer).toMatch(
    /^HTTP\/1\.1 200 OK\r\n[^]*"member_id": "7000001"[^]*HTTP\/1\.1 400 Bad Request\r\n/,
  );
  expect(server.heard).toHaveLength(1);
});

it('a request that is refused before its body is malformed has its own answer', async () => {
  await using server = await served();
  const head = `POST ${image}/members HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const answer = await sends(server.port, `${head}zz\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
  expect(server.heard.map(({ method, status }) => [method, status])).toEqual([['POST', 401]]);
});

it('requests that come in one piece are answered in their order, and those on other connections with them', async () => {
  await using server = await served();
  const get = (target: string, end = ''): string => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${end}\r\n`;
  const many = Array.from({ length: 20 }, (_, each) => `/v2/images/${each}`);
  const all = many.map((target) => get(target)).join('') + get('/healthcheck', 'Connection: close\r\n');
  for (const answer of await Promise.all([1, 2, 3].map(() => sends(server.port, all)))) {
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual([...many.map(() => 'HTTP/1.1 401'), 'HTTP/1.1 200']);
    expect(answer).toMatch(/\r\n\r\nOK$/);
  }
  expect(server.heard).toHaveLength(3 * 21);
});

it('who ends its half of the connection behind a request is answered', async () => {
  await using server = await served();
  const ended = (port: number, request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.end(request));
      socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
      socket.on('end', () => resolve(answer)).on('error', reject);
    });
  expect(await ended(server.port, 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nOK$/,
  );
});

it('a server answers while the timers of a test stand still', async () => {
  vi.useFakeTimers();
  try {
    await using server = await served();
    const head = 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await sends(server.port, head)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  } finally {
    vi.useRealTimers();
  }
});

it('a malformed request does not pass the guard with the name of the one before', async () => {
  await using server = await served();
  const before = server.fake.world();
  const answer = await sends(
    server.port,
    'POST /_fake/reset HTTP/1.1\r\nHost: evil.test\r\n\r\nFOO /_fake/reset HTTP/1.1\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 403 [^]*HTTP\/1\.1 400 Bad Request\r\n/);
  expect(server.fake.world()).toEqual(before);
});

it('connections that are reset at any point do no harm', async () => {
  await using server = await served();
  const texts = [
    '',
    'GET',
    `CONNECT ${image} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `FOO ${image} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'POST /identity/v3/auth/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{',
    'POST /identity/v3/auth/tokens HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
  ];
  await Promise.all(Array.from({ length: 20 }, () => texts.map((text) => resets(server.port, text))).flat());
  expect(
    await sends(server.port, 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
  ).toMatch(/^HTTP\/1\.1 200 OK/);
});

it('closing ends open connections of every kind', async () => {
  const { port, close } = await served();
  const texts = [
    '',
    'GET / HT',
    'CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{',
  ];
  const ends = texts.map((text) => sends(port, text));
  await sends(port, 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await close();
  await Promise.allSettled(ends);
});

it('a body that breaks off changes nothing, and is no exchange', async () => {
  await using server = await served();
  const { token } = server.fake.as('producer');
  const before = server.fake.world();
  const head = `POST ${image}/members HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${token}\r\nContent-Length: 100\r\n\r\n`;
  await resets(server.port, `${head}{"member": "7000001"}`);
  expect(
    await sends(server.port, 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
  ).toMatch(/^HTTP\/1\.1 200/);
  expect([server.fake.world(), server.heard.length]).toEqual([before, 1]);
});

/** Sends bytes, and ends its half of the connection with them. */
function sendsAll(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () =>
      socket.end(text, 'latin1'),
    );
    socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

it('who sends and ends its half of the connection gets each answer, a delayed one too', async () => {
  await using server = await served();
  server.fake.faults.add({ operation: 'listMembers', delay: 50 });
  const ask = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: ${server.fake.as('producer').token}\r\n\r\n`;
  const answer = await sendsAll(server.port, ask(`${image}/members`) + ask('/healthcheck').repeat(40));
  expect(answer.match(/HTTP\/1\.1 200 OK\r\n/g)).toHaveLength(41);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"members"[^]*HTTP\/1\.1 200 OK/);
});

it('who asks for much at once and reads nothing is answered little; whoever reads on has all, in order', async () => {
  await using server = await served();
  const { token } = server.fake.as('producer');
  const headers = `Host: localhost\r\nX-Auth-Token: ${token}\r\n`;
  const name = 'n'.repeat(60_000);
  const long = Object.fromEntries([...'abcdefgh'].map((key) => [key, name]));
  expect(server.fake.as('producer').images.create({ name: 'long', ...long }).status).toBe(201);
  const asked = Array.from(
    { length: 100 },
    (_, i) => `GET /v2/images?limit=${1000 + i} HTTP/1.1\r\n${headers}\r\n`,
  );
  const [first = 0] = [server.heard.length];
  const socket = connect(server.port, '127.0.0.1', () => socket.write(asked.join('')));
  socket.pause();
  await vi.waitUntil(() => server.heard.length > first);
  await sends(server.port, 'GET /healthcheck HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  expect(server.heard.length - first).toBeLessThan(30);
  socket.resume();
  await vi.waitUntil(() => server.heard.length - first === 101, { timeout: 60_000 });
  socket.destroy();
  const targets = server.heard.slice(first).flatMap(({ target }) => /limit=(\d+)/.exec(target)?.[1] ?? []);
  expect(targets).toEqual(Array.from({ length: 100 }, (_, i) => String(1000 + i)));
});
