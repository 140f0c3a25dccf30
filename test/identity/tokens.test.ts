import { expect, test } from 'vitest';
import { on, onSystem, start, tenant, TestCloud } from './test-cloud.ts';

function validate(cloud: TestCloud, token: string | undefined, subject?: string) {
  return cloud.send('GET', '/v3/auth/tokens', { token, ...(subject !== undefined && { subject }) });
}

test('a user validates its own token', () => {
  const cloud = new TestCloud();
  const token = cloud.tokenOf('ann', on('acme'));
  const reply = validate(cloud, token, token);
  expect(reply.status).toBe(200);
  expect(reply.headers['x-subject-token']).toBe(token);
});

test.each([
  ['root', on('acme')],
  ['root', onSystem],
  ['auditor', onSystem],
  ['glance', on('globex')],
])('%s with %j validates the token of another user', (name, scope) => {
  const cloud = new TestCloud();
  expect(validate(cloud, cloud.tokenOf(name, scope), cloud.tokenOf('bob')).status).toBe(200);
});

test('a user may not validate the token of another one', () => {
  const cloud = new TestCloud();
  const reply = validate(cloud, cloud.tokenOf('ann', on('acme')), cloud.tokenOf('bob'));
  expect(reply.json.error).toEqual({
    code: 403,
    message: 'You are not authorized to perform the requested action: identity:validate_token.',
    title: 'Forbidden',
  });
});

test('HEAD answers with the headers of GET and no body', () => {
  const cloud = new TestCloud();
  const sent = { token: cloud.tokenOf('ann', on('acme')), subject: 'ann-token' };
  const reply = cloud.send('HEAD', '/v3/auth/tokens', sent);
  expect(reply.headers['content-length']).toBe(
    cloud.send('GET', '/v3/auth/tokens', sent).headers['content-length'],
  );
  expect(reply.text).toBe('');
});

test('a fixed token never ends; its end is printed far away', () => {
  const cloud = new TestCloud();
  cloud.now = Date.parse('2050-01-01T00:00:00Z');
  expect(validate(cloud, 'ann-token', 'ann-token').json.token.expires_at).toBe('2099-12-31T23:59:59.000000Z');
});

test('a token counts until its last millisecond', () => {
  const cloud = new TestCloud();
  const token = cloud.tokenOf('ann', on('acme'));
  cloud.now = Date.parse('2026-11-22T05:18:43.999Z');
  expect(validate(cloud, token, token).status).toBe(200);
  cloud.now = Date.parse('2026-11-22T05:18:44.000Z');
  expect(validate(cloud, token, token).status).toBe(401);
});

test('an expired token fails validation with 404', () => {
  const cloud = new TestCloud();
  const token = cloud.tokenOf('ann');
  cloud.now = start + 3_600_000;
  expect(validate(cloud, cloud.tokenOf('root', on('acme')), token).json.error.message).toBe(
    'Failed to validate token',
  );
});

test('a revoked token counts no more', () => {
  const cloud = new TestCloud();
  const token = cloud.tokenOf('ann', on('acme'));
  const revoked = cloud.send('DELETE', '/v3/auth/tokens', { token, subject: token });
  expect(revoked.status).toBe(204);
  expect(revoked.headers).not.toHaveProperty('content-length');
  expect(cloud.send('GET', '/v3/auth/projects', { token }).status).toBe(401);
  expect(validate(cloud, cloud.tokenOf('root', on('acme')), token).json.error.message).toBe(
    'Failed to validate token',
  );
});

test('a user may not revoke the token of another one', () => {
  const cloud = new TestCloud();
  expect(
    cloud.send('DELETE', '/v3/auth/tokens', { token: 'ann-token', subject: cloud.tokenOf('bob') }).status,
  ).toBe(403);
});

test('a token that is none is told to everybody who has one', () => {
  expect(validate(new TestCloud(), 'ann-token', 'bogus').json.error.message).toBe(
    'Could not recognize Fernet token',
  );
});

test('without a subject the policy is asked first', () => {
  const cloud = new TestCloud();
  expect(validate(cloud, 'ann-token').status).toBe(403);
  expect(validate(cloud, cloud.tokenOf('root', on('acme'))).json.error.message).toBe(
    'No token in the request',
  );
});

test('the token of a tenant that was disabled counts no more', () => {
  const cloud = new TestCloud();
  const token = cloud.tokenOf('bob', on('globex'));
  cloud.cloud.tenants.set('t-globex', tenant('globex', false));
  expect(cloud.send('GET', '/v3/auth/projects', { token }).json.error).toMatchObject({
    code: 404,
    message: 'Unable to validate token because project t-globex is disabled',
  });
});
