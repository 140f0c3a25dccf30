import { ask, label, send } from '../scene.ts';
import {
  type Asking,
  bearing,
  domain,
  login,
  making,
  project,
  removing,
  roles,
  user,
  v3,
} from './asking-keystone.ts';

/** What becomes of a domain, and what its residents may. */
export function* domains(): Asking {
  yield* roles('reader', 'admin');
  yield label('created', domain('d', { description: 'x' }));
  yield label('created again', domain('e', { name: '<word>-D' }));
  yield label('created with a malformed id', domain('e', { explicit_domain_id: 'x' }));
  yield label(
    'created as a project',
    making('project', 'e', { name: '<word>-e', is_domain: true, tags: ['t'] }),
  );
  const d = `${v3}/domains/<kept:d>`;
  yield label('shown', ask('admin', 'GET', d));
  yield label('shown to a stranger', ask('alpha', 'GET', d));
  yield label('shown as a project', ask('admin', 'GET', `${v3}/projects/<kept:d>`));
  yield label('found by its name', ask('admin', 'GET', `${v3}/domains?name=<word>-d`));
  yield label('found as a project', ask('admin', 'GET', `${v3}/projects?is_domain=true&name=<word>-d`));
  yield label('a project in it', project('p', { domain_id: '<kept:d>' }));
  yield label(
    'a project of a name that is taken elsewhere',
    project('q', { name: 'alpha', domain_id: '<kept:d>' }),
  );
  yield label('a project below one of another domain', project('r', { parent_id: '<kept:p>' }));
  yield label(
    'a project below another domain',
    project('r', { parent_id: 'default', domain_id: '<kept:d>' }),
  );
  yield label('a user in it', user('u', { domain_id: '<kept:d>' }));
  yield label(
    'a user of a name that is taken elsewhere',
    user('v', { name: 'alpha', domain_id: '<kept:d>' }),
  );
  yield ask('admin', 'PUT', `${d}/users/<kept:u>/roles/<kept:reader>`);
  yield label('login for it', login('u', { domain: { name: '<word>-d' } }));
  for (const path of [
    'projects?name=<word>-p',
    'users?name=alpha',
    'domains',
    'roles',
    'role_assignments',
    'auth/domains',
    'auth/catalog',
    'domains/default',
    'domains/<kept:d>',
    'projects/<kept:p>',
    'projects/<tenant:alpha>',
    'users/<kept:v>',
    'users/<user:alpha>',
    'users/<kept:v>/projects',
    'projects/<kept:p>/users/<kept:v>/roles',
    'domains/<kept:d>/users/<kept:u>/roles',
    'system/users/<kept:u>/roles',
  ])
    yield label(`its reader: ${path}`, bearing('token-u', 'GET', `${v3}/${path}`));
  yield label(
    'its reader creates a project',
    bearing('token-u', 'POST', `${v3}/projects`, { project: { name: 'x' } }),
  );
  yield label('its reader and images', bearing('token-u', 'GET', '/v2/images?tag=<word>'));
  yield ask('admin', 'PUT', `${d}/users/<kept:v>/roles/<kept:admin>`);
  yield login('v', { domain: { id: '<kept:d>' } });
  yield label('its administrator creates a project', {
    ...bearing('token-v', 'POST', `${v3}/projects`, { project: { name: '<word>-own' } }),
    keep: { own: 'project.id' },
  });
  yield label('its administrator creates a user', {
    ...bearing('token-v', 'POST', `${v3}/users`, { user: { name: '<word>-own' } }),
    keep: { 'own-user': 'user.id' },
  });
  yield label('its administrator and images', bearing('token-v', 'GET', '/v2/images?tag=<word>'));
  yield label('changed', send('admin', 'PATCH', d, { domain: { description: 'y' } }));
  yield label('changed to nothing', send('admin', 'PATCH', d, { domain: {} }));
  yield label('changed to a taken name', send('admin', 'PATCH', d, { domain: { name: 'default' } }));
  yield label(
    'changed as a project',
    send('admin', 'PATCH', `${v3}/projects/<kept:d>`, { project: { description: 'z' } }),
  );
  yield label('deleted while enabled', ask('admin', 'DELETE', d));
  yield label('deleted as a project while enabled', ask('admin', 'DELETE', `${v3}/projects/<kept:d>`));
  yield label('disabled', send('admin', 'PATCH', d, { domain: { enabled: false } }));
  yield label('disabled: login for it', login('u', { domain: { id: '<kept:d>' } }));
  yield label('disabled: a project in it', project('r', { domain_id: '<kept:d>' }));
  yield label('enabled again', send('admin', 'PATCH', d, { domain: { enabled: true } }));
  yield send('admin', 'PATCH', d, { domain: { enabled: false } });
  yield label('deleted', ask('admin', 'DELETE', d));
  yield label('deleted again', ask('admin', 'DELETE', d));
  for (const path of ['users/<kept:u>', 'projects/<kept:p>', 'users/<kept:own-user>', 'projects/<kept:own>'])
    yield label(`gone with it: ${path}`, ask('admin', 'GET', `${v3}/${path}`));
  yield* removing('domain', 'e');
}
