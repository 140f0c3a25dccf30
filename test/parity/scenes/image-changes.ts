import { ask, clear, image, label, patch, type Scene, send } from '../scene.ts';

/** What a change of an image may say, and what comes of it. */

const path = '/v2/images/<image:a>';
const patchType = 'application/openstack-images-v2.1-json-patch';

const operations: Readonly<Record<string, unknown>> = {
  'no list': {},
  'list of text': ['x'],
  'no op': [{ path: '/name', value: 'x' }],
  'no path': [{ op: 'replace', value: 'x' }],
  'no value': [{ op: 'replace', path: '/name' }],
  'op unknown': [{ op: 'explode', path: '/name', value: 'x' }],
  'op move': [{ op: 'move', path: '/name', from: '/x' }],
  'op test': [{ op: 'test', path: '/name', value: 'x' }],
  'path without slash': [{ op: 'replace', path: 'name', value: 'x' }],
  'path with two parts': [{ op: 'replace', path: '/name/x', value: 'x' }],
  'path empty': [{ op: 'replace', path: '/', value: 'x' }],
  'path escaped': [{ op: 'add', path: '/a~1b', value: 'x' }],
  'path doubled slash': [{ op: 'add', path: '//a', value: 'x' }],
  'path trailing slash': [{ op: 'add', path: '/a/', value: 'x' }],
  'both ways': [{ add: '/name', op: 'add', path: '/name', value: 'x' }],
  'value twice': [{ op: 'add', path: '/name', value: 'x', extra: 1 }],
  'add property': [{ op: 'add', path: '/colour', value: 'red' }],
  'replace property': [{ op: 'replace', path: '/colour', value: 'blue' }],
  'replace no property': [{ op: 'replace', path: '/nothing', value: 'x' }],
  'remove no property': [{ op: 'remove', path: '/nothing' }],
  'remove property': [{ op: 'remove', path: '/colour' }],
  'remove name': [{ op: 'remove', path: '/name' }],
  'remove tags': [{ op: 'remove', path: '/tags' }],
  'remove visibility': [{ op: 'remove', path: '/visibility' }],
  'tags set': [{ op: 'replace', path: '/tags', value: ['x', 'y', '<word>'] }],
  'tags no list': [{ op: 'replace', path: '/tags', value: 'x' }],
  'tag added': [{ op: 'add', path: '/tags/0', value: 'x' }],
  'name number': [{ op: 'replace', path: '/name', value: 5 }],
  'name null': [{ op: 'replace', path: '/name', value: null }],
  'name of 256': [{ op: 'replace', path: '/name', value: 'n'.repeat(256) }],
  ...Object.fromEntries(
    [
      'id',
      'status',
      'created_at',
      'updated_at',
      'size',
      'checksum',
      'file',
      'self',
      'schema',
      'virtual_size',
      'direct_url',
      'locations',
      'deleted',
      'members',
      'os_hash_value',
      'stores',
      'owner',
      'min_disk',
      'protected',
      'os_hidden',
      'visibility',
      'disk_format',
      'container_format',
      'base_visibility',
      'is_public',
      'member_status',
      'id_',
    ].flatMap((name) =>
      ['add', 'replace', 'remove'].map((op) => [
        `${op} ${name}`,
        [{ op, path: `/${name}`, ...(op === 'remove' ? {} : { value: 'x' }) }],
      ]),
    ),
  ),
  'two changes': [
    { op: 'replace', path: '/name', value: 'first' },
    { op: 'replace', path: '/name', value: 'second' },
  ],
  'one of two wrong': [
    { op: 'replace', path: '/name', value: 'kept?' },
    { op: 'replace', path: '/status', value: 'active' },
  ],
  'hidden true': [{ op: 'replace', path: '/os_hidden', value: true }],
  'hidden false': [{ op: 'replace', path: '/os_hidden', value: false }],
  'min_disk 5': [{ op: 'replace', path: '/min_disk', value: 5 }],
  'min_disk null': [{ op: 'replace', path: '/min_disk', value: null }],
  formats: [
    { op: 'replace', path: '/disk_format', value: 'qcow2' },
    { op: 'replace', path: '/container_format', value: 'ovf' },
  ],
  'format ami': [{ op: 'replace', path: '/disk_format', value: 'ami' }],
  'visibility and owner': [
    { op: 'replace', path: '/visibility', value: 'private' },
    { op: 'replace', path: '/owner', value: '<tenant:beta>' },
  ],
};

/** Changes of every form, each on an image of its own. */
export function* changing(): ReturnType<Scene['tell']> {
  for (const data of [false, true]) {
    const name = data ? 'b' : 'a';
    yield* image(name, { data, members: { beta: 'accepted' } });
    for (const as of ['alpha', 'beta', 'areader', 'admin'])
      for (const [what, body] of Object.entries(operations))
        yield label(
          `${data ? 'active' : 'queued'} ${as} ${what}`,
          send(as, 'PATCH', `/v2/images/<image:${name}>`, body, patchType),
        );
  }
  yield label('missing', patch('alpha', 'c', ['replace', 'name', 'x']));
  yield label('missing, wrong', send('alpha', 'PATCH', '/v2/images/<image:c>', {}, patchType));
  const types = [
    'application/openstack-images-v2.0-json-patch',
    'application/openstack-images-v2.1-json-patch',
    'application/json-patch+json',
    'application/json',
    'APPLICATION/OPENSTACK-IMAGES-V2.1-JSON-PATCH',
    'application/openstack-images-v2.1-json-patch; charset=utf-8',
    '',
  ];
  for (const type of types) {
    yield label(
      `type ${type}`,
      send('alpha', 'PATCH', path, [{ op: 'replace', path: '/name', value: type }], type),
    );
    yield label(
      `type ${type}, old form`,
      send('alpha', 'PATCH', path, [{ replace: '/name', value: type }], type),
    );
    yield label(
      `type ${type}, no body`,
      ask('alpha', 'PATCH', path, { accept: 'application/json', 'content-type': type }),
    );
    yield label(`type ${type}, no JSON`, send('alpha', 'PATCH', path, '{', type));
  }
  yield* clear('a', 'b');
}
