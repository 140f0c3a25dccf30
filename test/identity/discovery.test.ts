import { expect, test } from 'vitest';
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

test('the JSON home document names what is served', () => {
  const reply = new TestCloud().send('GET', '/v3', { headers: { accept: 'application/json-home' } });
  expect(reply.headers['content-type']).toBe('application/json-home');
  const rel = 'https://docs.openstack.org/api/openstack-identity/3/rel';
  expect(reply.json.resources[`${rel}/auth_tokens`]).toEqual({ href: '/auth/tokens' });
  expect(reply.json.resources[`${rel}/project`]).toEqual({
    'href-template': '/projects/{project_id}',
    'href-vars': { project_id: 'https://docs.openstack.org/api/openstack-identity/3/param/project_id' },
  });
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
