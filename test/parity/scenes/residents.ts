import { ask, label, type Question, type Scene, send } from '../scene.ts';

/**
 * Who lives in a cloud, as far as clients make it: projects, users, domains, roles, passwords. What a scene makes it
 * takes away again. Names have the scene's word in them, so that scenes do not meet.
 */

type Asking = ReturnType<Scene['tell']>;

const v3 = '/identity/v3';
const json: Readonly<Record<string, string>> = { accept: 'application/json' };

/** A request with a token that was kept, of whoever it is. */
function bearing(token: string, method: string, path: string, body?: unknown): Question {
  const headers = { ...json, 'x-auth-token': `<kept:${token}>` };
  return body === undefined
    ? ask(null, method, path, headers)
    : { ...send(null, method, path, body), headers: { ...headers, 'content-type': 'application/json' } };
}

/** Makes a thing and keeps its id. */
function making(kind: 'project' | 'user' | 'domain', key: string, fields: object, as = 'admin'): Question {
  return { ...send(as, 'POST', `${v3}/${kind}s`, { [kind]: fields }), keep: { [key]: `${kind}.id` } };
}

function project(key: string, fields: object = {}): Question {
  return making('project', key, { name: `<word>-${key}`, ...fields });
}

function user(key: string, fields: object = {}): Question {
  return making('user', key, { name: `<word>-${key}`, password: `<word>-pw`, ...fields });
}

function domain(key: string, fields: object = {}): Question {
  return making('domain', key, { name: `<word>-${key}`, ...fields });
}

/** Ids of roles, under their names. */
function* roles(...names: readonly string[]): Asking {
  for (const name of names)
    yield { ...ask('admin', 'GET', `${v3}/roles?name=${name}`), keep: { [name]: 'roles.0.id' } };
}

function login(key: string, scope?: unknown, password = '<word>-pw'): Question {
  const identity = { methods: ['password'], password: { user: { id: `<kept:${key}>`, password } } };
  const auth = { identity, ...(scope === undefined ? {} : { scope }) };
  return {
    ...send(null, 'POST', `${v3}/auth/tokens?nocatalog`, { auth }),
    keep: { [`token-${key}`]: 'header:x-subject-token' },
  };
}

/** What the token of somebody is good for. */
function* tokenOf(key: string, when: string): Asking {
  const headers = { ...json, 'x-subject-token': `<kept:token-${key}>` };
  yield label(`${when}: validated`, ask('admin', 'GET', `${v3}/auth/tokens?nocatalog`, headers));
  yield label(`${when}: used for Keystone`, bearing(`token-${key}`, 'GET', `${v3}/auth/projects`));
}

function* removing(kind: 'project' | 'user' | 'domain', ...keys: readonly string[]): Asking {
  for (const key of keys) {
    if (kind === 'domain')
      yield send('admin', 'PATCH', `${v3}/domains/<kept:${key}>`, { domain: { enabled: false } });
    yield ask('admin', 'DELETE', `${v3}/${kind}s/<kept:${key}>`);
  }
}

const odd: Readonly<Record<string, unknown>> = {
  nothing: {},
  null: null,
  list: [],
  text: 'x',
  'name missing': { description: 'x' },
  'name number': { name: 5 },
  'name null': { name: null },
  'name empty': { name: '' },
  'name of spaces': { name: '  ' },
  'name too long': { name: 'x'.repeat(256) },
  'description number': { name: 'x', description: 5 },
  'domain unknown': { name: 'x', domain_id: 'x' },
  'domain malformed': { name: 'x', domain_id: 'a b' },
  'enabled text': { name: 'x', enabled: 'true' },
  'enabled null': { name: 'x', enabled: null },
  'options unknown': { name: 'x', options: { x: true } },
  'options of a text': { name: 'x', options: 'x' },
};

