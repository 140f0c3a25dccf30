import { expect } from 'vitest';
import { add, image, list, remove, show, update } from '../calls.ts';
import { cast } from '../cast.ts';
import { type Call, everyDoor } from '../doors.ts';

const world = { seed: cast({ members: [{ member: 'consumer' }] }) };
const post = (body: unknown, headers: Call['headers'] = {}): Call => ({
  method: 'POST',
  path: list().path,
  body,
  headers,
});
const put = (body: unknown, headers: Call['headers'] = {}): Call => ({
  method: 'PUT',
  path: show('123456').path,
  body,
  headers,
});
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const malformed = '400 Malformed JSON in request body.';
const erred = '500 The server has either erred or is incapable of performing the requested operation.';
const times = { created_at: '2013-10-09T12:00:00Z', updated_at: '2013-10-09T12:00:00Z' };

everyDoor('adding a member answers 200 with the member, and no Location', world, async (t) => {
  const { status, headers, text } = await t.send({ as: 'producer', ...add('9876543') });
  expect(status).toBe(200);
  expect(text).toBe(
    `{"member_id": "9876543", "image_id": "${image}", "status": "pending", "created_at": "2013-10-09T12:00:00Z", ` +
      '"updated_at": "2013-10-09T12:00:00Z", "schema": "/v2/schemas/member"}',
  );
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('content-length')).toBe(String(text.length));
  expect(headers.get('location')).toBeNull();
  expect(headers.get('x-openstack-request-id')).toMatch(/^req-[0-9a-f-]{36}$/);
});

everyDoor('a new member is pending, whatever else the body says', world, async (t) => {
  const body = {
    member: '9876543',
    status: 'accepted',
    image_id: 'x',
    created_at: '1970-01-01T00:00:00Z',
    can_share: true,
  };
  expect((await t.send({ as: 'producer', ...post(body) })).body).toEqual({
    member_id: '9876543',
    image_id: image,
    status: 'pending',
    ...times,
    schema: '/v2/schemas/member',
  });
});

everyDoor('of two keys of the same name the last one counts', world, async (t) => {
  const { body } = await t.send({ as: 'producer', ...post('{"member": "a", "member": "b"}') });
  expect(body).toMatchObject({ member_id: 'b' });
});

for (const body of [
  {},
  { member_id: 'x' },
  { Member: 'x' },
  { members: ['x'] },
  { tenant: 'x' },
  { status: 'pending' },
]) {
  everyDoor(`${JSON.stringify(body)} names no member`, world, async (t) => {
    expect(await t.says('producer', post(body))).toBe('400 Member to be added not specified');
  });
}

for (const member of ['', null, 0, false, [], {}]) {
  everyDoor(`${JSON.stringify(member)} is an empty member`, world, async (t) => {
    expect(await t.says('producer', add(member))).toBe("400 Member can't be empty");
  });
}

const odd: readonly (readonly [sent: string, stored: string])[] = [
  ['5', '5'],
  ['1.5', '1.5'],
  ['true', '1'],
  ['["a"]', 'a'],
  ['1000000000000000000000000000000', '1000000000000000000000000000000'],
];
for (const [sent, stored] of odd) {
  everyDoor(`the member ${sent} is echoed as it was sent, and stored as text`, world, async (t) => {
    const added = await t.send({ as: 'producer', ...post(`{"member": ${sent}}`) });
    expect(added.status).toBe(200);
    expect(added.text).toContain(`{"member_id": ${sent}, "image_id"`);
    expect((await t.send({ as: 'producer', ...show(stored) })).body).toMatchObject({ member_id: stored });
  });
}

for (const member of [
  '{"a": 1}',
  '{"id": "x"}',
  'NaN',
  '"\\ud800"',
  `"${'d'.repeat(256)}"`,
  `"${'京'.repeat(256)}"`,
]) {
  everyDoor(
    `the member ${member.slice(0, 12)}, ${member.length} characters of JSON, breaks the server`,
    world,
    async (t) => {
      expect(await t.says('producer', post(`{"member": ${member}}`))).toBe(erred);
      expect((await t.send({ as: 'producer', ...list() })).body).toMatchObject({
        members: [{ member_id: '123456' }],
      });
    },
  );
}

everyDoor('a member id has up to 255 characters, however many bytes they take', world, async (t) => {
  expect(await t.says('producer', add('c'.repeat(255)))).toBe('200');
  expect(await t.says('producer', add('東'.repeat(255)))).toBe('200');
});

everyDoor('a member id has no characters of four bytes', world, async (t) => {
  expect(await t.says('producer', add('team-🚀'))).toBe(
    "400 Member can't contain 4 byte unicode characters.",
  );
});

