import { bodyOf, type Draft, verbatim } from '../request.ts';
import type { Making } from '../valid.ts';
import { anyBytes, long, type Mutation, mutationsOf } from './mutation.ts';

type Change = Mutation['change'];

/** Operations with a JSON body; a mutation of a body on any other one goes to one of these, mostly. */
const written = [
  { operation: 'createImage', method: 'POST', path: '/v2/images' },
  { operation: 'v3 issue_token', method: 'POST', path: '/identity/v3/auth/tokens' },
  { operation: 'v2.0 authenticate', method: 'POST', path: '/identity/v2.0/tokens' },
] as const;

function bodied(draft: Draft, { dice }: Making): Draft {
  if (draft.json !== undefined || dice.percent(15)) return draft;
  const json = {
    name: 'a',
    auth: { identity: { methods: ['password'] } },
    tags: ['b'],
    visibility: 'shared',
  };
  return {
    ...draft,
    ...dice.pick(written),
    query: undefined,
    headers: [['Content-Type', 'application/json']],
    json,
  };
}

/** Puts another value in one place of the JSON, whichever. */
function valued(values: readonly unknown[]): Change {
  return (draft, making) => {
    const sent = bodied(draft, making);
    return { ...sent, json: replaced(sent.json ?? {}, making, making.dice.pick(values)) };
  };
}

function replaced(value: unknown, making: Making, other: unknown): unknown {
  const { dice } = making;
  const isNode = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isNode || dice.percent(25)) return other;
  const key = dice.pick(Object.keys(value));
  const inner = replaced((value as Record<string, unknown>)[key], making, other);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}

/** Changes the bytes of the body, as it would have been sent. */
export function bytewise(change: (body: Buffer, making: Making) => Uint8Array | string): Change {
  return (draft, making) => {
    const sent = bodied(draft, making);
    const changed = change(Buffer.from(bodyOf(sent)), making);
    return { ...sent, json: undefined, bytes: typeof changed === 'string' ? Buffer.from(changed) : changed };
  };
}

function deep(depth: number, open = '[', close = ']'): string {
  return verbatim(`${open.repeat(depth)}1${close.repeat(depth)}`);
}

const values: Readonly<Record<string, Change>> = {
  'values of the wrong type': valued([
    null,
    true,
    false,
    0,
    -1,
    1.5,
    '',
    'x',
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    ['a', 1],
  ]),
  'huge numbers': valued(
    [
      '1e400',
      '-1e400',
      '9007199254740993',
      '1e-400',
      '-0',
      '1E5',
      long('9', 5000),
      `0.${long('0', 5000)}1`,
    ].map(verbatim),
  ),
  'malformed numbers': valued(
    ['NaN', 'Infinity', '-Infinity', '01', '1.', '.5', '+1', '0x1', '1_0', '--1'].map(verbatim),
  ),
  'deep values': valued([
    deep(50),
    deep(900),
    deep(5000),
    deep(50_000),
    deep(2000, '{"a":', '}'),
    verbatim('['.repeat(20_000)),
  ]),
  'long texts': valued([
    long('a', 256),
    long('a', 10_000),
    long(' ', 10_000),
    long('é', 10_000),
    long('<a>', 10_000),
    long('"', 5000),
    long('\\', 5000),
  ]),
  surrogates: valued(
    ['\ud800', '\udc00x', 'a\ud83d', '\ude00\ud83d'].concat(
      verbatim(String.raw`"\uD800"`),
      verbatim(String.raw`"\uZZZZ"`),
    ),
  ),
  'other characters': valued([
    '\0',
    '\u0000a',
    '\u001b[31m',
    '\u202e',
    '😀',
    'e\u0301',
    '\u2028',
    '\ufeff',
    '\r\nX: y',
    '<script>',
    '%s',
    '${x}',
    '../..',
  ]),
  'many values': valued([
    Array.from({ length: 5000 }, () => 'a'),
    Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`k${at}`, at])),
  ]),
  'names of JavaScript': valued([
    verbatim('{"__proto__":{"a":1}}'),
    verbatim('{"constructor":{"prototype":1}}'),
    '__proto__',
    'toString',
    { toString: 1 },
  ]),
  'repeated keys': valued([verbatim('{"a":1,"a":2}'), verbatim('{"methods":["token"],"methods":[]}')]),
  'more keys': (draft, making) => {
    const sent = bodied(draft, making);
    const more = {
      status: 'active',
      id: 'x',
      owner: making.lane.consumerId,
      __v: 1,
      extra: { a: [1] },
      schema: '/',
    };
    return {
      ...sent,
      json: Array.isArray(sent.json) ? [...sent.json, more] : Object.assign({}, sent.json, more),
    };
  },
};

