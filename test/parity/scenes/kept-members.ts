import { ask, clear, image, label, member, type Question, type Scene, send } from '../scene.ts';

/** What is kept of members: their ids, their times, and how many. */

const members = '/v2/images/<image:a>/members';

/** Case, accents and trailing spaces are nothing to the database. */
export function* collation(): ReturnType<Scene['tell']> {
  yield* image('a');
  for (const id of [
    'MixedCase',
    'mixedcase',
    'MIXEDCASE ',
    'émile',
    'emile',
    'strasse',
    'straße',
    'ＦＵＬＬ',
    'full',
    'İ',
    'i',
    'ñ',
    'n',
    'ø',
    'o',
    'Σ',
    'ς',
    'σ',
    ' x',
    'x',
    'Ǆ',
    'ǆ',
    'ﬁ',
    'fi',
    'a\u0301',
    'á',
    'К',
    'к',
  ])
    yield label(`add ${id}`, send('alpha', 'POST', members, { member: id }));
  for (const id of ['mixedCASE', 'mixedcase%20', 'EMILE', 'FULL', 'mixed', 'x'])
    for (const method of ['GET', 'PUT', 'DELETE', 'GET'])
      yield label(
        `${method} ${id} ${method === 'GET' ? '' : ''}`.trim(),
        method === 'PUT'
          ? send('admin', method, `${members}/${id}`, { status: 'accepted' })
          : ask('alpha', method, `${members}/${id}`),
      );
  yield label('in capitals', send('alpha', 'POST', members, { member: '<TENANT:BETA>' }));
  yield label('beta sees', ask('beta', 'GET', '/v2/images/<image:a>'));
  yield label('beta accepts', send('beta', 'PUT', `${members}/<tenant:beta>`, { status: 'accepted' }));
  yield label('beta lists', ask('beta', 'GET', '/v2/images?tag=<word>'));
  yield label('list', ask('alpha', 'GET', members));
  yield* clear('a');
}

/** Times of memberships, with a second between the steps. */
export function* times(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { gamma: 'pending' } });
  const path = `${members}/<tenant:beta>`;
  const later = (question: Question): Question => ({ ...question, later: true });
  yield label('added', later(send('alpha', 'POST', members, { member: '<tenant:beta>' })));
  yield label('same status', later(send('beta', 'PUT', path, { status: 'pending' })));
  yield label('accepted', later(send('beta', 'PUT', path, { status: 'accepted' })));
  yield label('accepted again', later(send('beta', 'PUT', path, { status: 'accepted' })));
  yield label('image', ask('alpha', 'GET', '/v2/images/<image:a>'));
  yield label('removed', later(ask('alpha', 'DELETE', path)));
  yield label('added again', later(send('alpha', 'POST', members, { member: '<tenant:beta>' })));
  yield label('shown', ask('beta', 'GET', path));
  yield label(
    'hidden',
    later(
      send(
        'alpha',
        'PATCH',
        '/v2/images/<image:a>',
        [{ op: 'replace', path: '/visibility', value: 'private' }],
        'application/openstack-images-v2.1-json-patch',
      ),
    ),
  );
  yield label(
    'back',
    later(
      send(
        'alpha',
        'PATCH',
        '/v2/images/<image:a>',
        [{ op: 'replace', path: '/visibility', value: 'shared' }],
        'application/openstack-images-v2.1-json-patch',
      ),
    ),
  );
  yield label('list', ask('alpha', 'GET', members));
  yield* clear('a');
}

/** 128 members, and not one more. */
export function* quota(): ReturnType<Scene['tell']> {
  yield* image('a');
  for (let each = 1; each <= 127; each += 1)
    yield send('alpha', 'POST', members, { member: `tenant-${each}` });
  yield* member('a', 'beta', 'accepted');
  yield label('one more', send('alpha', 'POST', members, { member: 'more' }));
  yield label('one more by admin', send('admin', 'POST', members, { member: 'more' }));
  yield label('one that is there', send('alpha', 'POST', members, { member: '<tenant:beta>' }));
  yield label('by a member', send('beta', 'POST', members, { member: 'more' }));
  yield label('impossible one', send('alpha', 'POST', members, { member: { a: 1 } }));
  yield label('remove', ask('alpha', 'DELETE', `${members}/tenant-1`));
  yield label('add then', send('alpha', 'POST', members, { member: 'more' }));
  yield label('add back', send('alpha', 'POST', members, { member: 'tenant-1' }));
  yield* clear('a');
}