for (const id of [
  'ffffffffffffffffffffffffffffffff',
  'consumer',
  ' ',
  'a b',
  'a\tb',
  'a\nb',
  'a\u0000b',
  "a'b",
  'a"b',
  'a\\b',
  'a%2Fb',
  'a?b',
  'a#b',
  'a;b',
  'null',
  '0',
  'proj.json',
  'x'.repeat(64),
]) {
  everyDoor(`${JSON.stringify(id)} may be a member: nobody asks Keystone`, world, async (t) => {
    expect((await t.send({ as: 'producer', ...add(id) })).body).toMatchObject({
      member_id: id,
      status: 'pending',
    });
    const at = encodeURIComponent(id);
    expect((await t.send({ as: 'producer', ...show(at) })).body).toMatchObject({ member_id: id });
    expect(await t.says('producer', remove(at))).toBe('204');
  });
}

everyDoor('a member id with a slash can be added, and never be reached', world, async (t) => {
  expect(await t.says('producer', add('a/b'))).toBe('200');
  expect(await t.says('producer', show('a%2Fb'))).toBe('404 The resource could not be found.');
  expect(await t.says('producer', show('a/b'))).toBe('404 The resource could not be found.');
  expect(await t.says('producer', remove('a%2Fb'))).toBe('404 The resource could not be found.');
});

everyDoor.except('msw', 'fetch resolves . and .. before it asks')(
  // The web server of 2026.2 resolves them before Glance sees a path: RELEASES.md.
  '. and .. are member ids like any other, before 2026.2',
  { ...world, release: '2025.1' },
  async (t) => {
    for (const id of ['.', '..']) {
      expect(await t.says('producer', add(id))).toBe('200');
      expect((await t.send({ as: 'producer', ...show(id) })).body).toMatchObject({ member_id: id });
      expect(await t.says('producer', remove(id))).toBe('204');
    }
  },
);

for (const body of [[], ['x'], [{ member: 'x' }]]) {
  everyDoor(`${JSON.stringify(body)} is no form to add a member in, nor to update one`, world, async (t) => {
    expect(await t.says('producer', post(body))).toBe(
      '400 Expected a member in the form: {"member": "image_id"}',
    );
    expect(await t.says('consumer', put(body))).toBe(
      '400 Expected a status in the form: {"status": "status"}',
    );
  });
}

for (const body of ['"x"', '5', 'null', 'true']) {
  everyDoor(`the JSON value ${body} is neither list nor dict`, world, async (t) => {
    expect(await t.says('producer', post(body))).toBe('400 Unexpected body type. Expected list/dict.');
    expect(await t.says('consumer', put(body))).toBe('400 Unexpected body type. Expected list/dict.');
  });
}

const broken: Readonly<Record<string, string | Uint8Array>> = {
  spaces: '  ',
  'a brace': '{',
  'an open string': '{"member": "x',
  'single quotes': "{'member': 'x'}",
  'a bare word': 'x',
  'a trailing comma': '{"member": "x",}',
  'trailing letters': '{"member": "x"} x',
  'two documents': '{"member": "x"}{"member": "y"}',
  'a comment': '{"member": "x"} // x',
  'a form': 'member=x',
  'a byte order mark': '\uFEFF{"member": "x"}',
  'bytes that are not UTF-8': Uint8Array.from([...text('{"member": "'), 0xff, ...text('"}')]),
  'Latin-1': Uint8Array.from([...text('{"member": "'), 0xe9, ...text('"}')]),
  'UTF-16': Uint8Array.from([...'{"member": "x"}'].flatMap((character) => [character.charCodeAt(0), 0])),
};
for (const [what, body] of Object.entries(broken)) {
  everyDoor(`a body with ${what} is malformed`, world, async (t) => {
    expect(await t.says('producer', post(body))).toBe(malformed);
    expect(await t.says('consumer', put(body))).toBe(malformed);
  });
}

everyDoor('white space around the JSON does not matter', world, async (t) => {
  expect(await t.says('producer', post(' \r\n{"member"\n:\t"x"}\n'))).toBe('200');
});

everyDoor('no body at all is no body', world, async (t) => {
  for (const body of [undefined, '']) {
    expect(await t.says('producer', post(body))).toBe('400 Body expected in request.');
    expect(await t.says('consumer', put(body))).toBe('400 Body expected in request.');
  }
});

everyDoor.except('msw', 'fetch sends no empty chunked body')(
  'an empty body in chunks is malformed',
  world,
  async (t) => {
    expect(await t.says('producer', post('', { 'transfer-encoding': 'chunked' }))).toBe(malformed);
    expect(await t.says('consumer', put('', { 'transfer-encoding': 'chunked' }))).toBe(malformed);
  },
);

