import { collation, quota, times } from './kept-members.ts';
import { ask, clear, image, label, type Question, type Scene, send } from '../scene.ts';

/** What may stand in the bodies of the member operations, and what the replies make of it. */

const members = '/v2/images/<image:a>/members';

/** Values of `member`, as JSON text. */
const values: Readonly<Record<string, string>> = {
  'empty text': '""',
  null: 'null',
  zero: '0',
  'minus zero': '-0',
  false: 'false',
  'empty list': '[]',
  'empty object': '{}',
  integer: '5',
  float: '1.5',
  'whole float': '2.0',
  exponent: '1e3',
  'huge number': '1e400',
  'long integer': '123456789012345678901234567890',
  true: 'true',
  'list of one': '["<word>"]',
  'list of two': '["a","b"]',
  object: '{"a":1}',
  NaN: 'NaN',
  Infinity: 'Infinity',
  'text of 255': JSON.stringify('x'.repeat(255)),
  'text of 256': JSON.stringify('y'.repeat(256)),
  'umlauts of 255': JSON.stringify('ü'.repeat(255)),
  emoji: '"\u{1F600}"',
  'emoji escaped': '"\\ud83d\\ude00"',
  'lone surrogate': '"\\ud800"',
  slash: '"a/b"',
  space: '" "',
  'leading space': '" lead"',
  'trailing space': '"trail "',
  control: '"a\\u0001b"',
  'null character': '"a\\u0000b"',
  newline: '"a\\nb"',
  tokyo: '"東京"',
  'tag-like': '"<b>bold</b>"',
  ampersand: '"a&b"',
  percent: '"a%20b"',
};

/** Whole bodies. */
const bodies: Readonly<Record<string, string>> = {
  empty: '',
  spaces: '  ',
  'not JSON': 'member=beta',
  'cut off': '{"member": "x"',
  'two documents': '{"member":"x"}{"member":"y"}',
  'byte order mark': '\uFEFF{"member":"x"}',
  'trailing comma': '{"member":"x",}',
  'single quotes': "{'member':'x'}",
  comment: '{"member":"x"} // no',
  'white space around': ' \n{"member":"around"}\t',
  list: '[{"member":"x"}]',
  'empty list': '[]',
  text: '"member"',
  number: '5',
  null: 'null',
  true: 'true',
  'no member': '{"project":"x"}',
  'member in capitals': '{"Member":"x"}',
  'member twice': '{"member":"first","member":"second"}',
  'more keys': '{"member":"more","status":"accepted","image_id":"x","created_at":"2000-01-01T00:00:00Z"}',
  'deeply nested': `{"member":"deep","x":${'['.repeat(500)}${']'.repeat(500)}}`,
};

const statusBodies: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(bodies).map(([name, text]) => [name, text.replaceAll('"member"', '"status"')]),
  ),
  'capital letter': '{"status":"Accepted"}',
  'trailing space': '{"status":"accepted "}',
  'empty text': '{"status":""}',
  'status null': '{"status":null}',
  'status number': '{"status":1}',
  'status list': '{"status":["accepted"]}',
  'status object': '{"status":{"a":1}}',
  'another member': '{"status":"accepted","member_id":"<tenant:gamma>","member":"x","image_id":"y"}',
  'old shape': '{"member":{"status":"accepted"}}',
};

const types: readonly string[] = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'garbage',
  'multipart/form-data',
];

function* adding(): ReturnType<Scene['tell']> {
  yield* image('a');
  for (const [name, value] of Object.entries(values)) {
    yield label(`value ${name}`, send('alpha', 'POST', members, `{"member":${value}}`));
    yield label(`value ${name} again`, send('alpha', 'POST', members, `{"member":${value}}`));
  }
  yield label('list', ask('alpha', 'GET', members));
  for (const [name, text] of Object.entries(bodies))
    yield label(`body ${name}`, send('alpha', 'POST', members, text));
  for (const type of types.slice(0, -1))
    yield label(`type ${type}`, send('alpha', 'POST', members, { member: type }, type));
  yield label('no type', { ...ask('alpha', 'POST', members), body: '{"member":"no type"}' });
  for (const [name, question] of Object.entries(rawBodies('POST', members, '{"member":"raw"}')))
    yield label(name, question);
  yield label('list at last', ask('alpha', 'GET', members));
  yield* clear('a');
}

