import { expect, it } from 'vitest';
import { identityRoutes } from '../../src/http/identity/routes.ts';
import { routesV2 } from '../../src/http/identity/v2/routes.ts';
import { routes } from '../../src/http/routes.ts';
import { createFake } from '../../src/world/fake.ts';
import { shareOf } from '../share.ts';
import { AnswerReader } from './answer.ts';
import { coreProblems, requestOf } from './core.ts';
import { attackAt, mutations } from './generate.ts';
import { hasSecret, isListed, LogBook } from './log.ts';
import { attackedWorld, passwordOf, tokenOf } from './place.ts';
import { curlOf, inChunks, scriptOf, wireOf } from './request.ts';

const host = '127.0.0.1:9292';

function attacks(seed: number, count: number): ReturnType<typeof attackAt>[] {
  return Array.from({ length: count }, (_, index) => attackAt(seed, index, host));
}

it('a seed makes the same requests again, whichever are made before', () => {
  const whole = attacks(7, 300).map(wireOf);
  expect(whole).toEqual(attacks(7, 300).map(wireOf));
  expect(wireOf(attackAt(7, 211, host))).toEqual(whole[211]);
});

it('another seed makes other requests', () => {
  const [one, other] = [attacks(1, 300), attacks(2, 300)].map((all) =>
    all
      .filter(({ mutations }) => mutations.length > 0)
      .map((each) => Buffer.from(wireOf(each)).toString('latin1')),
  );
  expect(one?.filter((each) => other?.includes(each))).toEqual([]);
});

it('every operation that is served is attacked, and every mutation tried', { timeout: 300_000 }, () => {
  const made = Array.from({ length: 6000 }, (_, index) => {
    const { operation, mutations } = attackAt(1, index, host);
    return { operation, mutations };
  });
  const served = [
    ...routes.map(({ operation }) => operation),
    ...identityRoutes.flatMap(({ methods }) =>
      Object.values(methods).map(({ operation }) => `v3 ${operation}`),
    ),
    ...routesV2.flatMap(({ methods }) => Object.values(methods).map(({ operation }) => `v2.0 ${operation}`)),
  ];
  const attacked = new Set(made.map(({ operation }) => operation));
  expect(served.filter((each) => !attacked.has(each))).toEqual([]);
  const tried = new Set(made.flatMap((each) => each.mutations));
  expect(mutations.map(({ part, name }) => `${part}: ${name}`).filter((each) => !tried.has(each))).toEqual(
    [],
  );
});

it('valid requests are most often answered well, so that mutations spoil something', () => {
  const fake = createFake({ seed: attackedWorld(), identityV2: true });
  const valid = attacks(3, 3000).filter(({ mutations }) => mutations.length === 0);
  const statuses = valid.map((each) => fake.exchange(requestOf(each, `http://${host}`)).status);
  expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(statuses.length / 2);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
});

it.each(shareOf(['glance', 'glance-legacy', 'rackspace'] as const, 3))(
  'the core of %s answers whatever is made up, and fails on purpose alone',
  { timeout: 300_000 },
  (profile) => {
    const made = attacks(4, 1500).map((each) => requestOf(each, `http://${host}`));
    expect(coreProblems(made, { profile, identityV2: true })).toEqual([]);
  },
);

const attack = {
  index: 5,
  lane: 5,
  operation: 'addMember',
  mutations: [],
  method: 'POST',
  target: "/v2/images?name='a'",
  headers: [
    ['Host', host],
    ['X-Auth-Token', 'a-token'],
    ['Content-Length', '14'],
  ],
  body: Buffer.from('{"member":"1"}'),
} as const;

it('a finding is repeated with cURL', () => {
  expect(curlOf(attack, 'http://127.0.0.1:9292')).toBe(
    String.raw`curl -i --path-as-is -g -X POST -H 'Accept:' -H 'X-Auth-Token: a-token' --data-binary '{"member":"1"}' 'http://127.0.0.1:9292/v2/images?name='\''a'\'''`,
  );
});

it('what cURL would not send as it is, is repeated by a script of its bytes', () => {
  expect(curlOf({ ...attack, target: '/v2/\xff' }, 'http://x')).toBeUndefined();
  expect(scriptOf(Buffer.from('G %\\\'"\r\n\xff', 'latin1'), 9292)).toBe(
    String.raw`exec 3<>/dev/tcp/127.0.0.1/9292; printf 'G \045\134\047\042\r\n\377' >&3; timeout 5 cat <&3; exec 3>&-`,
  );
});

it('a body in chunks ends with the empty one', () => {
  expect(Buffer.from(inChunks(Buffer.from('hello'), 3)).toString()).toBe('3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n');
});

it('answers are read one by one, each with its body', () => {
  const reader = new AnswerReader();
  const bytes = Buffer.from(
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n' +
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx',
  );
  for (const byte of bytes) reader.push(Buffer.from([byte]));
  const read = ['GET', 'HEAD', 'GET'].map((method) => reader.next(method));
  expect(read.map((each) => [each?.status, Buffer.from(each?.body ?? []).toString(), each?.goesOn])).toEqual([
    [200, 'ab', true],
    [200, '', true],
    [404, 'x', false],
  ]);
  expect(reader.left).toBe(0);
});

it('what is no answer is not read as one', () => {
  for (const text of ['HTTP/1.1 2000 OK\r\n\r\n', 'HTTP/1.1 200 OK\r\nBad Name: x\r\n\r\n', '{}\r\n\r\n']) {
    const reader = new AnswerReader();
    reader.push(Buffer.from(text));
    expect(() => reader.next('GET')).toThrow(/^no /);
  }
});

it('a secret is found in a log however it is escaped', () => {
  const token = tokenOf('producer-0');
  const escaped = token.replaceAll(/./g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  const found = [token, `/v2/${token}?a`, escaped, encodeURIComponent(escaped), `"${passwordOf('probe')}"`];
  expect(found.filter((each) => !hasSecret(each))).toEqual([]);
  expect(['***', '%', `x${token}`, `${token}1`, 'producer-0-token'].filter(hasSecret)).toEqual([]);
});

it('a failure is listed by its refusal', () => {
  const line = { method: 'GET', target: '/', status: 500, refused: null };
  expect([
    isListed({ ...line, status: 501, refused: { refusal: 'methodUnknown' } }),
    isListed({ ...line, refused: { refusal: 'serverErred' } }),
    isListed({ ...line, refused: { refusal: 'serverBroke' } }),
    isListed(line),
    isListed({ ...line, refused: { refusal: 'memberMissing' } }),
  ]).toEqual([true, true, true, false, false]);
});

it('a stack trace among log lines is noticed, and a mark in a target counted', () => {
  const log = new LogBook();
  log.take('{"target":"/v2/images/x/members/raw-1-1","status":204}\nError: a\n    at b');
  log.end();
  expect(log.strange).toEqual(['Error: a', '    at b']);
  expect([log.requests, [...log.marks]]).toEqual([1, [['raw-1-1', 1]]]);
});
