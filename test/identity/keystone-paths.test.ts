// Source: asked of Keystone 22, each of its paths with each method, without a token and with one.
import { expect, test } from 'vitest';
import { findIdentityRoute, identityRoutes } from '../../src/http/identity/routes.ts';
import { on, TestCloud } from './test-cloud.ts';

const words = (method: string, path: string): string =>
  `${method} /v3/${path} is part of Keystone, and this fake does not implement it. ` +
  'It implements logins, projects, users, domains, roles, and what else image sharing reads of Keystone. Nothing was changed.';

test.each([
  ['GET', '/v3/limits', 'limits'],
  ['GET', '/v3/limits/model', 'limits/model'],
  ['GET', '/v3/registered_limits', 'registered_limits'],
  ['POST', '/v3/roles', 'roles'],
  ['PATCH', '/v3/services/x', 'services/{service_id}'],
  ['DELETE', '/v3/endpoints/x', 'endpoints/{endpoint_id}'],
  ['GET', '/v3/projects/t-acme/tags', 'projects/{project_id}/tags'],
  ['PUT', '/v3/projects/t-acme/tags/x', 'projects/{project_id}/tags/{value}'],
  ['GET', '/v3/credentials', 'credentials'],
  ['GET', '/v3/policies/x', 'policies/{policy_id}'],
  ['GET', '/v3/OS-TRUST/trusts', 'OS-TRUST/trusts'],
  ['POST', '/v3/groups', 'groups'],
  ['PUT', '/v3/groups/x/users/u-ann', 'groups/{group_id}/users/{user_id}'],
  ['GET', '/v3/domains/config/default', 'domains/config/default'],
  ['GET', '/v3/domains/default/config', 'domains/{domain_id}/config'],
  ['PUT', '/v3/regions', 'regions'],
])("%s %s is not served: 501 in Keystone's form, and 401 without a token", (method, target, path) => {
  const cloud = new TestCloud();
  const reply = cloud.send(method, target, { token: 'ann-token', ...(method === 'GET' ? {} : { body: {} }) });
  expect(reply.status).toBe(501);
  expect(reply.headers['content-type']).toBe('application/json');
  expect(reply.json).toEqual({
    error: { code: 501, message: words(method, path), title: 'Not Implemented' },
  });
  expect(reply.trace).toMatchObject({
    operation: null,
    refused: { check: 'identity', refusal: 'notServed' },
  });
  expect(cloud.send(method, target).json.error).toEqual({
    code: 401,
    message: 'The request you have made requires authentication.',
    title: 'Unauthorized',
  });
});

test('HEAD of what is not served has the headers of GET and no body', () => {
  const reply = new TestCloud().send('HEAD', '/v3/limits', { token: 'ann-token' });
  expect([reply.status, reply.text]).toEqual([501, '']);
});

test.each([
  ['POST', '/v3/OS-OAUTH1/access_token'],
  ['GET', '/v3/OS-SIMPLE-CERT/ca'],
  ['POST', '/v3/auth/OS-FEDERATION/saml2'],
])('%s %s asks for no token: 501 at once', (method, path) => {
  expect(new TestCloud().send(method, path, { body: {} }).status).toBe(501);
});

test.each([
  ['PUT', '/v3/projects', 'DELETE, PATCH, HEAD, OPTIONS, POST, GET'],
  ['DELETE', '/v3/users', 'DELETE, PATCH, HEAD, OPTIONS, POST, GET'],
  ['POST', '/v3/users/u-ann/groups', 'OPTIONS, HEAD, GET'],
  ['GET', '/v3/ec2tokens', 'HEAD, OPTIONS, POST, GET'],
  ['FOO', '/v3/groups/x/users/y', 'DELETE, PUT, HEAD, OPTIONS, GET'],
])('%s %s is 405 with the methods of Keystone, without a token', (method, path, allow) => {
  const reply = new TestCloud().send(method, path);
  expect([reply.status, reply.headers['allow']]).toEqual([405, allow]);
  expect(reply.json).toEqual({ message: 'The method is not allowed for the requested URL.' });
});

test.each(['/v3/foo', '/v3/limits/a/b', '/v3/auth', '/v3/OS-TRUST', '/v4/limits'])(
  '%s is no path of Keystone: a page with 404',
  (path) => {
    const reply = new TestCloud().send('GET', path, { token: 'ann-token' });
    expect([reply.status, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  },
);

test('every path that is served is one of Keystone, with the methods that it answers', () => {
  const strays = identityRoutes.flatMap(({ path, methods }) => {
    const found = findIdentityRoute(path.split('/'))?.route;
    return Object.keys(methods)
      .filter((method) => found?.path !== path || !found.methods.has(method))
      .map((method) => `${method} ${path}`);
  });
  expect(strays).toEqual([]);
});

test.each(['/v3/groups', '/v3/groups?name=x', '/v3/users/u-bob/groups'])('%s is an empty list', (path) => {
  const cloud = new TestCloud();
  const self = `https://cloud.test/fake/identity${path}`;
  const reply = cloud.send('GET', path, { token: cloud.tokenOf('root', on('acme')) });
  expect(reply.json).toEqual({ groups: [], links: { next: null, self, previous: null } });
});

test.each(['/v3/groups/x', '/v3/groups/x/users', '/v3/users/u-nobody/groups'])(
  '%s is not found, by an administrator',
  (path) => {
    const cloud = new TestCloud();
    const reply = cloud.send('GET', path, { token: cloud.tokenOf('root', on('acme')) });
    const message = path.startsWith('/v3/users')
      ? 'Could not find user: u-nobody.'
      : 'Could not find group: x.';
    expect(reply.json).toEqual({ error: { code: 404, message, title: 'Not Found' } });
  },
);
