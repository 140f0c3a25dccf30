import { ask, label, type Question, type Scene, send } from '../scene.ts';

/** Keystone, as far as the fake answers for it: logins, tokens, projects, users, application credentials. */

type Asking = ReturnType<Scene['tell']>;

const tokens = '/identity/v3/auth/tokens';
const scope = { project: { id: '<tenant:alpha>' } };

const logins: Readonly<Record<string, unknown>> = {
  nothing: {},
  'no identity': { auth: {} },
  'auth text': { auth: 'x' },
  'identity text': { auth: { identity: 'x' } },
  'no methods': { auth: { identity: {} } },
  'methods empty': { auth: { identity: { methods: [] } } },
  'method unknown': { auth: { identity: { methods: ['x'] } } },
  'method without its part': { auth: { identity: { methods: ['password'] } } },
  'no user': { auth: { identity: { methods: ['password'], password: {} } } },
  'user unknown': {
    auth: { identity: { methods: ['password'], password: { user: { id: 'x', password: 'x' } } }, scope },
  },
  'user by name without domain': {
    auth: {
      identity: { methods: ['password'], password: { user: { name: 'alpha', password: 'x' } } },
      scope,
    },
  },
  'wrong password': {
    auth: {
      identity: { methods: ['password'], password: { user: { id: '<user:alpha>', password: 'x' } } },
      scope,
    },
  },
  'no password': {
    auth: { identity: { methods: ['password'], password: { user: { id: '<user:alpha>' } } }, scope },
  },
  'password number': {
    auth: {
      identity: { methods: ['password'], password: { user: { id: '<user:alpha>', password: 5 } } },
      scope,
    },
  },
  'token unknown': { auth: { identity: { methods: ['token'], token: { id: 'x' } } } },
  'token missing': { auth: { identity: { methods: ['token'] } } },
  'application credential unknown': {
    auth: {
      identity: { methods: ['application_credential'], application_credential: { id: 'x', secret: 'x' } },
    },
  },
  'application credential without secret': {
    auth: { identity: { methods: ['application_credential'], application_credential: { id: 'x' } } },
  },
  'more keys': {
    auth: {
      identity: { methods: ['password'], x: 1, password: { user: { id: 'x', password: 'x', y: 2 } } },
      z: 3,
    },
  },
};

function* refused(): Asking {
  for (const [name, body] of Object.entries(logins)) yield label(name, send(null, 'POST', tokens, body));
  for (const text of ['', '{', '[]', '"x"', 'null', '5', '{"auth":null}'])
    yield label(`body ${text}`, send(null, 'POST', tokens, text));
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', ''])
    yield label(`type ${type}`, send(null, 'POST', tokens, {}, type));
  for (const as of [null, 'alpha'])
    for (const path of [
      '/identity/v3/nothing',
      '/identity/v3/auth/nothing',
      '/identity/v4',
      '/identity/nothing',
    ])
      yield label(`${as} ${path}`, ask(as, 'GET', path));
}

const reads: readonly string[] = [
  '/identity',
  '/identity/',
  '/identity/v3',
  '/identity/v3/',
  '/identity/v3/auth/projects',
  '/identity/v3/auth/domains',
  '/identity/v3/auth/system',
  '/identity/v3/projects/<tenant:alpha>',
  '/identity/v3/projects/<tenant:beta>',
  '/identity/v3/projects/x',
  '/identity/v3/users/<user:alpha>',
  '/identity/v3/users/<user:beta>',
  '/identity/v3/users/x',
  '/identity/v3/users/<user:alpha>/projects',
  '/identity/v3/users/<user:beta>/projects',
  '/identity/v3/projects?name=alpha',
  '/identity/v3/projects?name=x',
  '/identity/v3/users?name=alpha',
  '/identity/v3/users?name=x',
  '/identity/v3/roles?name=member',
  '/identity/v3/roles?name=x',
  '/identity/v3/users/<user:areader>/application_credentials',
  '/identity/v3/users/<user:beta>/application_credentials',
  '/identity/v3/domains/default',
  '/identity/v3/domains/x',
  '/identity/v3/role_assignments?user.id=<user:areader>',
  '/identity/v3/role_assignments?user.id=<user:breader>&include_names',
];

function* reading(): Asking {
  for (const path of reads)
    for (const as of [null, 'alpha', 'areader', 'admin']) yield label(`${as} ${path}`, ask(as, 'GET', path));
}