function* updating(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'pending', gamma: 'pending' } });
  const path = `${members}/<tenant:beta>`;
  for (const [name, text] of Object.entries(statusBodies)) {
    yield label(`as beta ${name}`, send('beta', 'PUT', path, text));
    yield label(`as alpha ${name}`, send('alpha', 'PUT', path, text));
    yield label(`as delta ${name}`, send('delta', 'PUT', path, text));
  }
  for (const type of types)
    yield label(`type ${type}`, send('beta', 'PUT', path, { status: 'accepted' }, type));
  for (const [name, question] of Object.entries(rawBodies('PUT', path, '{"status":"rejected"}')))
    yield label(name, { ...question, as: 'beta' });
  yield label('list at last', ask('alpha', 'GET', members));
  yield* clear('a');
}

/** Bodies that are no text in UTF-8, and ways to send one. */
function rawBodies(method: string, path: string, text: string): Record<string, Question> {
  const headers = { accept: 'application/json' };
  const base = { as: 'alpha', method, path, headers };
  return {
    'no body': base,
    'length zero': { ...base, headers: { ...headers, 'content-length': '0' } },
    'invalid UTF-8': { ...base, body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]) },
    'Latin-1': {
      ...base,
      body: new Uint8Array(Buffer.from(text.replace('raw', 'räw').replace('rejected', 'rejectéd'), 'latin1')),
    },
    'UTF-16': { ...base, body: new Uint8Array(Buffer.from(text, 'utf16le')) },
    'UTF-16 with mark': { ...base, body: new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')) },
    'UTF-32': { ...base, body: new Uint8Array([...Buffer.from(text)].flatMap((each) => [each, 0, 0, 0])) },
    chunked: { ...base, headers: { ...headers, 'transfer-encoding': 'chunked' }, body: text },
    'chunked, empty': { ...base, headers: { ...headers, 'transfer-encoding': 'chunked' } },
    'gzip announced': { ...base, headers: { ...headers, 'content-encoding': 'gzip' }, body: text },
  };
}

/** The one content type that is looked at: the server's form reader breaks on it. */
function* multipart(): ReturnType<Scene['tell']> {
  yield* image('a');
  yield label('POST', send('alpha', 'POST', members, { member: 'x' }, 'multipart/form-data'));
  yield* clear('a');
}

/** No reading and no deletion takes a body. */
function* withoutBody(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'pending' } });
  const path = `${members}/<tenant:beta>`;
  for (const body of ['{}', ' ', 'x', '']) {
    for (const [method, at] of [
      ['GET', members],
      ['GET', path],
      ['GET', '/v2/images/<image:a>'],
      ['GET', '/v2/images?tag=<word>'],
      ['GET', '/v2/schemas/member'],
      ['DELETE', `${members}/<tenant:gamma>`],
      ['DELETE', '/v2/images/<image:a>/tags/none'],
      ['DELETE', '/v2/images/<image:b>'],
    ] as const)
      yield label(`${method} ${at} with ${JSON.stringify(body)}`, send('alpha', method, at, body));
  }
  yield* clear('a');
}

/** The table's order of checks against the body: each wrong body in each wrong place. */
function* order(): ReturnType<Scene['tell']> {
  yield* image('private', { visibility: 'private', members: { beta: 'accepted' } });
  yield* image('shared', { members: { beta: 'accepted' } });
  const wrong = ['', '{', '[]', '{}', '{"member":""}', '{"status":"x"}', '{"member":"<tenant:beta>"}'];
  for (const as of ['alpha', 'beta', 'delta', 'admin', 'areader', 'breader', null]) {
    for (const name of ['private', 'shared', 'missing']) {
      const at = `/v2/images/<image:${name}>/members`;
      for (const body of wrong) {
        yield label(`${as} POST ${name} ${body}`, send(as, 'POST', at, body));
        yield label(`${as} PUT ${name} ${body}`, send(as, 'PUT', `${at}/<tenant:beta>`, body));
        yield label(`${as} PUT ${name} no record ${body}`, send(as, 'PUT', `${at}/<tenant:delta>`, body));
      }
    }
  }
  yield* clear('private', 'shared');
}

/** All scenes about the bodies of member operations. */
export const memberBodies: readonly Scene[] = Object.entries({
  adding,
  updating,
  withoutBody,
  order,
  collation,
  times,
  quota,
  multipart,
}).map(([name, tell]) => ({ name: `members/${name}`, tell }));
