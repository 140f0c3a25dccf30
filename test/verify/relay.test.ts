/** The relay passes on what it hears as it came. Answers are written by hand, as HTTP/1.1 (RFC 9112) has them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { VerifiedExchange } from '../../src/contract/verify/results.ts';
import { type AnswerBounds, type Relay, relayTo } from '../../src/contract/verify/relay.ts';
import { rawServer } from './servers.ts';

interface Heard {
  readonly exchanges: VerifiedExchange[];
  readonly unanswered: string[];
}

async function relayAt(
  url: string,
  isStrict: boolean = false,
  same: boolean = true,
  bounds: AnswerBounds = {},
): Promise<Relay & Heard> {
  const exchanges: VerifiedExchange[] = [];
  const unanswered: string[] = [];
  const relay = await relayTo({
    providerBaseUrl: url,
    connection: () => ({}),
    asks: () => ({
      unanswered: (why) => void unanswered.push(why),
      answered: (exchange) => (exchanges.push(exchange), same),
    }),
    isStrict,
    outage: { saw: () => {}, answered: () => {} },
    bounds,
  });
  return { ...relay, exchanges, unanswered };
}

/** All that comes back for some bytes until the connection is closed, or nothing came for the length of the answer. */
async function answerTo(
  url: string,
  bytes: string,
  isWhole: (text: string) => boolean = () => false,
): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (isWhole(text)) socket.destroy();
  });
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return text;
}