function* ownTokens(): Asking {
  const shown = (as: string, headers: Readonly<Record<string, string>>, method = 'GET'): Question =>
    ask(as, method, tokens, { accept: 'application/json', ...headers });
  for (const as of ['alpha', 'areader', 'admin']) {
    yield label(`${as} projects`, ask(as, 'GET', '/identity/v3/auth/projects'));
    yield label(`${as} no subject`, shown(as, {}));
    yield label(`${as} subject unknown`, shown(as, { 'x-subject-token': 'x' }));
    yield label(`${as} subject unknown, deleted`, shown(as, { 'x-subject-token': 'x' }, 'DELETE'));
    yield label(`${as} subject unknown, checked`, shown(as, { 'x-subject-token': 'x' }, 'HEAD'));
  }
  yield label('catalog', ask('alpha', 'GET', '/identity/v3/auth/catalog'));
}

/** An application credential: made, used, looked at, taken away. */
function* credentials(): Asking {
  const own = '/identity/v3/users/<user:alpha>/application_credentials';
  const name = '<word>';
  const given: Readonly<Record<string, unknown>> = {
    'no name': {},
    'name empty': { name: '' },
    'name number': { name: 5 },
    'role unknown': { name, roles: [{ name: 'x' }] },
    'role not held': { name, roles: [{ name: 'admin' }] },
    'expiry past': { name, expires_at: '2000-01-01T00:00:00Z' },
    'expiry nonsense': { name, expires_at: 'x' },
    'key unknown': { name, x: 1 },
    rules: { name, access_rules: 'x' },
    'roles text': { name, roles: 'member' },
    'unrestricted text': { name, unrestricted: 'yes' },
  };
  for (const [what, body] of Object.entries(given))
    yield label(what, send('alpha', 'POST', own, { application_credential: body }));
  yield label('not its own', send('beta', 'POST', own, { application_credential: { name } }));
  yield label('without wrapping', send('alpha', 'POST', own, { name }));
  const asked = send('alpha', 'POST', own, {
    application_credential: { name, roles: [{ name: 'reader' }], description: 'd' },
  });
  yield {
    ...label('made', asked),
    keep: { credential: 'application_credential.id', secret: 'application_credential.secret' },
  };
  yield label('made twice', asked);
  yield label('shown', ask('alpha', 'GET', `${own}/<kept:credential>`));
  yield label('shown to others', ask('beta', 'GET', `${own}/<kept:credential>`));
  const login = {
    methods: ['application_credential'],
    application_credential: { id: '<kept:credential>', secret: '<kept:secret>' },
  };
  yield {
    ...label('login', send(null, 'POST', tokens, { auth: { identity: login } })),
    keep: { token: 'header:x-subject-token' },
  };
  yield label('login with scope', send(null, 'POST', tokens, { auth: { identity: login, scope } }));
  yield label(
    'login with wrong secret',
    send(null, 'POST', tokens, {
      auth: { identity: { ...login, application_credential: { id: '<kept:credential>', secret: 'x' } } },
    }),
  );
  const bearing = { accept: 'application/json', 'x-auth-token': '<kept:token>' };
  yield label('its images', ask(null, 'GET', '/v2/images?tag=<word>', bearing));
  const made = label('its creation of an image', {
    ...send(null, 'POST', '/v2/images', { name }),
    headers: bearing,
  });
  const creation = yield { ...made, keep: { image: 'id' } };
  if (creation.status === 201) yield ask('admin', 'DELETE', '/v2/images/<kept:image>');
  yield label('its token', ask(null, 'GET', tokens, { ...bearing, 'x-subject-token': '<kept:token>' }));
  yield label(
    'rescoped',
    send(null, 'POST', tokens, {
      auth: { identity: { methods: ['token'], token: { id: '<kept:token>' } }, scope },
    }),
  );
  yield label('another one from it', {
    ...send(null, 'POST', own, { application_credential: { name: 'x' } }),
    headers: { ...bearing, 'content-type': 'application/json' },
  });
  yield label('revoked', ask(null, 'DELETE', tokens, { ...bearing, 'x-subject-token': '<kept:token>' }));
  yield label('revoked, used', ask(null, 'GET', '/identity/v3/auth/projects', bearing));
  yield label('taken away by others', ask('beta', 'DELETE', `${own}/<kept:credential>`));
  yield label('taken away', ask('alpha', 'DELETE', `${own}/<kept:credential>`));
  yield label('taken away twice', ask('alpha', 'DELETE', `${own}/<kept:credential>`));
  yield label('login at last', send(null, 'POST', tokens, { auth: { identity: login } }));
}

/** All scenes about identity. */
export const identity: readonly Scene[] = Object.entries({ refused, reading, ownTokens, credentials }).map(
  ([name, tell]) => ({ name: `identity/${name}`, tell }),
);