const utf16 = (body: Buffer): Uint8Array => Buffer.from(body.toString(), 'utf16le');
const edges = ['[', ']', '{', '"', ',', '//', '}}', '\\', ';', '\0', '\x1a', '/* */', ')]}'];

const texts: Readonly<Record<string, Change>> = {
  'no body': bytewise(() => ''),
  'a body that breaks off': bytewise((body, { dice }) =>
    body.subarray(0, dice.whole(0, Math.max(0, body.length - 1))),
  ),
  'bytes changed': bytewise((body, { dice }) => {
    const changed = Buffer.from(body);
    for (let times = dice.whole(1, 5); times > 0 && body.length > 0; times -= 1)
      changed[dice.whole(0, body.length - 1)] = dice.whole(0, 255);
    return changed;
  }),
  'a byte order mark': bytewise((body) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])),
  'UTF-16': bytewise(utf16),
  'something before or behind': bytewise((body, { dice }) => {
    const more = dice.pick(edges);
    return dice.percent(50) ? `${more}${body.toString()}` : `${body.toString()}${more}`;
  }),
  'two documents': bytewise((body) => Buffer.concat([body, body])),
  'single quotes': bytewise((body) => body.toString().replaceAll('"', "'")),
  'only spaces': bytewise((_, { dice }) =>
    long(dice.pick([' ', '\n', '\t', '\u00a0']), dice.pick([1, 100, 20_000])),
  ),
  'spaces around': bytewise((body, { dice }) => {
    const spaces = long(dice.pick([' ', '\n', '\r\n', '\t ']), dice.pick([1, 500, 20_000]));
    return `${spaces}${body.toString()}${spaces}`;
  }),
  'something that is not JSON': bytewise((_, { dice }) =>
    dice.pick([
      'null',
      '1',
      '"text"',
      'name=a&b=c',
      '<auth/>',
      'NaN',
      '- a: 1\n',
      '\x1f\x8b\x08',
      'undefined',
    ]),
  ),
  'any bytes': bytewise((_, { dice }) => anyBytes(dice, dice.pick([1, 10, 1000]))),
};

const pointers = [
  '',
  '/',
  '//',
  '/~2',
  '/~',
  '/name/0',
  '/tags/-',
  '/tags/0',
  '/a/b/c',
  '/__proto__',
  'name',
  '/members',
  '/size',
  '/id',
  '/locations',
  '/locations/-',
  '/x'.repeat(200),
  `/${'~1'.repeat(3000)}`,
];
const verbs = ['add', 'replace', 'remove', 'test', 'move', 'copy', 'ADD', '', '__proto__'];

function patches(counts: readonly number[]): Change {
  return (draft, { lane, dice }) => {
    const entry = (): unknown => ({
      op: dice.pick(dice.percent(70) ? verbs.slice(0, 3) : verbs),
      path: dice.percent(50) ? `/p${dice.whole(0, 300)}` : dice.pick(pointers),
      value: dice.pick(['a', null, 1, ['a'], {}, true, long('v', 300)]),
    });
    return {
      ...draft,
      operation: 'updateImage',
      method: 'PATCH',
      path: `/v2/images/${dice.pick(lane.images)}`,
      query: undefined,
      as: lane.users.producer,
      headers: [['Content-Type', 'application/openstack-images-v2.1-json-patch']],
      json: Array.from({ length: dice.pick(counts) }, entry),
    };
  };
}

/** What is done to bodies. */
export const bodyMutations: readonly Mutation[] = [
  ...mutationsOf('body', values, 4),
  ...mutationsOf('body', texts, 3),
  ...mutationsOf(
    'body',
    {
      'in chunks': (draft) => ({ ...draft, chunked: true }),
      'patches of some operations': patches([1, 2, 10, 60]),
    },
    8,
  ),
  ...mutationsOf('body', { 'patches of many operations': patches([500, 3000]) }, 1),
];