const zipped = gzipSync('{"a":1}').toString('latin1');
const answers = {
  '/chunked': {
    bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n2\r\nhi\r\n0\r\n\r\n',
  },
  '/open-ended': {
    bytes: 'HTTP/1.1 200 Fine\r\nContent-Type: text/plain\r\n\r\nuntil the end',
    isLast: true,
  },
  '/twice': {
    bytes:
      'HTTP/1.1 200 OK\r\nX-a: 1\r\nX-A: 2\r\nset-cookie: a\r\nSet-Cookie: b\r\nContent-Length: 0\r\n\r\n',
  },
  '/gzip': {
    bytes: `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n${zipped}`,
  },
  '/empty': { bytes: 'HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n' },
  '/unchanged': { bytes: 'HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\nETag: "x"\r\n\r\n' },
  '/head': { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n' },
  '/odd': {
    bytes:
      'HTTP/1.1 299 Odd Words\r\nX-Caf\xe9: \xfc\r\nContent-Length: 2\r\nKeep-Alive: timeout=7\r\n\r\n{]',
  },
  '/midway': { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes!', isLast: true },
  '/nothing': { bytes: '', isLast: true },
  '//a/../b%20c?x=%C3%BC&x=1': { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' },
};

it.each([
  ['GET', '/open-ended'],
  ['GET', '/twice'],
  ['GET', '/gzip'],
  ['GET', '/chunked'],
  ['GET', '/empty'],
  ['GET', '/unchanged'],
  ['HEAD', '/head'],
  ['GET', '/nothing'],
] as const)('%s %s is answered through the relay as without it', async (method, target) => {
  await using server = await rawServer(answers);
  await using relay = await relayAt(server.url);
  const { bytes } = answers[target];
  const request = `${method} ${target} HTTP/1.1\r\nhost: ${new URL(relay.url).host}\r\naccept: */*\r\n\r\n`;
  expect(await answerTo(relay.url, request, (text) => text === bytes)).toBe(bytes);
  const host = new URL(server.url).host;
  expect(server.heard).toEqual([
    `${method} ${target} HTTP/1.1\r\nhost: ${host}\r\naccept: */*\r\n\r\n`.replace(
      /host: .*\r\n(accept.*\r\n)/,
      `$1Host: ${host}\r\n`,
    ),
  ]);
});

it('an answer that breaks off breaks off, and is remembered as none', async () => {
  await using server = await rawServer(answers);
  await using relay = await relayAt(server.url);
  const text = await answerTo(relay.url, 'GET /midway HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(text).toBe(answers['/midway'].bytes);
  await relay.settled();
  expect(relay.unanswered).toEqual([
    `GET ${server.url}/midway was not answered in full: the connection was closed before its answer ended: 10 of 100 bytes of its body came. Is its Content-Length right?`,
  ]);
});

const soon = { seconds: 0.2, bytes: 1000 };
it.concurrent.each<[what: string, answer: { readonly bytes: string; readonly drip?: string }, why: RegExp]>([
  [
    'of which the Content-Length is too long',
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes!' },
    /in full: its answer did not end within 0\.2 seconds: 10 of 100 bytes of its body came\. Is its Content-Length/,
  ],
  [
    'that trickles',
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', drip: 'x' },
    /in full: its answer did not end within 0\.2 seconds: \d of 100 bytes of its body came\./,
  ],
  [
    'that never ends',
    { bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', drip: '1\r\nx\r\n' },
    /in full: its answer did not end within 0\.2 seconds: \d bytes of its body came\./,
  ],
  [
    'that is too large',
    { bytes: `HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n${'x'.repeat(1001)}` },
    /in full: its answer has more than 1000 bytes\. --answer-bytes sets how many are read\.$/,
  ],
  ['that never begins', { bytes: '' }, /\/x was not answered: .* was silent for too long/],
])('an answer %s is none, and is not waited for', async (_, answer, why) => {
  await using server = await rawServer({ '/x': answer });
  const passed = async (isStrict: boolean): Promise<void> => {
    await using relay = await relayAt(server.url, isStrict, true, soon);
    await answerTo(relay.url, 'GET /x HTTP/1.1\r\nhost: x\r\n\r\n');
    await relay.settled();
    expect(relay.unanswered).toEqual([expect.stringMatching(why)]);
    expect(relay.exchanges).toEqual([]);
  };
  await Promise.all([passed(false), passed(true)]);
});

it('a server that closes each connection behind its answer is answered on a new one', async () => {
  await using server = await rawServer({
    '/bye': { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', isLast: true },
  });
  await using relay = await relayAt(server.url);
  const asked = 'GET /bye HTTP/1.1\r\nhost: x\r\n\r\n';
  for (const _ of [1, 2, 3]) await answerTo(relay.url, asked, (text) => text.endsWith('hi'));
  await relay.settled();
  expect({ unanswered: relay.unanswered, heard: server.heard.length }).toEqual({ unanswered: [], heard: 3 });
});

it('a GET with a body and an odd target goes on as it came', async () => {
  await using server = await rawServer(answers);
  await using relay = await relayAt(server.url);
  const target = '//a/../b%20c?x=%C3%BC&x=1';
  const request = `GET ${target} HTTP/1.1\r\nhost: x\r\nX-One: 1\r\nContent-Length: 2\r\n\r\nhi`;
  const answer = await answerTo(relay.url, request, (text) => text.endsWith('\r\n\r\n'));
  expect(answer).toBe('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  expect(server.heard[0]).toMatch(
    /^GET \/\/a\/\.\.\/b%20c\?x=%C3%BC&x=1 HTTP\/1\.1\r\nX-One: 1\r\nContent-Length: 2\r\nHost: 127\.0\.0\.1:\d+\r\n\r\nhi$/,
  );
});

it('what was packed is remembered unpacked', async () => {
  await using server = await rawServer(answers);
  await using relay = await relayAt(server.url);
  await answerTo(
    relay.url,
    'GET /gzip HTTP/1.1\r\nhost: x\r\n\r\n',
    (text) => text.length >= answers['/gzip'].bytes.length,
  );
  await relay.settled();
  expect(relay.exchanges[0]?.response?.body).toBe('{"a":1}');
});

it('where results are published, an answer with other values than the states gave becomes none', async () => {
  await using server = await rawServer(answers);
  await using other = await relayAt(server.url, true, false);
  expect(await answerTo(other.url, 'GET /chunked HTTP/1.1\r\nhost: x\r\n\r\n')).toBe('');
  await using same = await relayAt(server.url, true);
  const { bytes } = answers['/chunked'];
  expect(await answerTo(same.url, 'GET /chunked HTTP/1.1\r\nhost: x\r\n\r\n', (text) => text === bytes)).toBe(
    bytes,
  );
});