const oddProjects: Readonly<Record<string, unknown>> = {
  ...odd,
  'parent unknown': { name: 'x', parent_id: 'x' },
  'parent empty': { name: 'x', parent_id: '' },
  'tags text': { name: 'x', tags: 'x' },
  'tags with a comma': { name: 'x', tags: ['a,b'] },
  'tags twice': { name: 'x', tags: ['a', 'a'] },
  'tag empty': { name: 'x', tags: [''] },
  'too many tags': { name: 'x', tags: Array.from({ length: 81 }, (_, place) => `t${place}`) },
  'a domain below a project': { name: 'x', is_domain: true, parent_id: '<tenant:alpha>' },
  'a domain in a domain': { name: 'x', is_domain: true, domain_id: 'default' },
  'is_domain text': { name: 'x', is_domain: 'yes' },
};

const oddUsers: Readonly<Record<string, unknown>> = {
  ...odd,
  'domain null': { name: 'x', domain_id: null },
  'default project malformed': { name: 'x', default_project_id: '' },
  'default project a domain': { name: 'x', default_project_id: 'default' },
  'password number': { name: 'x', password: 5 },
  'identity provider unknown': {
    name: 'x',
    federated: [{ idp_id: 'x', protocols: [{ protocol_id: 'y', unique_id: 'z' }] }],
  },
  'federated without protocols': { name: 'x', federated: [{ idp_id: 'x', protocols: [] }] },
  'rules malformed': { name: 'x', options: { multi_factor_auth_rules: [[]] } },
};

function* refusals(): Asking {
  const kinds = { project: oddProjects, user: oddUsers, domain: odd };
  for (const [kind, bodies] of Object.entries(kinds)) {
    const path = `${v3}/${kind}s`;
    for (const [what, fields] of Object.entries(bodies)) {
      if (kind === 'domain' && /^(domain|enabled null|options)/.test(what)) continue;
      yield label(`${kind}: ${what}`, send('admin', 'POST', path, { [kind]: fields }));
    }
    yield label(`${kind}: without wrapping`, send('admin', 'POST', path, { name: 'x' }));
    for (const as of [null, 'alpha', 'areader']) {
      yield label(`${kind}: created by ${as}`, send(as, 'POST', path, { [kind]: { name: 'x' } }));
      yield label(`${kind}: malformed, by ${as}`, send(as, 'POST', path, { [kind]: {} }));
      const unknown = `${path}/0123456789abcdef0123456789abcdef`;
      yield label(
        `${kind}: unknown, changed by ${as}`,
        send(as, 'PATCH', unknown, { [kind]: { description: 'x' } }),
      );
      yield label(`${kind}: unknown, deleted by ${as}`, ask(as, 'DELETE', unknown));
    }
    const unknown = `${path}/0123456789abcdef0123456789abcdef`;
    yield label(
      `${kind}: unknown, changed`,
      send('admin', 'PATCH', unknown, { [kind]: { description: 'x' } }),
    );
    yield label(`${kind}: unknown, changed to nothing`, send('admin', 'PATCH', unknown, { [kind]: {} }));
    yield label(`${kind}: unknown, deleted`, ask('admin', 'DELETE', unknown));
  }
  yield label(
    'beta changed by alpha',
    send('alpha', 'PATCH', `${v3}/users/<user:beta>`, { user: { name: 'x' } }),
  );
  yield label(
    'alpha changed by alpha',
    send('alpha', 'PATCH', `${v3}/users/<user:alpha>`, { user: { name: 'x' } }),
  );
  yield label(
    'its own project',
    send('alpha', 'PATCH', `${v3}/projects/<tenant:alpha>`, { project: { name: 'x' } }),
  );
}

