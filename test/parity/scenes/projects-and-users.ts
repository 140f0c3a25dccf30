import { ask, label, send } from '../scene.ts';
import { type Asking, login, making, project, user, v3 } from './asking-keystone.ts';

/** What becomes of a project. */
export function* projects(): Asking {
  yield label('created', project('a'));
  yield label('created again', project('b', { name: '<word>-a' }));
  yield label('created again in capitals', project('b', { name: '<word>-A ' }));
  yield label(
    'created with all',
    project('b', { description: 'd', tags: ['x', 'y'], enabled: false, 'own-key': [1, { a: null }] }),
  );
  yield label(
    'created with an id',
    project('c', { id: 'x', extra: { a: 1 }, description: null, domain_id: null }),
  );
  yield label('created below', project('d', { parent_id: '<kept:a>' }));
  yield label('created below a disabled one', project('e', { parent_id: '<kept:b>' }));
  yield label('with the parent of another domain', project('e', { parent_id: '<kept:a>', domain_id: 'x' }));
  for (const [key, above] of [
    ['e', 'd'],
    ['f', 'e'],
    ['g', 'f'],
    ['h', 'g'],
  ])
    yield label(`created below: ${key}`, project(key ?? '', { parent_id: `<kept:${above}>` }));
  const a = `${v3}/projects/<kept:a>`;
  yield label('shown', ask('admin', 'GET', a));
  yield label('shown to a stranger', ask('alpha', 'GET', a));
  yield label('found by its name', ask('admin', 'GET', `${v3}/projects?name=<word>-a`));
  yield label('found by its parent', ask('admin', 'GET', `${v3}/projects?parent_id=<kept:a>`));
  const changes: Readonly<Record<string, object>> = {
    description: { description: 'changed' },
    nothing: {},
    'own key': { own: 'x' },
    'own key to null': { own: null },
    'its own id': { id: '<kept:a>', description: 'y' },
    'another id': { id: 'x' },
    'the same domain': { domain_id: 'default' },
    'another domain': { domain_id: 'x' },
    'the same parent': { parent_id: 'default' },
    'another parent': { parent_id: '<kept:b>' },
    'to a domain': { is_domain: true },
    tags: { tags: ['z'] },
    'a taken name, with the id': { id: '<kept:a>', name: '<word>-B' },
    name: { name: ' <word>-renamed ' },
    'disabled above others': { enabled: false },
    'name null': { name: null },
    immutable: { options: { immutable: true } },
    'immutable, changed': { description: 'z' },
    'immutable, changed together': { options: { immutable: false }, description: 'z' },
    'immutable, not any more': { options: { immutable: false } },
    'immutable, never': { options: { immutable: null } },
  };
  for (const [what, fields] of Object.entries(changes))
    yield label(`changed: ${what}`, send('admin', 'PATCH', a, { project: fields }));
  yield send('admin', 'PATCH', a, { project: { options: { immutable: true } } });
  yield label('immutable, deleted', ask('admin', 'DELETE', a));
  yield send('admin', 'PATCH', a, { project: { options: { immutable: false } } });
  yield label('deleted above others', ask('admin', 'DELETE', a));
  yield label('deleted by a stranger', ask('alpha', 'DELETE', a));
  for (const key of ['g', 'f', 'e', 'd', 'c', 'b', 'a'])
    yield label(`deleted: ${key}`, ask('admin', 'DELETE', `${v3}/projects/<kept:${key}>`));
  yield label('deleted again', ask('admin', 'DELETE', a));
  yield label('shown at last', ask('admin', 'GET', a));
}

/** What becomes of a user. */
export function* users(): Asking {
  yield label('created', user('a', { email: 'a@b.c', description: 'd' }));
  yield label('created again', user('b', { name: ' <word>-A' }));
  yield label(
    'created without a password',
    making('user', 'b', { name: '<word>-b', default_project_id: '<tenant:alpha>' }),
  );
  yield label(
    'created with all',
    user('c', {
      enabled: false,
      domain_id: 'default',
      default_project_id: 'nowhere',
      federated: [],
      id: 'x',
      tenantId: 'y',
      options: { lock_password: true, multi_factor_auth_rules: [['password', 'token']] },
    }),
  );
  yield label(
    'created with a password of null',
    user('d', { password: null, options: { lock_password: null } }),
  );
  const a = `${v3}/users/<kept:a>`;
  yield label('shown', ask('admin', 'GET', a));
  yield label('shown to a stranger', ask('alpha', 'GET', a));
  yield label('found by its name', ask('admin', 'GET', `${v3}/users?name=<word>-A`));
  yield label('its projects', ask('admin', 'GET', `${a}/projects`));
  const changes: Readonly<Record<string, object>> = {
    email: { email: 'x@y.z' },
    nothing: {},
    'own key to null': { email: null },
    'another id': { id: 'x' },
    'the same domain': { domain_id: 'default' },
    'another domain': { domain_id: 'x' },
    'default project': { default_project_id: '<tenant:beta>' },
    'default project a domain': { default_project_id: 'default' },
    'default project to null': { default_project_id: null },
    'a taken name': { name: '<word>-B' },
    name: { name: ' <word>-renamed ' },
    'its name in capitals': { name: '<word>-RENAMED' },
    options: { options: { lock_password: true } },
    'options away': { options: { lock_password: null } },
    'enabled as it is': { enabled: true },
    'enabled text': { enabled: 'no' },
  };
  for (const [what, fields] of Object.entries(changes))
    yield label(`changed: ${what}`, send('admin', 'PATCH', a, { user: fields }));
  yield label('changed by a stranger', send('alpha', 'PATCH', a, { user: { name: 'x' } }));
  yield label('login without password', login('b', undefined, ''));
  yield label('login of a disabled one', login('c'));
  for (const key of ['a', 'b', 'c', 'd'])
    yield label(`deleted: ${key}`, ask('admin', 'DELETE', `${v3}/users/<kept:${key}>`));
  yield label('deleted again', ask('admin', 'DELETE', a));
  yield label('login at last', login('a'));
}
