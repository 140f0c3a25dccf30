import { expect, test } from 'vitest';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { identityRoutes } from '../../src/http/identity/routes.ts';
import { TestCloud } from './test-cloud.ts';

const version = {
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: 'https://cloud.test/fake/identity/v3/' }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
};

test.each(['', '/'])('the root %j lists the one version with 300', (path) => {
  const reply = new TestCloud().send('GET', path);
  expect(reply.status).toBe(300);
  expect(reply.headers['location']).toBe('https://cloud.test/fake/identity/v3/');
  expect(reply.json).toEqual({ versions: { values: [version] } });
});

test.each(['/v3', '/v3/'])('%s describes the version', (path) => {
  const reply = new TestCloud().send('GET', path);
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({ version });
});

test.each([
  ['zed', 120],
  ['2025.1', 120],
  ['2026.2', 121],
] as const)('the JSON home document of %s names the %i resources of its Keystone', (release, count) => {
  const cloud = new TestCloud({ release });
  const reply = cloud.send('GET', '/v3', { headers: { accept: 'application/json-home' } });
  expect(reply.headers['content-type']).toBe('application/json-home');
  const { resources } = reply.json;
  expect(Object.keys(resources)).toHaveLength(count);
  const names = 'https://docs.openstack.org/api/openstack-identity/3';
  expect(resources[`${names}/rel/auth_tokens`]).toEqual({ href: '/auth/tokens' });
  expect(resources[`${names}/rel/domain_config_option`]).toEqual({
    'href-template': '/domains/{domain_id}/config/{group}/{option}',
    'href-vars': {
      domain_id: `${names}/param/domain_id`,
      group: `${names}/param/config_group`,
      option: `${names}/param/config_option`,
    },
  });
  expect(resources[`${names}/rel/limits`]).toEqual({ href: '/limits', hints: { status: 'experimental' } });
  expect(resources[`${names}/ext/OS-TRUST/1.0/rel/trusts`]).toEqual({ href: '/OS-TRUST/trusts' });
});

test('in the home document of the root, paths begin with the version', () => {
  const reply = new TestCloud().send('GET', '/', { headers: { accept: 'application/json-home' } });
  expect(Object.values(reply.json.resources)).toContainEqual({ href: '/v3/auth/tokens' });
});

test('every path that is served is in the home document', () => {
  const reply = new TestCloud().send('GET', '/v3', { headers: { accept: 'application/json-home' } });
  const targets = Object.values<{ href?: string; 'href-template'?: string }>(reply.json.resources);
  const named = new Set(targets.map((each) => each.href ?? each['href-template']));
  expect(identityRoutes.map(({ path }) => `/${path}`).filter((path) => !named.has(path))).toEqual([]);
});

test('the tokens of a user are a path of the newest release alone', () => {
  const asked = (release: ReleaseName) => new TestCloud({ release }).send('GET', '/v3/users/x/tokens');
  expect([asked('2026.2').status, asked('2026.2').headers['allow']]).toEqual([405, 'DELETE, OPTIONS']);
  expect(asked('2025.1').status).toBe(404);
});

test.each(['/v2.0', '/foo', '/v3/foo', '/v3/projects/a%2Fb'])(
  '%s is not found, without a token, as a page',
  (path) => {
    const reply = new TestCloud().send('GET', path);
    expect(reply.status).toBe(404);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  },
);

test('a method that a path does not know is 405 with what it knows', () => {
  const reply = new TestCloud().send('PUT', '/v3/auth/tokens');
  expect(reply.status).toBe(405);
  expect(reply.headers['allow']).toBe('DELETE, HEAD, OPTIONS, POST, GET');
  expect(reply.json).toEqual({ message: 'The method is not allowed for the requested URL.' });
});

test('a slash at the end and doubled slashes change nothing', () => {
  expect(new TestCloud().send('GET', '/v3//auth/projects/', { token: 'ann-token' }).status).toBe(200);
});

test.each(['/v3', '/v3/foo', '/v3/projects'])(
  'every reply, like that of %s, varies by token and has a request id',
  (path) => {
    const { headers } = new TestCloud().send('GET', path);
    expect(headers['vary']).toBe('X-Auth-Token');
    expect(headers['x-openstack-request-id']).toMatch(/^req-[0-9a-f-]{36}$/);
  },
);
