import { expect, test } from 'vitest';
import { redacted } from '../../src/http/identity/body.ts';
import { TestCloud } from './test-cloud.ts';

/** A secret below so many keys. */
function nested(depth: number): object {
  return Array.from({ length: depth }).reduce<object>((below) => ({ name: below }), { name: 'hunter2' });
}

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
  ['in place of all of it', 'hunter2'],
  ['in place of the identity', { identity: 'hunter2' }],
  ['in a list', { identity: { methods: [], password: ['ann', 'hunter2'] } }],
  ['in place of the user', { identity: { methods: [], password: { user: 'ann:hunter2' } } }],
  ['in place of a token', { identity: { methods: [], token: 'hunter2' } }],
  ['as the id of a token', { identity: { methods: [], token: { id: ['hunter2'] } } }],
  [
    'under a key in other letters',
    { identity: { Password: { User: { Name: 'ann', Password: 'hunter2' } } } },
  ],
  ['under a key of its own', { identity: { my_key: 'hunter2' } }],
  ['under a name below a secret', { identity: { secret: { name: 'hunter2' } } }],
  ['with an application credential', { identity: { application_credential: 'id:hunter2' } }],
  ['as its secret', { identity: { application_credential: { id: 'x', name: 'y', secret: 'hunter2' } } }],
  ['as an API key', { 'RAX-KSKEY:apiKeyCredentials': { username: 'ann', apiKey: 'hunter2' } }],
  ['far below', nested(500)],
])('a secret is never shown, not even %s', (_, auth) => {
  const reply = post({ auth });
  expect(reply.status).toBe(400);
  expect(reply.text).toContain('***');
  expect(reply.text).not.toContain('hunter2');
});

test('nor is it looked for where no stack reaches', () => {
  expect(JSON.stringify(redacted(nested(100_000), []))).not.toContain('hunter2');
});

test('what is no secret is shown beside one', () => {
  const user = { name: 'ann', domain: { id: 'default' }, password: 'hunter2' };
  expect(post({ auth: { identity: { password: { user } } } }).json.error.message).toMatch(
    /On instance\['identity'\]:\n {4}\{'password': \{'user': \{'domain': \{'id': 'default'\},\n +'name': 'ann',\n +'password': '\*\*\*'\}\}\}$/,
  );
});

test.each(['hunter2', ['hunter2'], { secret: ['hunter2'] }, { name: 'x', secret: { name: 'hunter2' } }])(
  'nor is the secret of an application credential shown in %j',
  (application_credential) => {
    const cloud = new TestCloud();
    const token = cloud.tokenOf('ann', { project: { id: 't-acme' } });
    const path = '/v3/users/u-ann/application_credentials';
    const reply = cloud.send('POST', path, { token, body: { application_credential } });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('***');
    expect(reply.text).not.toContain('hunter2');
  },
);

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