everyDoor.except('msw', 'fetch sets the framing itself')(
  'a body may come in chunks',
  { ...world, release: '2025.1' },
  async (t) => {
    expect(await t.says('producer', post('{"member": "x"}', { 'transfer-encoding': 'chunked' }))).toBe('200');
  },
);

for (const type of [
  null,
  '',
  'text/plain',
  'application/xml',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/openstack-images-v2.1-json-patch',
  'APPLICATION/JSON',
  'garbage',
]) {
  everyDoor(`nobody looks at the content type ${type}`, world, async (t) => {
    expect(await t.says('producer', post({ member: 'x' }, { 'content-type': type }))).toBe('200');
    expect(await t.says('consumer', put({ status: 'accepted' }, { 'content-type': type }))).toBe('200');
  });
}

everyDoor('a query does not matter', world, async (t) => {
  const added = await t.send({
    as: 'producer',
    method: 'POST',
    path: `${list().path}?member=q1&x=y`,
    body: { member: 'q2' },
  });
  expect(added.body).toMatchObject({ member_id: 'q2' });
  const updated = await t.send({
    as: 'consumer',
    method: 'PUT',
    path: `${show('123456').path}?status=rejected`,
    body: { status: 'accepted' },
  });
  expect(updated.body).toMatchObject({ status: 'accepted' });
});

everyDoor.except('msw', 'fetch sends no body with GET')(
  'a GET with a body is refused, one of no length is not',
  world,
  async (t) => {
    for (const call of [list(), show('123456')]) {
      for (const body of ['{}', 'x', ' ']) {
        expect(await t.says('producer', { ...call, body })).toBe(
          '400 A body is not expected with this request.',
        );
      }
      expect(await t.says('producer', { ...call, body: '' })).toBe('200');
    }
  },
);

everyDoor('a DELETE with a body is refused, one of no length is not', world, async (t) => {
  expect(await t.says('producer', { ...remove('123456'), body: '{}' })).toBe(
    '400 A body is not expected with this request.',
  );
  expect(await t.says('producer', { ...remove('123456'), body: '' })).toBe('204');
});

everyDoor('updating a member answers 200 with the member', world, async (t) => {
  t.clock.pass(60);
  const { status, text } = await t.send({ as: 'consumer', ...update('123456', 'accepted') });
  expect(status).toBe(200);
  expect(text).toBe(
    `{"member_id": "123456", "image_id": "${image}", "status": "accepted", "created_at": "2013-10-09T12:00:00Z", ` +
      '"updated_at": "2013-10-09T12:01:00Z", "schema": "/v2/schemas/member"}',
  );
});

for (const body of [{}, { Status: 'accepted' }, { member: 'x' }]) {
  everyDoor(`${JSON.stringify(body)} names no status`, world, async (t) => {
    expect(await t.says('consumer', put(body))).toBe('400 Status not specified');
  });
}

for (const status of [
  'Accepted',
  'ACCEPTED',
  'accepted ',
  ' accepted',
  '',
  null,
  5,
  0,
  true,
  false,
  ['accepted'],
  {},
  'all',
  'deleted',
  'ünknown',
  'x'.repeat(300),
]) {
  everyDoor(`${JSON.stringify(status).slice(0, 20)} is no status`, world, async (t) => {
    expect(await t.says('consumer', update('123456', status))).toBe(
      '400 Incorrect request: Status must be "pending", "accepted" or "rejected".',
    );
    expect((await t.send({ as: 'consumer', ...show('123456') })).body).toMatchObject({ status: 'pending' });
  });
}

everyDoor('the URL names the member, whatever the body says', world, async (t) => {
  const body = {
    status: 'accepted',
    member_id: '9876543',
    member: '9876543',
    image_id: 'x',
    created_at: '1970-01-01T00:00:00Z',
    schema: 'x',
  };
  expect((await t.send({ as: 'consumer', ...put(body) })).body).toEqual({
    member_id: '123456',
    image_id: image,
    status: 'accepted',
    ...times,
    schema: '/v2/schemas/member',
  });
});

everyDoor('removing a member answers 204, empty and of no type', world, async (t) => {
  const { status, headers, bytes } = await t.send({ as: 'producer', ...remove('123456') });
  expect([status, bytes.length]).toEqual([204, 0]);
  expect([headers.get('content-type'), headers.get('content-length')]).toEqual([null, null]);
  expect(headers.get('x-openstack-request-id')).toMatch(/^req-/);
});

everyDoor('the producer adds a member twice', world, async (t) => {
  expect(await t.says('producer', add('123456'))).toBe(`409 Member 123456 is duplicated for image ${image}`);
  expect(await t.says('admin', add('123456'))).toBe(`409 Member 123456 is duplicated for image ${image}`);
});
