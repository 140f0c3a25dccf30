import { expect, test } from 'vitest';
import { on, onSystem, TestCloud } from './test-cloud.ts';

const callers: Record<string, readonly [name: string, scope: unknown]> = {
  admin: ['root', on('acme')],
  auditor: ['auditor', onSystem],
  ann: ['ann', on('acme')],
  unscoped: ['ann', 'unscoped'],
  nobody: ['nobody', 'unscoped'],
};

test.each([
  // admin, auditor, ann, ann unscoped, nobody
  ['/v3/projects', 200, 200, 403, 403, 401],
  ['/v3/projects/t-acme', 200, 200, 200, 403, 401],
  ['/v3/projects/t-globex', 200, 200, 403, 403, 401],
  ['/v3/projects/acme', 404, 404, 403, 403, 401],
  ['/v3/users', 200, 200, 403, 403, 401],
  ['/v3/users/u-ann', 200, 200, 200, 200, 401],
  ['/v3/users/u-bob', 200, 200, 403, 403, 401],
  ['/v3/users/u-ann/projects', 200, 200, 200, 200, 401],
  ['/v3/users/u-bob/projects', 200, 200, 403, 403, 401],
  ['/v3/users/u-nobody/projects', 404, 404, 403, 403, 401],
  ['/v3/domains', 200, 200, 403, 403, 401],
  ['/v3/domains/default', 200, 200, 200, 403, 401],
  ['/v3/domains/Default', 404, 404, 403, 403, 401],
  ['/v3/services', 200, 200, 403, 403, 401],
  ['/v3/endpoints', 200, 200, 403, 403, 401],
  ['/v3/endpoints/nope', 404, 404, 404, 404, 401],
  ['/v3/regions', 200, 200, 200, 200, 401],
  ['/v3/groups', 200, 200, 403, 403, 401],
  ['/v3/groups/nope', 404, 404, 403, 403, 401],
  ['/v3/groups/nope/users', 404, 404, 403, 403, 401],
  ['/v3/users/u-ann/groups', 200, 200, 200, 200, 401],
  ['/v3/users/u-bob/groups', 200, 200, 403, 403, 401],
  ['/v3/users/u-nobody/groups', 404, 404, 403, 403, 401],
  ['/v3/roles', 200, 200, 403, 403, 401],
  ['/v3/roles/nope', 404, 404, 404, 404, 401],
  ['/v3/role_assignments', 200, 200, 403, 403, 401],
  ['/v3/users/u-ann/application_credentials', 200, 200, 200, 200, 401],
  ['/v3/users/u-bob/application_credentials', 200, 200, 403, 403, 401],
  ['/v3/auth/projects', 200, 200, 200, 200, 401],
  ['/v3/auth/domains', 200, 200, 200, 200, 401],
  ['/v3/auth/system', 200, 200, 200, 200, 401],
  ['/v3/auth/catalog', 200, 403, 200, 403, 401],
])('who may read %s: admin %i, auditor %i, user %i, unscoped %i, nobody %i', (path, ...statuses) => {
  const cloud = new TestCloud();
  const seen = Object.values(callers).map(
    ([name, scope]) => cloud.send('GET', path, { token: cloud.tokenOf(name, scope) }).status,
  );
  expect(seen).toEqual(statuses);
});

test.each([
  ['/v3/projects?name=ACME', ['acme']],
  ['/v3/projects?name=nope', []],
  ['/v3/projects?name=', []],
  ['/v3/projects?name=acme&domain_id=default', ['acme']],
  ['/v3/projects?domain_id=other', []],
  ['/v3/projects?enabled=false', ['closed']],
  ['/v3/projects?name__contains=lo', ['globex', 'closed']],
  ['/v3/projects?is_domain=true', ['Default']],
  ['/v3/projects?colour=red', ['acme', 'globex', 'closed']],
  ['/v3/users?name=ann', ['ann']],
  ['/v3/domains?name=default', ['Default']],
  ['/v3/services?type=image', ['glance']],
  ['/v3/roles', ['reader', 'member', 'admin', 'service']],
])('%s lists %j', (path, names) => {
  const cloud = new TestCloud();
  const body = cloud.send('GET', path, { token: cloud.tokenOf('root', on('acme')) }).json;
  const [items] = Object.values(body) as { name: string }[][];
  expect(items?.map((item) => item.name)).toEqual(names);
  expect(body.links).toEqual({ next: null, self: `https://cloud.test/fake/identity${path}`, previous: null });
});

test('a project is shown in the words of Keystone', () => {
  const reply = new TestCloud().send('GET', '/v3/projects/t-acme', { token: 'ann-token' });
  expect(reply.text).toBe(
    '{"project": {"id": "t-acme", "name": "acme", "domain_id": "default", "description": "", "enabled": true, "parent_id": "default", "is_domain": false, "tags": [], "options": {}, "links": {"self": "https://cloud.test/fake/identity/v3/projects/t-acme"}}}\n',
  );
});

test('a missing thing is told with its id, in ASCII', () => {
  const cloud = new TestCloud();
  const reply = cloud.send('GET', '/v3/projects/%C3%A9', { token: cloud.tokenOf('root', on('acme')) });
  expect(reply.text).toBe(
    '{"error":{"code":404,"message":"Could not find project: \\u00e9.","title":"Not Found"}}\n',
  );
});

test('role assignments can be narrowed, named and made effective', () => {
  const cloud = new TestCloud();
  const ask = (query: string) =>
    cloud.send('GET', `/v3/role_assignments?${query}`, { token: cloud.tokenOf('root', on('acme')) }).json
      .role_assignments;
  expect(ask('scope.system=all').map((each: { user: object }) => each.user)).toEqual([
    { id: 'u-root' },
    { id: 'u-auditor' },
  ]);
  const [named] = ask('user.id=u-rea&include_names');
  expect([named.user.name, named.scope.project.name, named.role.name]).toEqual(['rea', 'acme', 'reader']);
  expect(
    ask('user.id=u-bob&effective&include_names').map((each: { role: { name: string } }) => each.role.name),
  ).toEqual(['member', 'reader']);
});

test('the trace of a refusal names the operation, the caller and the refusal', () => {
  expect(new TestCloud().send('GET', '/v3/users', { token: 'ann-token' }).trace).toEqual({
    operation: 'list_users',
    caller: { tenant: 't-acme', user: 'u-ann', roles: ['reader', 'member'] },
    decision: null,
    refused: { check: 'identity', refusal: 'forbidden' },
    unproven: [],
  });
});

test('a comparison that there is not is ignored, whatever objects of JavaScript know of its name', () => {
  const cloud = new TestCloud();
  const names = (query: string): string[] =>
    cloud
      .send('GET', `/v3/projects?${query}`, { token: cloud.tokenOf('root', on('acme')) })
      .json.projects.map(({ name }: { name: string }) => name);
  const all = ['acme', 'globex', 'closed'];
  for (const comparison of ['valueOf', 'constructor', '__proto__', 'hasOwnProperty', 'contains__x'])
    expect(names(`name__${comparison}=acm`)).toEqual(all);
  expect(names('name__contains=acm')).toEqual(['acme']);
  expect(names('name__istartswith=GLO&name__istartswith=x')).toEqual(['globex']);
});

test.each(['constructor', 'toString', '__proto__'])(
  'the method %s is one that a path does not know',
  (method) => {
    expect(new TestCloud().send(method, '/v3/users', { token: 'ann-token' }).status).toBe(405);
  },
);
