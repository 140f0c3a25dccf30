import { ask, label } from '../scene.ts';
import { type Asking, login, project, removing, roles, tokenOf, user, v3 } from './asking-keystone.ts';

/** Roles on a project, a domain and the system. */
export function* grants(): Asking {
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
