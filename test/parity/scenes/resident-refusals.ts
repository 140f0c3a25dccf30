import { ask, label, send } from '../scene.ts';
import { type Asking, v3 } from './asking-keystone.ts';

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
  'default project a domain': { name: 'x', default_project_id: 'default' },
  'password number': { name: 'x', password: 5 },
  'identity provider unknown': {
    name: 'x',
    federated: [{ idp_id: 'x', protocols: [{ protocol_id: 'y', unique_id: 'z' }] }],
  },
  'federated without protocols': { name: 'x', federated: [{ idp_id: 'x', protocols: [] }] },
  'rules malformed': { name: 'x', options: { multi_factor_auth_rules: [[]] } },
};

/** Bodies that Keystone refuses, and callers who may not. */
export function* refusals(): Asking {
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