function* projects(): Asking {
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

function* users(): Asking {
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

function* grants(): Asking {
  yield* roles('reader', 'member', 'admin');
  yield project('p');
  yield user('u', { default_project_id: '<kept:p>' });
  const places = { project: 'projects/<kept:p>', domain: 'domains/default', system: 'system' };
  for (const [kind, place] of Object.entries(places)) {
    const all = `${v3}/${place}/users/<kept:u>/roles`;
    yield label(`${kind}: revoked before`, ask('admin', 'DELETE', `${all}/<kept:member>`));
    yield label(`${kind}: listed before`, ask('admin', 'GET', all));
    yield label(`${kind}: granted`, ask('admin', 'PUT', `${all}/<kept:member>`));
    yield label(`${kind}: granted again`, ask('admin', 'PUT', `${all}/<kept:member>`));
    yield label(`${kind}: granted by a stranger`, ask('alpha', 'PUT', `${all}/<kept:member>`));
    for (const method of ['GET', 'HEAD']) {
      yield label(`${kind}: ${method}`, ask('admin', method, `${all}/<kept:member>`));
      yield label(`${kind}: ${method} of an implied one`, ask('admin', method, `${all}/<kept:reader>`));
      yield label(`${kind}: ${method} of all`, ask('admin', method, all));
      yield label(`${kind}: ${method} of all by a stranger`, ask('alpha', method, all));
    }
    for (const as of ['admin', 'alpha'])
      for (const method of ['PUT', 'GET', 'DELETE'])
        for (const [what, path] of [
          ['role', `${all}/x`],
          ['user', `${v3}/${place}/users/x/roles/<kept:member>`],
          ['user and role', `${v3}/${place}/users/x/roles/x`],
        ])
          yield label(`${kind}: ${what} unknown, ${method} by ${as}`, ask(as, method, path ?? ''));
    yield label(`${kind}: of an unknown user`, ask('admin', 'GET', `${v3}/${place}/users/x/roles`));
    yield label(`${kind}: the roles`, ask('admin', 'GET', `${v3}/role_assignments?user.id=<kept:u>`));
    yield label(
      `${kind}: the roles by name`,
      ask('admin', 'GET', `${v3}/role_assignments?user.id=<kept:u>&include_names`),
    );
    const scope = {
      project: { project: { id: '<kept:p>' } },
      domain: { domain: { id: 'default' } },
      system: { system: { all: true } },
    }[kind];
    yield label(`${kind}: login`, login('u', scope));
    yield* tokenOf('u', `${kind}: granted`);
    yield label(`${kind}: one more granted`, ask('admin', 'PUT', `${all}/<kept:reader>`));
    yield label(`${kind}: revoked`, ask('admin', 'DELETE', `${all}/<kept:member>`));
    yield* tokenOf('u', `${kind}: one revoked`);
    yield label(`${kind}: the last revoked`, ask('admin', 'DELETE', `${all}/<kept:reader>`));
    yield* tokenOf('u', `${kind}: all revoked`);
    yield label(`${kind}: login then`, login('u', scope));
  }
  for (const path of ['projects/x', 'domains/x', 'domains/<kept:p>'])
    for (const method of ['PUT', 'GET', 'DELETE'])
      yield label(
        `${method} ${path}`,
        ask('admin', method, `${v3}/${path}/users/<kept:u>/roles/<kept:member>`),
      );
  yield* removing('user', 'u');
  yield* removing('project', 'p');
}

function* domains(): Asking {
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

/** What ends the tokens of a user, and what does not. */
function* endings(): Asking {
  const later = (question: Question): Question => ({ ...question, later: true });
  yield* roles('member');
  yield project('p');
  yield user('u', { default_project_id: '<kept:p>' });
  yield ask('admin', 'PUT', `${v3}/projects/<kept:p>/users/<kept:u>/roles/<kept:member>`);
  const u = `${v3}/users/<kept:u>`;
  const change = (fields: object): Question => send('admin', 'PATCH', u, { user: fields });
  yield login('u');
  yield label('renamed', change({ name: '<word>-other' }));
  yield* tokenOf('u', 'renamed');
  yield later(label('password set', change({ password: '<word>-two' })));
  yield* tokenOf('u', 'password set');
  yield label('login with the old password', login('u'));
  yield later(label('login with the new one', login('u', undefined, '<word>-two')));
  const own = (original: unknown, password: unknown, more: object = {}): Question =>
    send(null, 'POST', `${u}/password`, { user: { original_password: original, password, ...more } });
  yield label('own password: wrong', own('x', 'y'));
  yield label('own password: malformed', own('x', 5));
  yield label('own password: one key more', own('x', 'y', { z: 1 }));
  yield label('own password: nothing', send(null, 'POST', `${u}/password`, {}));
  yield label(
    'own password: unknown user',
    send(null, 'POST', `${v3}/users/x/password`, { user: { original_password: 'x', password: 'y' } }),
  );
  yield later(label('own password: changed', own('<word>-two', '<word>-three')));
  yield* tokenOf('u', 'own password');
  yield later(login('u', undefined, '<word>-three'));
  yield later(label('disabled', change({ enabled: false })));
  yield* tokenOf('u', 'disabled');
  yield label('disabled: login', login('u', undefined, '<word>-three'));
  yield label('disabled: own password', own('<word>-three', 'x'));
  yield label('disabled: own password, wrong', own('x', 'x'));
  yield later(label('enabled', change({ enabled: true })));
  yield later(login('u', undefined, '<word>-three'));
  yield label('locked', change({ options: { lock_password: true } }));
  yield label('locked: own password', own('<word>-three', 'x'));
  yield later(
    label(
      'project disabled',
      send('admin', 'PATCH', `${v3}/projects/<kept:p>`, { project: { enabled: false } }),
    ),
  );
  yield* tokenOf('u', 'project disabled');
  yield label('project disabled: login', login('u', { project: { id: '<kept:p>' } }, '<word>-three'));
  yield later(
    label(
      'project enabled',
      send('admin', 'PATCH', `${v3}/projects/<kept:p>`, { project: { enabled: true } }),
    ),
  );
  yield* tokenOf('u', 'project enabled');
  yield later(login('u', undefined, '<word>-three'));
  yield label('project deleted', ask('admin', 'DELETE', `${v3}/projects/<kept:p>`));
  yield* tokenOf('u', 'project deleted');
  yield label('project deleted: the user', ask('admin', 'GET', u));
  yield label('project deleted: its roles', ask('admin', 'GET', `${v3}/role_assignments?user.id=<kept:u>`));
  yield login('u', undefined, '<word>-three');
  yield label('deleted', ask('admin', 'DELETE', u));
  yield* tokenOf('u', 'deleted');
  yield label('deleted: its roles', ask('admin', 'GET', `${v3}/role_assignments?user.id=<kept:u>`));
}

/** A producer and a consumer of their own making share an image. */
function* sharing(): Asking {
  yield* roles('member');
  for (const key of ['producer', 'consumer']) {
    yield project(`${key}-project`);
    yield user(key, { default_project_id: `<kept:${key}-project>` });
    yield ask('admin', 'PUT', `${v3}/projects/<kept:${key}-project>/users/<kept:${key}>/roles/<kept:member>`);
    yield login(key);
  }
  const image = '/v2/images/<image:a>';
  yield bearing('token-producer', 'POST', '/v2/images', { id: '<image:a>', name: 'a', tags: ['<word>'] });
  yield label(
    'shared',
    bearing('token-producer', 'POST', `${image}/members`, { member: '<kept:consumer-project>' }),
  );
  yield label(
    'accepted',
    bearing('token-consumer', 'PUT', `${image}/members/<kept:consumer-project>`, { status: 'accepted' }),
  );
  yield label('listed', bearing('token-consumer', 'GET', '/v2/images?tag=<word>'));
  yield label('listed by a stranger', ask('alpha', 'GET', `${image}/members`));
  yield* removing('user', 'producer', 'consumer');
  yield* removing('project', 'producer-project', 'consumer-project');
  yield label('the members when both are gone', ask('admin', 'GET', `${image}/members`));
  yield ask('admin', 'DELETE', image);
}

/** All scenes about who lives in a cloud. */
export const residents: readonly Scene[] = Object.entries({
  refusals,
  projects,
  users,
  grants,
  domains,
  endings,
  sharing,
}).map(([name, tell]) => ({ name: `residents/${name}`, tell }));
