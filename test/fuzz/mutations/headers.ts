import { routes } from '../../../src/http/routes.ts';
import { stranger, tokenOf } from '../place.ts';
import type { Draft, Header } from '../request.ts';
import { long, type Mutation, mutationsOf } from './mutation.ts';

/** A draft with one more header, in place of one of that name, or beside it. */
function header(name: string, values: readonly string[]): Mutation['change'] {
  return (draft, { dice }) => {
    const others = draft.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
    return { ...draft, headers: [...(dice.percent(90) ? others : draft.headers), [name, dice.pick(values)]] };
  };
}

function headers(...sets: readonly (readonly Header[])[]): Mutation['change'] {
  return (draft, { dice }) => ({ ...draft, headers: [...draft.headers, ...dice.pick(sets)] });
}

const accepts = [
  'application/json',
  '*/*',
  'text/html',
  'garbage',
  '',
  'application/json;q=0',
  'a/b;q=2, */*;q=nan',
  'application/vnd.openstack.images-v2',
  'application/vnd.openstack.images-v9',
  long('application/json;q=0.1, ', 4000),
  long('a', 5000),
  long(', ', 4000),
  long('text/html;a="', 4000),
];

const types = [
  ...routes.flatMap(({ mediaTypes }) => mediaTypes),
  '',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json/patch',
  'APPLICATION/JSON',
  long('application/', 5000),
];

const ranges = [
  'bytes=0-4',
  'bytes=-5',
  'bytes=5-',
  'bytes=9-1',
  'bytes=0-0,2-3',
  'bytes=99999999999999999999-',
  'bytes=-',
  'bytes=a-b',
  'lines=1-2',
  '',
  `bytes=${long('0-1,', 5000)}`,
  `bytes=${long('9', 5000)}-`,
  `bytes=${long(' ', 5000)}x`,
];

const requestIds = [
  '',
  'x',
  long('r', 64),
  long('r', 65),
  long('r', 5000),
  'req-',
  'a b',
  '\xff\xfe',
  '"quoted"',
  '\x7f',
];
const foreign = [
  'other.test',
  'localhost:1',
  '',
  '127.0.0.1:0',
  '[::1]',
  'a b',
  'user@host',
  '..',
  long('h', 3000),
  '127.0.0.1/x',
];

const odd: readonly (readonly Header[])[] = [
  [['Content-Length', 'abc']],
  [['Content-Length', '-1']],
  [['Content-Length', '1e3']],
  [['Content-Length', '0x10']],
  [['Transfer-Encoding', 'gzip']],
  [['Transfer-Encoding', 'identity']],
  [['Transfer-Encoding', 'chunked, gzip']],
  [['Bad Name', 'x']],
  [['', 'x']],
  [['X-Null', 'a\x00b']],
  [['X-Return', 'a\rb']],
  [['X\x01', 'y']],
];

const usual = mutationsOf('headers', {
  Accept: header('Accept', accepts),
  'Content-Type': header('Content-Type', types),
  Range: header('Range', ranges),
  'Content-Range': header(
    'Content-Range',
    ranges.map((each) => each.replace('=', ' ')).concat('bytes */*', 'bytes 0-1/2'),
  ),
  'x-openstack-request-id': header('X-Openstack-Request-Id', requestIds),
  Host: header('Host', foreign),
  Connection: header('Connection', [
    'close',
    'keep-alive, X-Auth-Token',
    'Upgrade',
    'TE',
    'nonsense',
    'close, keep-alive',
  ]),
  Expect: header('Expect', ['100-continue', 'something', '']),
  Upgrade: headers(
    [
      ['Connection', 'Upgrade'],
      ['Upgrade', 'h2c'],
      ['HTTP2-Settings', 'AAA'],
    ],
    [['Upgrade', 'websocket']],
  ),
  'broken framing': headers(...odd),
  'proxies and other methods': headers(
    [['X-HTTP-Method-Override', 'DELETE']],
    [
      ['X-Forwarded-For', '127.0.0.1'],
      ['X-Forwarded-Host', 'other.test'],
      ['X-Forwarded-Proto', 'https'],
    ],
    [['Forwarded', 'for=127.0.0.1;host=other.test']],
    [
      ['Origin', 'http://other.test'],
      ['Cookie', 'a=b'],
    ],
    [['Content-Encoding', 'gzip']],
  ),
  'repeated headers': headers(
    [
      ['Accept', 'text/html'],
      ['Accept', 'application/json'],
    ],
    [
      ['X-Auth-Token', 'another'],
      ['X-Auth-Token', ''],
    ],
    [
      ['Content-Type', 'text/plain'],
      ['Content-Type', 'text/html'],
    ],
    [
      ['Host', '127.0.0.1'],
      ['Host', 'other.test'],
    ],
  ),
  'names of JavaScript': headers(
    [
      ['__proto__', '1'],
      ['constructor', '2'],
    ],
    [
      ['toString', 'x'],
      ['hasOwnProperty', 'y'],
    ],
  ),
  'many headers': (draft, { dice }) => ({
    ...draft,
    headers: [
      ...draft.headers,
      ...Array.from({ length: dice.pick([50, 150, 300]) }, (_, at): Header => [`X-${at}`, 'v']),
    ],
  }),
  'a long header': headers([['X-Long', long('v', 7000)]], [['Cookie', long('a=b; ', 12_000)]]),
  'headers beyond the limit': headers([['X-Long', long('v', 20_000)]], [['X-Long', long('v', 120_000)]]),
});

function shownAs(make: (token: string) => readonly Header[]): Mutation['change'] {
  return (draft, { lane }) => ({
    ...draft,
    as: undefined,
    headers: [...draft.headers, ...make(tokenOf(draft.as ?? lane.users.producer))],
  });
}

function withToken(...tokens: readonly string[]): Mutation['change'] {
  return (draft: Draft, { dice }) => ({
    ...draft,
    as: undefined,
    headers: [...draft.headers, ['X-Auth-Token', dice.pick(tokens)]],
  });
}

const tokens = mutationsOf('token', {
  'no token': (draft) => ({ ...draft, as: undefined }),
  'a wrong token': withToken('wrong', '', ' ', 'undefined', '__proto__', '\xff\xfe', '*', 'null'),
  'a long token': withToken(long('t', 255), long('t', 5000), long('gAAAAA', 9000)),
  'another user': (draft, { lane, dice }) => ({
    ...draft,
    as: dice.pick([...Object.values(lane.users), stranger]),
  }),
  'a token in another header': shownAs((token) => [['Authorization', `Bearer ${token}`]]),
  'a storage token': shownAs((token) => [['X-Storage-Token', token]]),
  'a token with something behind': shownAs((token) => [['X-Auth-Token', `${token},x`]]),
  'a subject token': (draft, { lane, dice }) => ({
    ...draft,
    headers: [
      ...draft.headers,
      ['X-Subject-Token', dice.pick([tokenOf(lane.users.victim), 'wrong', '', long('s', 3000)])],
    ],
  }),
});

/** What is done to headers, and to who asks. */
export const headerMutations: readonly Mutation[] = [...usual, ...tokens];
