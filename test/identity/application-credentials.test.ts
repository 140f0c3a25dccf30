import { expect, test } from 'vitest';
import { byCredential, byToken, on, TestCloud } from './test-cloud.ts';

const path = '/v3/users/u-ann/application_credentials';

function create(cloud: TestCloud, given: object, token = 'ann-token') {
  return cloud.send('POST', path, { token, body: { application_credential: given } });
}

function rolesOf(body: { roles: { name: string }[] }): string[] {
  return body.roles.map((role) => role.name);
}

test('an application credential gets all roles of the token and a secret that is shown once', () => {
  const cloud = new TestCloud();
  const reply = create(cloud, { name: 'ci' });
  expect(reply.status).toBe(201);
  const { application_credential: made } = reply.json;
  expect(made).toMatchObject({
    name: 'ci',
    user_id: 'u-ann',
    project_id: 't-acme',
    unrestricted: null,
    expires_at: null,
  });
  expect(rolesOf(made)).toEqual(['reader', 'member']);
  expect(made.secret).toHaveLength(86);
  const shown = cloud.send('GET', `${path}/${made.id}`, { token: 'ann-token' }).json.application_credential;
  expect(shown).toMatchObject({
    id: made.id,
    links: { self: `https://cloud.test/fake/identity/v3/application_credentials/${made.id}` },
  });
  expect(shown).not.toHaveProperty('secret');
});

test('it logs in by id, and by name together with the user', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret', roles: [{ name: 'member' }] }).json
    .application_credential;
  const { token } = cloud.logIn(byCredential({ id, secret: 's3cret' })).json;
  expect(token).toMatchObject({
    methods: ['application_credential'],
    project: { id: 't-acme' },
    application_credential: { id, name: 'ci', restricted: true },
  });
  expect(rolesOf(token)).toEqual(['member']);
  const user = { name: 'ann', domain: { id: 'default' } };
  expect(cloud.logIn(byCredential({ name: 'CI', secret: 's3cret', user })).status).toBe(201);
});

test.each([
  ['a wrong secret', { secret: 'wrong' }, 401],
  ['no secret', {}, 401],
  ['an unknown id', { id: 'nope', secret: 's3cret' }, 404],
  ['an unknown name', { id: undefined, name: 'nope', secret: 's3cret', user: { id: 'u-ann' } }, 401],
  ['the name of another user', { id: undefined, name: 'ci', secret: 's3cret', user: { id: 'u-bob' } }, 401],
  ['a name without a user', { id: undefined, name: 'ci', secret: 's3cret' }, 400],
])('it does not log in with %s', (_, given, status) => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret' }).json.application_credential;
  expect(cloud.logIn(byCredential({ id, ...given })).status).toBe(status);
});

test('it takes no scope', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret' }).json.application_credential;
  expect(cloud.logIn(byCredential({ id, secret: 's3cret' }), on('acme')).json.error).toEqual({
    code: 401,
    identity: {},
    message:
      'Error authenticating with application credential: Application credentials cannot request a scope.',
    title: 'Unauthorized',
  });
});

test('it ends when it says, and its tokens with it', () => {
  const cloud = new TestCloud();
  const made = create(cloud, { name: 'ci', secret: 's3cret', expires_at: '2026-11-22T04:30:00' }).json
    .application_credential;
  expect(made.expires_at).toBe('2026-11-22T04:30:00.000000');
  const login = byCredential({ id: made.id, secret: 's3cret' });
  const reply = cloud.logIn(login);
  expect(reply.json.token.expires_at).toBe('2026-11-22T04:30:00.000000Z');
  cloud.now = Date.parse('2026-11-22T04:30:00Z');
  expect(cloud.logIn(login).status).toBe(401);
  expect(cloud.send('GET', '/v3/auth/projects', { token: reply.headers['x-subject-token'] }).status).toBe(
    401,
  );
});

test('deleted, it logs nobody in, and its tokens count no more', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret' }).json.application_credential;
  const login = byCredential({ id, secret: 's3cret' });
  const token = cloud.logIn(login).headers['x-subject-token'] ?? '';
  expect(cloud.send('DELETE', `${path}/${id}`, { token: 'ann-token' }).status).toBe(204);
  expect(cloud.logIn(login).json.error.message).toBe(`Could not find Application Credential: ${id}.`);
  // Keystone names what the token was lost with, before it looks whether anybody has logged in. Source: asked of Keystone 22.
  expect(cloud.send('GET', '/v3/auth/projects', { token }).json.error).toMatchObject({
    code: 404,
    message: `Could not find Application Credential: ${id}.`,
  });
});

test('a token that was got with one makes and deletes none', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret' }).json.application_credential;
  const token = cloud.logIn(byCredential({ id, secret: 's3cret' })).headers['x-subject-token'] ?? '';
  const refused = create(cloud, { name: 'second' }, token);
  expect(refused.status).toBe(403);
  expect(refused.json.error.message).toContain("Using method 'application_credential' is not allowed");
  expect(cloud.send('DELETE', `${path}/${id}`, { token }).status).toBe(403);
});

