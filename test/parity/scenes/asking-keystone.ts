import { ask, label, type Question, type Scene, send } from '../scene.ts';

/**
 * What scenes about residents ask with. What a scene makes it takes away again. Names have the scene's word in them, so that
 * scenes do not meet.
 */

/** The questions of a scene, or of a part of one. */
export type Asking = ReturnType<Scene['tell']>;

/** Keystone's version 3, where scenes find it. */
export const v3 = '/identity/v3';
const json: Readonly<Record<string, string>> = { accept: 'application/json' };

/** A request with a token that was kept, of whoever it is. */
export function bearing(token: string, method: string, path: string, body?: unknown): Question {
  const headers = { ...json, 'x-auth-token': `<kept:${token}>` };
  return body === undefined
    ? ask(null, method, path, headers)
    : { ...send(null, method, path, body), headers: { ...headers, 'content-type': 'application/json' } };
}

/** Makes a thing and keeps its id. */
export function making(
  kind: 'project' | 'user' | 'domain',
  key: string,
  fields: object,
  as = 'admin',
): Question {
  return { ...send(as, 'POST', `${v3}/${kind}s`, { [kind]: fields }), keep: { [key]: `${kind}.id` } };
}

/** A project, whose id is kept under the key. */
export function project(key: string, fields: object = {}): Question {
  return making('project', key, { name: `<word>-${key}`, ...fields });
}

/** A user, whose id is kept under the key. */
export function user(key: string, fields: object = {}): Question {
  return making('user', key, { name: `<word>-${key}`, password: `<word>-pw`, ...fields });
}

/** A domain, whose id is kept under the key. */
export function domain(key: string, fields: object = {}): Question {
  return making('domain', key, { name: `<word>-${key}`, ...fields });
}

/** Ids of roles, under their names. */
export function* roles(...names: readonly string[]): Asking {
  for (const name of names)
    yield { ...ask('admin', 'GET', `${v3}/roles?name=${name}`), keep: { [name]: 'roles.0.id' } };
}

/** A login of a user that was made; its token is kept under the user's key behind `token-`. */
export function login(key: string, scope?: unknown, password = '<word>-pw'): Question {
  const identity = { methods: ['password'], password: { user: { id: `<kept:${key}>`, password } } };
  const auth = { identity, ...(scope === undefined ? {} : { scope }) };
  return {
    ...send(null, 'POST', `${v3}/auth/tokens?nocatalog`, { auth }),
    keep: { [`token-${key}`]: 'header:x-subject-token' },
  };
}

/** What the token of somebody is good for. */
export function* tokenOf(key: string, when: string): Asking {
  const headers = { ...json, 'x-subject-token': `<kept:token-${key}>` };
  yield label(`${when}: validated`, ask('admin', 'GET', `${v3}/auth/tokens?nocatalog`, headers));
  yield label(`${when}: used for Keystone`, bearing(`token-${key}`, 'GET', `${v3}/auth/projects`));
}

/** Takes away what was made. */
export function* removing(kind: 'project' | 'user' | 'domain', ...keys: readonly string[]): Asking {
  for (const key of keys) {
    if (kind === 'domain')
      yield send('admin', 'PATCH', `${v3}/domains/<kept:${key}>`, { domain: { enabled: false } });
    yield ask('admin', 'DELETE', `${v3}/${kind}s/<kept:${key}>`);
  }
}
