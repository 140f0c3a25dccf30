/** Who may have provider states made, and what everybody else is answered. Pact's verifiers post JSON, and are no pages. */
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request as send, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { players } from '../../src/contract/cast.ts';
import type { ContractCloud } from '../../src/contract/cloud.ts';
import type { CloudReply } from '../../src/contract/cloud.ts';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import {
  type ProviderStateChanged,
  type ProviderStateServerOptions,
  serveStates,
} from '../../src/contract/provider-state-server.ts';
import { providerStates } from '../../src/contract/provider-states.ts';
import { stageIn } from '../../src/contract/stage.ts';
import type { Listening } from '../../src/listening.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake, type Fake } from '../../src/world/fake.ts';

const secret = 'the-secret-of-a-test';
const caller = { action: 'setup', state: 'a caller', params: { is: 'consumer' } };
const image = { action: 'setup', state: 'an image', params: {} };
const mebibyte = 1024 * 1024;

let fake: Fake;
let server: Listening;
let heard: ProviderStateChanged[];

beforeEach(async () => {
  fake = createFake({ seed: readSeedFile('contract') });
  heard = [];
  server = await served();
});
afterEach(() => server.close());

function served(
  options: ProviderStateServerOptions = {},
  cloud: ContractCloud = fakeCloud(fake),
): Promise<Listening> {
  return serveStates(stageIn(cloud), { secret, changed: (change) => void heard.push(change), ...options });
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Posts a change of state to the server, as a verifier does where nothing else is said. */
async function post(
  body: object | string = caller,
  options: RequestOptions = {},
  { url, port } = server,
): Promise<Answer> {
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const chunked = options.headers !== undefined && 'transfer-encoding' in options.headers;
  const length = chunked ? {} : { 'content-length': Buffer.byteLength(sent) };
  const headers = { 'content-type': 'application/json', ...length };
  const { pathname: path } = new URL(url);
  const all = { port, host: '127.0.0.1', method: 'POST', path, ...options };
  const request = send({ ...all, headers: { ...headers, ...options.headers } });
  request.end(sent);
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

function valuesIn({ body }: Answer): Readonly<Record<string, string>> {
  return JSON.parse(body) as Record<string, string>;
}

it('a listener that throws changes no answer', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const mine = new Error('mine');
  const throwing = (): never => {
    throw mine;
  };
  const other = await served({ changed: () => Promise.reject(mine), refused: throwing });
  onTestFinished(() => other.close());
  onTestFinished(() => printed.mockRestore());
  expect((await post(caller, {}, other)).status).toBe(200);
  expect((await post('no JSON', {}, other)).status).toBe(400);
  expect(printed.mock.calls).toEqual(
    ['changed', 'refused'].map((name) => [expect.stringContaining(`The function ${name}, which`), mine]),
  );
});

it('whoever knows the URL has states made and taken away', async () => {
  expect(valuesIn(await post(caller))).toMatchObject({ token: 'consumer-token' });
  const { image: id } = valuesIn(await post(image));
  expect(fake.world().images).toMatchObject([{ id }]);
  expect(await post({ action: 'teardown', state: 'an image' })).toMatchObject({ status: 200, body: '{}' });
  expect(fake.world().images).toEqual([]);
});

it('a URL has 256 random bits, others at each start', async () => {
  const others = await Promise.all([1, 2].map(() => serveStates(stageIn(fakeCloud(fake)))));
  const paths = others.map(({ url }) => new URL(url).pathname);
  for (const path of paths) expect(path).toMatch(/^\/[0-9a-f]{64}$/);
  expect(paths[0]).not.toBe(paths[1]);
  for (const other of others) await other.close();
});

it.each(['a+secret/of=base64==', `a "secret" % of signs`.replaceAll(' ', '?'), '~!@#$^&*()[]{}<>'])(
  'a secret may have any signs: %s',
  async (signs) => {
    const other = await served({ secret: signs });
    expect((await post(caller, {}, other)).status).toBe(200);
    await other.close();
  },
);

it.each(['', 'fifteen-letters', 'sixteen letters.', 'sixteen-lettersé', 'sixteen-letters\n'])(
  'a secret that is short, or cannot stand in a URL, is refused without being repeated: %j',
  async (short) => {
    const refusal = await served({ secret: short }).catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({
      name: 'RangeError',
      message:
        'The secret of a state server must have at least 16 characters: letters, digits and signs of ASCII, no spaces. `openssl rand -hex 32` makes a good one.',
    });
  },
);

it('no state but `a caller` gives a token, and no teardown does', async () => {
  const tokens = players.map((player) => fake.as(player).token);
  const parameters: Readonly<Record<string, object>> = { 'a free name': { is: 'consumer' } };
  for (const state of Object.keys(providerStates).filter((each) => each !== 'a caller'))
    for (const action of ['setup', 'teardown']) {
      const values = valuesIn(await post({ action, state, params: parameters[state] ?? {} }));
      expect(values).not.toHaveProperty('error');
      expect(Object.keys(values)).not.toContain('token');
      expect(Object.values(values).filter((value) => tokens.includes(value))).toEqual([]);
    }
  for (const state of ['a caller', ''])
    expect(await post({ ...caller, state, action: 'teardown' })).toMatchObject({ body: '{}' });
  expect(await post({ ...image, params: { as: 'token' } })).toMatchObject({ status: 422 });
});

it('whoever listens to the changes hears no token', async () => {
  await post(caller);
  await post({ ...caller, action: 'teardown' });
  expect(heard.map(({ action, trouble }) => [action, trouble])).toEqual([
    ['setup', undefined],
    ['teardown', undefined],
  ]);
  expect(JSON.stringify(heard)).not.toContain('consumer-token');
});

it('an answer is kept by nobody, and is for no page', async () => {
  for (const { headers } of [await post(caller), await post('{')]) {
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

it('without the secret everybody is answered the same, whatever else is wrong', async () => {
  const paths = ['/', '', '/wrong', `/${secret}x`, `/${secret.slice(1)}`, `/${secret.toUpperCase()}`];
  const more = [`//${secret}`, `/${secret}/`, '/%zz', `/?${secret}`, `/x?/${secret}`, `/x/../${secret}`];
  const wrong: readonly RequestOptions[] = [
    {},
    { headers: { host: 'evil.test' } },
    { headers: { origin: 'http://evil.test' } },
    { method: 'GET' },
    { method: 'OPTIONS' },
    { headers: { 'content-type': 'text/plain' } },
    { headers: { 'content-length': 2 * mebibyte } },
  ];
  const answers = await Promise.all([
    ...[...paths, ...more].map((path) => post(caller, { path })),
    ...wrong.map((options) => post(caller, { path: '/wrong', ...options })),
    ...['{', 'x'.repeat(2 * mebibyte)].map((body) => post(body, { path: '/wrong' })),
  ]);
  const [first] = answers;
  expect(first).toMatchObject({ status: 404 });
  expect(valuesIn(first!)['error']).toMatch(/^Nothing is found here\. Use the whole URL/);
  const seen = answers.map((each) => ({ ...each, headers: { ...each.headers, date: '' } }));
  expect(seen).toEqual(seen.map(() => seen[0]));
  expect(heard).toEqual([]);
});

const foreignHost = 'The Host header names another server.';
const page = 'The request has an Origin header';
const type = 'set Content-Type: application/json';
const body = 'The body must be a JSON object';

it.each<[what: string, status: number, why: string, options: RequestOptions, sent?: string]>([
  ['another host', 403, foreignHost, { headers: { host: 'evil.test' } }],
  ['a host that begins like its own', 403, foreignHost, { headers: { host: '127.0.0.1.evil.test' } }],
  ['a host with a name before an @', 403, foreignHost, { headers: { host: 'localhost@evil.test' } }],
  ['another address', 403, foreignHost, { headers: { host: '192.0.2.1' } }],
  ['another port', 403, foreignHost, { headers: { host: '127.0.0.1:1' } }],
  ['no port', 403, foreignHost, { headers: { host: 'localhost' } }],
  ['a page', 403, page, { headers: { origin: 'http://evil.test' } }],
  ['a page without an origin of its own', 403, page, { headers: { origin: 'null' } }],
  ['a page of this machine', 403, page, { headers: { origin: 'http://localhost:3000' } }],
  ['what a page asks first', 403, page, { method: 'OPTIONS', headers: { origin: 'http://evil.test' } }],
  ['GET', 405, 'A change of state is sent with POST.', { method: 'GET' }],
  ['PUT', 405, 'A change of state is sent with POST.', { method: 'PUT' }],
  ['text', 415, type, { headers: { 'content-type': 'text/plain' } }],
  ['a form', 415, type, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['another kind of JSON', 415, type, { headers: { 'content-type': 'application/jsonp' } }],
  ['two kinds', 415, type, { headers: { 'content-type': 'application/json, text/plain' } }],
  ['JSON as a parameter', 415, type, { headers: { 'content-type': 'text/plain; application/json' } }],
  ['a body of no kind', 415, type, { headers: { 'content-type': '' } }],
  ['no JSON', 400, body, {}, '{"action":'],
  ['nothing', 400, body, {}, ''],
  ['a number', 400, body, {}, '5'],
  ['null', 400, body, {}, 'null'],
  ['no state', 400, body, {}, '{"action":"setup"}'],
  ['a state that is no text', 400, body, {}, '{"state":["a caller"]}'],
  ['another action', 400, body, {}, '{"action":"make","state":"a caller"}'],
  ['a deep body', 400, body, {}, '['.repeat(100_000)],
])('%s is refused with %i, and the reason', async (_, status, why, options, sent) => {
  const host = `127.0.0.1:${server.port}`;
  const answer = await post(sent ?? caller, { ...options, headers: { host, ...options.headers } });
  expect(answer.status).toBe(status);
  expect(valuesIn(answer)['error']).toContain(why);
  expect(answer.body).not.toContain(secret);
  expect(answer.headers.connection).toBe('close');
  expect(answer.headers.allow).toBe(status === 405 ? 'POST' : undefined);
  expect(heard).toEqual([]);
});

it.each([
  [
    'what comes as a query is refused: it stands in the logs of servers',
    '?action=setup&state=a%20caller',
    415,
  ],
  ['a query that says nothing does no harm', '?', 200],
])('%s', async (_, query, status) => {
  const path = new URL(server.url).pathname + query;
  const headers = status === 415 ? { 'content-type': '' } : {};
  expect((await post(status === 415 ? '' : caller, { path, headers })).status).toBe(status);
});

it.each(['application/json;charset=utf-8', 'Application/JSON ; charset="utf-8"', 'application/json;'])(
  'JSON is taken with parameters: %s',
  async (kind) => expect((await post(caller, { headers: { 'content-type': kind } })).status).toBe(200),
);

it.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'states.localhost',
  '127.0.0.1',
  '127.0.0.2',
  '[::1]',
  '0.0.0.0',
])('bound to loopback, a server is reached by loopback names: %s', async (name) =>
  expect((await post(caller, { headers: { host: `${name}:${server.port}` } })).status).toBe(200),
);

it('names that the server is given reach it, at any port', async () => {
  const other = await served({ allowedHosts: ['states.test'] });
  for (const host of ['states.test', 'STATES.test:8080', `localhost:${other.port}`])
    expect((await post(caller, { headers: { host } }, other)).status).toBe(200);
  for (const host of ['a.states.test', 'states.test.evil.test', 'test'])
    expect((await post(caller, { headers: { host } }, other)).status).toBe(403);
  await other.close();
});

it('bound to all addresses, a server is reached by the one that a request came to', async () => {
  const other = await served({ host: '0.0.0.0' });
  expect((await post(caller, { headers: { host: `127.0.0.1:${other.port}` } }, other)).status).toBe(200);
  expect((await post(caller, { headers: { host: `192.0.2.1:${other.port}` } }, other)).status).toBe(403);
  expect((await post(caller, { headers: { host: `evil.test:${other.port}` } }, other)).status).toBe(403);
  await other.close();
});

it.each(['', 'host:\r\n', 'host: /\r\n'])('a request whose host is none is refused: %j', async (line) => {
  const socket = connect(server.port, '127.0.0.1');
  const length = JSON.stringify(caller).length;
  socket.write(
    `POST /${secret} HTTP/1.0\r\n${line}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`,
  );
  socket.write(JSON.stringify(caller));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
  expect(heard).toEqual([]);
});

/** A change of so many bytes. */
function ofBytes(bytes: number): string {
  const frame = JSON.stringify({ ...caller, filler: '' });
  return JSON.stringify({ ...caller, filler: 'x'.repeat(bytes - frame.length) });
}

it.each([{}, { 'transfer-encoding': 'chunked' }])(
  'a body of 1 MiB is taken; one byte more is 413, and ends the connection: %j',
  async (headers: RequestOptions['headers']) => {
    expect((await post(ofBytes(mebibyte), { headers })).status).toBe(200);
    const agent = new Agent({ keepAlive: true });
    const answer = await post(ofBytes(mebibyte + 1), { headers, agent });
    expect(answer).toMatchObject({ status: 413, headers: { connection: 'close' } });
    expect(valuesIn(answer)['error']).toBe(
      'A change of state has at most 1048576 bytes. Send a smaller one.',
    );
    expect(heard).toHaveLength(1);
    agent.destroy();
  },
);

it('a body without end is refused while it comes, and the connection ends', async () => {
  const request = send({
    port: server.port,
    path: `/${secret}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  const chunk = 'x'.repeat(64 * 1024);
  const more = (): void => {
    while (!request.destroyed && request.write(chunk));
  };
  request.on('drain', more).on('error', () => {});
  more();
  const [response] = await once(request, 'response');
  expect(response.statusCode).toBe(413);
  const ended = new Promise((resolve) => request.once('close', resolve));
  response.resume();
  await ended;
});

it('a request that breaks off changes nothing, and the next one is answered', async () => {
  const head = `POST /${secret} HTTP/1.1\r\nhost: localhost:${server.port}\r\ncontent-type: application/json\r\n`;
  const whole = JSON.stringify(image);
  for (const sent of [
    'POST /',
    head,
    `${head}content-length: 100\r\n\r\n`,
    `${head}content-length: ${whole.length + 1}\r\n\r\n${whole}`,
    `${head}transfer-encoding: chunked\r\n\r\n${whole.length.toString(16)}\r\n${whole}\r\n`,
    `${head}transfer-encoding: chunked\r\n\r\nzz\r\n${whole}`,
    `POST /wrong HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n`,
  ])
    for (const leave of ['resetAndDestroy', 'end'] as const) {
      const socket = connect(server.port, '127.0.0.1').on('error', () => {});
      const left = new Promise((resolve) => socket.once('close', resolve));
      socket.resume().write(sent, () => socket[leave]());
      await left;
    }
  expect(heard).toEqual([]);
  expect((await post(caller)).status).toBe(200);
});

it('who leaves while a state is made leaves it to the next teardown', async () => {
  const { promise: asked, resolve: begin } = Promise.withResolvers<void>();
  const { promise: gone, resolve: go } = Promise.withResolvers<void>();
  const cloud = fakeCloud(fake);
  const slow: ContractCloud = {
    ...cloud,
    ask: async (player, request) => {
      begin();
      await gone;
      return cloud.ask(player, request);
    },
  };
  const other = await served({}, slow);
  const request = send({
    port: other.port,
    path: `/${secret}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  }).on('error', () => {});
  request.end(JSON.stringify(image));
  await asked;
  const left = new Promise((resolve) => request.once('close', resolve));
  request.destroy();
  await left;
  go();
  expect(await post({ ...image, action: 'teardown' }, {}, other)).toMatchObject({ status: 200 });
  expect(fake.world().images).toEqual([]);
  await other.close();
});

it('a state that cannot be made is 422 with the reason: verifiers try 500 again, for minutes', async () => {
  const answer = await post({ state: 'a cat' });
  expect(answer.status).toBe(422);
  expect(valuesIn(answer)['error']).toMatch(/^There is no provider state "a cat"\. There are: a caller,/);
  const wrong: readonly (readonly [ask: () => Promise<CloudReply>, error: RegExp])[] = [
    [
      async () => ({ status: 201, body: null }),
      /^The state could not be made: POST \/v2\/images as producer was answered 201 without an image\.$/,
    ],
    [() => Promise.reject(new TypeError('odd')), /^This failed unexpectedly: TypeError/],
  ];
  for (const [ask, error] of wrong) {
    const odd = await served({}, { ...fakeCloud(fake), ask });
    const unmade = await post(image, {}, odd);
    expect(unmade.status).toBe(422);
    expect(valuesIn(unmade)['error']).toMatch(error);
    await odd.close();
  }
});
