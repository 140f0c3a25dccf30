import { expect, test } from 'vitest';
import { TestCloud } from './test-cloud.ts';

function post(body: unknown, headers: Record<string, string> = {}) {
  return new TestCloud().send('POST', '/v3/auth/tokens', { body, headers });
}

test('a body without auth is refused with 400', () => {
  expect(post({}).json.error.message).toMatch(/^Expecting to find auth in request body\. /);
});

test('no body counts as an empty object', () => {
  expect(post(undefined).json.error.message).toMatch(/^Expecting to find auth in request body\. /);
});

test.each(['{', '[]', 'null', '{} {}', '  '])('the body %j is refused with 400', (body) => {
  expect(post(body).json.error.message).toMatch(/^Expecting to find valid JSON in request body\. /);
});

test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/x+json', ''])(
  'the Content-Type %j is taken',
  (type) => {
    expect(post({}, { 'content-type': type }).json.error.message).toMatch(/^Expecting to find auth /);
  },
);

test.each(['text/plain', 'text/json', 'application/x-www-form-urlencoded'])(
  'the Content-Type %j is refused with 400',
  (type) => {
    expect(post({}, { 'content-type': type }).json.error.message).toMatch(
      /^Expecting to find application\/json in Content-Type header\. /,
    );
  },
);

test('an auth that does not fit the schema is shown the schema and what it sent', () => {
  const { message } = post({ auth: { identity: { methods: 'password' } } }).json.error;
  expect(message).toBe(
    [
      "Invalid input for field 'identity/methods': 'password' is not of type 'array'",
      '',
      "Failed validating 'type' in schema['properties']['identity']['properties']['methods']:",
      "    {'items': {'type': 'string'}, 'type': 'array'}",
      '',
      "On instance['identity']['methods']:",
      "    'password'",
    ].join('\n'),
  );
});

test.each([
  ['where a key is missing', { identity: { password: { user: { name: 'ann', password: 'hunter2' } } } }],
  [
    'where it has the wrong type',
    { identity: { methods: [], password: { user: { password: ['hunter2'] } } } },
  ],
  ['where it stands in the wrong place', { identity: { methods: [], password: 'hunter2' } }],
  [
    'where it is an object',
    { identity: { methods: [], password: { user: { password: { password: { a: 'hunter2' } } } } } },
  ],
  [
    'in the style of version 2',
    { tenantName: 'acme', passwordCredentials: { username: 'ann', password: 'hunter2' } },
  ],
])('a password is never shown, not even %s', (_, auth) => {
  const reply = post({ auth });
  expect(reply.status).toBe(400);
  expect(reply.text).toContain('***');
  expect(reply.text).not.toContain('hunter2');
});

test.each([
  ['identity/password/user', { identity: { methods: ['password'], password: { user: {} } } }],
  [
    'identity/password/user/domain',
    { identity: { methods: ['password'], password: { user: { name: 'ann', domain: {} } } } },
  ],
  ['scope/project', { identity: { methods: ['password'], password: {} }, scope: { project: {} } }],
  ['scope/domain', { identity: { methods: ['password'], password: {} }, scope: { domain: {} } }],
])('%s needs an id or a name', (field, auth) => {
  expect(post({ auth }).json.error.message).toBe(
    `Invalid input for field ${field}: id or name must be present.`,
  );
});