test('an unrestricted one makes others, with no more roles than it has', () => {
  const cloud = new TestCloud();
  const given = { name: 'ci', secret: 's3cret', unrestricted: true, roles: [{ name: 'reader' }] };
  const { id } = create(cloud, given).json.application_credential;
  const token = cloud.logIn(byCredential({ id, secret: 's3cret' })).headers['x-subject-token'] ?? '';
  expect(create(cloud, { name: 'second' }, token).status).toBe(201);
  expect(create(cloud, { name: 'third', roles: [{ name: 'member' }] }, token).status).toBe(400);
});

test('a token that was got with one does not log in again', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci', secret: 's3cret' }).json.application_credential;
  const token = cloud.logIn(byCredential({ id, secret: 's3cret' })).headers['x-subject-token'] ?? '';
  expect(cloud.logIn(byToken(token)).status).toBe(500);
});

test.each([
  ['a name that is taken', { name: 'Ci' }, 409, 'Duplicate entry found with name Ci.'],
  ['a role that does not exist', { name: 'x', roles: [{ name: 'king' }] }, 404, 'Role king is not defined'],
  ['a role that the token lacks', { name: 'x', roles: [{ name: 'admin' }] }, 400, 'unassigned role'],
  ['an end in the past', { name: 'x', expires_at: '2026-11-22T04:18:44' }, 400, 'must not be before now'],
  [
    'an end that is no time',
    { name: 'x', expires_at: '2026-11-22' },
    400,
    'Timestamp not in expected format.',
  ],
  ['no name', {}, 400, "'name' is a required property"],
  [
    'two names for one role',
    { name: 'x', roles: [{ id: 'a', name: 'member' }] },
    400,
    'has too many properties',
  ],
  ['a key that does not exist', { name: 'x', colour: 'red' }, 400, "'colour' is an invalid keyword argument"],
])('an application credential with %s is refused', (_, given, status, words) => {
  const cloud = new TestCloud();
  create(cloud, { name: 'ci' });
  const reply = create(cloud, given);
  expect(reply.status).toBe(status);
  expect(reply.json.error.message).toContain(words);
});

test('nobody makes one for another user, not even an administrator', () => {
  const cloud = new TestCloud();
  expect(create(cloud, { name: 'ci' }, cloud.tokenOf('root', on('acme'))).status).toBe(403);
});

test('an administrator deletes that of another user; another user does not see it', () => {
  const cloud = new TestCloud();
  const { id } = create(cloud, { name: 'ci' }).json.application_credential;
  expect(cloud.send('GET', `${path}/${id}`, { token: cloud.tokenOf('bob', on('globex')) }).status).toBe(403);
  expect(cloud.send('DELETE', `${path}/${id}`, { token: cloud.tokenOf('root', on('acme')) }).status).toBe(
    204,
  );
});

test.each([
  [{ id: [1] }, 404, 'Could not find Application Credential: [1].'],
  [{ id: 5 }, 404, 'Could not find Application Credential: 5.'],
  [{ id: true }, 404, 'Could not find Application Credential: True.'],
  [{ id: null }, 400, 'Expecting to find name or ID in application credential.'],
  [{ id: '', name: [] }, 400, 'Expecting to find name or ID in application credential.'],
  [{ id: { toString: 1 } }, 500, 'An unexpected error prevented the server from fulfilling your request.'],
  [{ name: { toString: 1 }, user: { id: 'u-ann' } }, 500, 'An unexpected error prevented the server'],
  [{ name: ['ci'], user: { id: 'u-ann' } }, 401, 'The request you have made requires authentication.'],
  [{ name: 'ci', user: { id: { a: 1 } } }, 500, 'An unexpected error prevented the server'],
  [{ name: 'ci', user: { id: 5 } }, 401, 'The request you have made requires authentication.'],
  [{ name: 'ci', user: { name: [1], domain: { id: 'default' } } }, 404, 'Could not find user: [1].'],
  [{ name: 'ci', user: { name: 5, domain: { id: 'default' } } }, 404, 'Could not find user: 5.'],
  [
    { name: 'ci', user: { name: 'ann', domain: { name: 5 } } },
    500,
    'An unexpected error prevented the server',
  ],
  [{ name: 'ci', user: 'ann' }, 500, 'An unexpected error prevented the server'],
])('no schema holds for what a login says of it: %j', (given, status, message) => {
  const cloud = new TestCloud();
  create(cloud, { name: 'ci', secret: 's3cret' });
  const { json } = cloud.logIn(byCredential({ secret: 's3cret', ...given }));
  expect(json.error.code).toBe(status);
  expect(json.error.message).toContain(message);
});

test('roles may be named again and again, by either of their names', () => {
  const { id } = create(new TestCloud(), { name: 'a' }).json.application_credential.roles[1];
  const roles = [{ name: 'Member' }, { id }, { name: 'member' }];
  const reply = create(new TestCloud(), { name: 'ci', roles });
  expect(rolesOf(reply.json.application_credential)).toEqual(['member']);
});
