import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameSecret } from '../../src/domain/identity/proofs.ts';
import { byPassword, byToken, on, onSystem, start, TestCloud } from './test-cloud.ts';

const unauthenticated = {
  error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
};

test('a login by name gives a token for the tenant, with implied roles and the catalog', () => {
  const reply = new TestCloud().logIn(byPassword('ann'), {
    project: { name: 'acme', domain: { name: 'Default' } },
  });
  expect(reply.status).toBe(201);
  expect(reply.headers['x-subject-token']).toMatch(/^gAAAAAB/);
  expect(reply.json.token).toMatchObject({
    methods: ['password'],
    user: { id: 'u-ann', name: 'ann', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
    project: { id: 't-acme', name: 'acme' },
    is_domain: false,
    issued_at: '2026-11-22T04:18:44.000000Z',
    expires_at: '2026-11-22T05:18:44.000000Z',
  });
  expect(reply.json.token.roles.map((role: { name: string }) => role.name)).toEqual(['reader', 'member']);
  expect(
    reply.json.token.catalog.map((service: { endpoints: { url: string }[] }) => service.endpoints[0]?.url),
  ).toEqual(['https://cloud.test/fake/identity/v3/', 'https://cloud.test/fake']);
});

test('names of users, tenants and the domain know no case', () => {
  const user = { name: 'ANN', domain: { name: 'DEFAULT' }, password: 'pw-ann' };
  const reply = new TestCloud().logIn(
    { methods: ['password'], password: { user } },
    { project: { name: 'Acme', domain: { id: 'default' } } },
  );
  expect(reply.status).toBe(201);
});

test('nocatalog leaves the catalog out', () => {
  const body = { auth: { identity: byPassword('ann'), scope: on('acme') } };
  const reply = new TestCloud().send('POST', '/v3/auth/tokens?nocatalog', { body });
  expect(reply.json.token).not.toHaveProperty('catalog');
});

test('without a scope a login gets the default tenant', () => {
  expect(new TestCloud().logIn(byPassword('bob')).json.token.project.name).toBe('globex');
});

test('without a scope and without a default tenant a login gets an unscoped token', () => {
  const { token } = new TestCloud().logIn(byPassword('rea')).json;
  expect(Object.keys(token)).toEqual(['methods', 'user', 'audit_ids', 'expires_at', 'issued_at']);
});

test('the scope "unscoped" gives an unscoped token in spite of the default tenant', () => {
  expect(new TestCloud().logIn(byPassword('ann'), 'unscoped').json.token).not.toHaveProperty('project');
});

test('a user with a role on the system gets a token for it', () => {
  const { token } = new TestCloud().logIn(byPassword('root'), onSystem).json;
  expect(token.system).toEqual({ all: true });
  expect(token.roles.map((role: { name: string }) => role.name)).toEqual(['admin', 'member', 'reader']);
});

test.each([
  ['a tenant on which the user has no role', on('globex')],
  ['a tenant that does not exist', on('nowhere')],
  ['a disabled tenant', on('closed')],
  ['the domain', { domain: { id: 'default' } }],
  ['the system, for a user without a role there', onSystem],
  ['a tenant in an unknown domain', { project: { name: 'acme', domain: { name: 'Elsewhere' } } }],
])('a login is refused with 401 for %s', (_, scope) => {
  const reply = new TestCloud().logIn(byPassword('ann'), scope);
  expect(reply.json).toEqual(unauthenticated);
  expect(reply.headers['www-authenticate']).toBe('Keystone uri="https://cloud.test/fake/identity/v3"');
});

test.each([
  ['a wrong password', { name: 'ann', domain: { id: 'default' }, password: 'wrong' }],
  ['no password', { name: 'ann', domain: { id: 'default' } }],
  ['an unknown user', { name: 'nobody', domain: { id: 'default' }, password: 'x' }],
  ['an unknown id', { id: 'u-nobody', password: 'x' }],
])('a login with %s is refused with the same 401', (_, user) => {
  expect(new TestCloud().logIn({ methods: ['password'], password: { user } }).json).toEqual(unauthenticated);
});

test('a user is named by name and domain together', () => {
  const reply = new TestCloud().logIn({
    methods: ['password'],
    password: { user: { name: 'ann', password: 'pw-ann' } },
  });
  expect(reply.status).toBe(400);
  expect(reply.json.error.message).toMatch(/^Expecting to find domain in user\. /);
});

test('an unknown method is refused with the methods there are', () => {
  const { error } = new TestCloud().logIn({ methods: ['sorcery'], sorcery: {} }).json;
  expect(error).toEqual({
    code: 401,
    identity: { methods: ['external', 'password', 'token', 'oauth1', 'mapped', 'application_credential'] },
    message: 'Attempted to authenticate with an unsupported method.',
    title: 'Unauthorized',
  });
});

test.each([
  ['empty', {}],
  ['of two kinds', { ...on('acme'), ...onSystem }],
  ['a word', 'everything'],
])('a scope that is %s is refused with 400', (_, scope) => {
  const { error } = new TestCloud().logIn(byPassword('ann'), scope).json;
  expect(error.message).toMatch(
    /^Expecting to find system, project, domain, OS-TRUST:trust or unscoped in scope\. /,
  );
});

test('a token logs in again: it keeps its end, and its audit id stands behind the new one', () => {
  const cloud = new TestCloud();
  const first = cloud.logIn(byPassword('ann'), 'unscoped');
  cloud.now = start + 60_000;
  const second = cloud.logIn(byToken(first.headers['x-subject-token'] ?? ''), on('acme')).json.token;
  expect(second.methods).toEqual(['password', 'token']);
  expect(second.expires_at).toBe(first.json.token.expires_at);
  expect(second.issued_at).toBe('2026-11-22T04:19:44.000000Z');
  expect(second.audit_ids[1]).toBe(first.json.token.audit_ids[0]);
});

test('a token for the system gives no token for a tenant', () => {
  const cloud = new TestCloud();
  const reply = cloud.logIn(byToken(cloud.tokenOf('root', onSystem)), on('acme'));
  expect(reply.status).toBe(403);
});

test('a password and a token of two users log nobody in', () => {
  const cloud = new TestCloud();
  const identity = { ...byPassword('ann'), ...byToken(cloud.tokenOf('bob')), methods: ['password', 'token'] };
  expect(cloud.logIn(identity).status).toBe(401);
});

test('a secret is the whole of what was sent, and a text', () => {
  const text = fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', '\0') });
  fc.assert(
    fc.property(text, text, (secret, sent) => sameSecret(secret, sent) === (secret === sent)),
    { numRuns: 500 },
  );
  for (const sent of [undefined, null, 5, ['a'], { length: 1 }]) expect(sameSecret('a', sent)).toBe(false);
});
