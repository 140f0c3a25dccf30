import { ask, label, send, type Question } from '../scene.ts';
import {
  type Asking,
  bearing,
  login,
  project,
  removing,
  roles,
  tokenOf,
  user,
  v3,
} from './asking-keystone.ts';

/** What ends the tokens of a user, and what does not. */
export function* endings(): Asking {
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
export function* sharing(): Asking {
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
