import { ask, bytes, clear, image, label, patch, type Question, type Scene, send } from '../scene.ts';
import { changing } from './image-changes.ts';

/** Images by themselves: what may be set, what a change may say, data, and what membership does to all that. */

const path = '/v2/images/<image:a>';

const creations: Readonly<Record<string, unknown>> = {
  nothing: {},
  'all set': {
    name: 'n',
    visibility: 'private',
    tags: ['b', 'a', 'b'],
    min_disk: 1,
    min_ram: 2,
    protected: false,
    os_hidden: true,
    disk_format: 'qcow2',
    container_format: 'bare',
    colour: 'red',
  },
  'name null': { name: null },
  'name of 255': { name: 'n'.repeat(255) },
  'name of 256': { name: 'n'.repeat(256) },
  'name emoji': { name: '\u{1F600}' },
  'name number': { name: 5 },
  'name empty': { name: '' },
  'visibility unknown': { visibility: 'open' },
  'visibility null': { visibility: null },
  'visibility community': { visibility: 'community' },
  'visibility public': { visibility: 'public' },
  'id no uuid': { id: 'x' },
  'id in capitals': { id: '11111111-AAAA-4AAA-8AAA-<word>'.slice(0, 24) },
  'owner foreign': { owner: '<tenant:beta>' },
  'owner own': { owner: '<tenant:alpha>' },
  'owner null': { owner: null },
  'status given': { status: 'active' },
  'created_at given': { created_at: '2000-01-01T00:00:00Z' },
  'size given': { size: 5 },
  'file given': { file: '/x' },
  'self given': { self: '/x' },
  'schema given': { schema: '/x' },
  'checksum given': { checksum: 'x' },
  'tags no list': { tags: 'a' },
  'tags number': { tags: [1] },
  'tag of 255': { tags: ['t'.repeat(255)] },
  'tag of 256': { tags: ['t'.repeat(256)] },
  'tags 129': { tags: Array.from({ length: 129 }, (_, each) => `t${each}`) },
  'min_disk negative': { min_disk: -1 },
  'min_disk text': { min_disk: '1' },
  'min_disk float': { min_disk: 1.5 },
  'min_disk huge': { min_disk: 2_147_483_648 },
  'min_ram null': { min_ram: null },
  'protected text': { protected: 'true' },
  'os_hidden text': { os_hidden: 'true' },
  'disk_format unknown': { disk_format: 'zip' },
  'disk_format null': { disk_format: null, container_format: null },
  'container_format unknown': { container_format: 'zip' },
  'formats mixed': { disk_format: 'ami', container_format: 'bare' },
  'formats ami': { disk_format: 'ami', container_format: 'ami' },
  'property number': { colour: 5 },
  'property null': { colour: null },
  'property object': { colour: {} },
  'property empty name': { '': 'x' },
  'property with slash': { 'a/b': 'x' },
  'property long name': { ['p'.repeat(256)]: 'x' },
  'property emoji': { colour: '\u{1F600}' },
  'property reserved': {
    owner_specified: 'x',
    is_public: 'true',
    member_status: 'x',
    deleted: 'x',
    deleted_at: 'x',
  },
  'properties 129': Object.fromEntries(Array.from({ length: 129 }, (_, each) => [`p${each}`, 'x'])),
  'known properties': { os_distro: 'debian', architecture: 'x86_64', kernel_id: null, instance_uuid: 'x' },
  'kernel_id wrong': { kernel_id: 'x' },
  'os_hash_algo given': { os_hash_algo: 'x' },
  'direct_url given': { direct_url: 'x' },
  'stores given': { stores: 'x' },
  'locations given': { locations: [] },
};

function* creating(): ReturnType<Scene['tell']> {
  for (const [name, body] of Object.entries(creations))
    for (const as of ['alpha', 'admin', 'areader']) {
      const { status } = yield {
        ...label(`${as} ${name}`, send(as, 'POST', '/v2/images', body)),
        keep: { made: 'id' },
      };
      if (status !== 201) continue;
      yield label(`${as} ${name}: shown`, ask(as, 'GET', '/v2/images/<kept:made>'));
      yield ask('admin', 'DELETE', '/v2/images/<kept:made>');
    }
  for (const body of ['', '[]', '"x"', '5', 'null', '{', '[{}]', '{"name":"x"}{}'])
    yield label(`body ${body}`, send('alpha', 'POST', '/v2/images', body));
  yield* clear('none');
}

/** Data goes up and comes down, whole and in parts. */
function* data(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'rejected' } });
  yield label('download of queued', ask('beta', 'GET', `${path}/file`));
  yield label('upload without formats', bytes('alpha', 'PUT', `${path}/file`));
  yield patch('alpha', 'a', ['replace', 'disk_format', 'raw'], ['replace', 'container_format', 'bare']);
  for (const type of [
    'text/plain',
    'application/json',
    '',
    'APPLICATION/OCTET-STREAM',
    'application/octet-stream; x=y',
  ])
    yield label(`upload as ${type}`, send('alpha', 'PUT', `${path}/file`, 'x', type));
  yield label('upload without type', { ...ask('alpha', 'PUT', `${path}/file`), body: 'x' });
  yield* clear('a');
}

/** An image with ten bytes, whole and in parts, on and off. */
function* parts(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'rejected' }, disk_format: 'raw', container_format: 'bare' });
  yield label('upload', { ...bytes('alpha', 'PUT', `${path}/file`, '0123456789'), later: true });
  yield label('upload again', bytes('alpha', 'PUT', `${path}/file`));
  yield label('shown', ask('beta', 'GET', path));
  yield label('download', ask('beta', 'GET', `${path}/file`));
  for (const range of [
    'bytes=0-3',
    'bytes=3-',
    'bytes=-3',
    'bytes=5-2',
    'bytes=20-30',
    'bytes=0-99',
    'bytes=0-1,3-4',
    'nonsense',
    'bytes=',
    'bytes=9-9',
    'bytes=10-',
  ])
    yield label(`range ${range}`, ask('beta', 'GET', `${path}/file`, { accept: 'application/json', range }));
  for (const range of [
    'bytes 0-3/10',
    'bytes 0-3/*',
    'bytes 3-9/10',
    'nonsense',
    'bytes 5-2/10',
    'bytes 0-9/10',
    'bytes 2-20/30',
    'bytes */10',
    'bytes */*',
    'bytes 9-10/*',
    'bytes 10-10/20',
  ])
    yield label(
      `content range ${range}`,
      ask('beta', 'GET', `${path}/file`, { accept: 'application/json', 'content-range': range }),
    );
  const later = (question: Question): Question => ({ ...question, later: true });
  yield label('deactivate', later(ask('alpha', 'POST', `${path}/actions/deactivate`)));
  yield label('deactivate as admin', later(ask('admin', 'POST', `${path}/actions/deactivate`)));
  yield label('shown deactivated', ask('alpha', 'GET', path));
  for (const as of ['alpha', 'beta', 'admin', 'delta', 'areader'])
    yield label(`download deactivated ${as}`, ask(as, 'GET', `${path}/file`));
  yield label('reactivate', later(ask('admin', 'POST', `${path}/actions/reactivate`)));
  yield label('shown active', ask('alpha', 'GET', path));
  yield label('tag', later(ask('alpha', 'PUT', `${path}/tags/new`)));
  yield label('tag again', later(ask('alpha', 'PUT', `${path}/tags/new`)));
  yield label('shown tagged', ask('alpha', 'GET', path));
  yield label('untag', later(ask('alpha', 'DELETE', `${path}/tags/new`)));
  yield label('untag again', later(ask('alpha', 'DELETE', `${path}/tags/new`)));
  yield label('shown untagged', ask('alpha', 'GET', path));
  yield* clear('a');
  yield label('id taken', send('alpha', 'POST', '/v2/images', { id: '<image:a>' }));
  yield label('id taken, other caller', send('beta', 'POST', '/v2/images', { id: '<IMAGE:A>' }));
}

const tags: readonly string[] = [
  'a%20b',
  '%20',
  'A',
  'ä',
  '%C3%A4',
  'a%2Fb',
  'x'.repeat(255),
  'y'.repeat(256),
  '%F0%9F%98%80',
  'a+b',
  'a.b',
  '%3Cb%3E',
  'a,b',
];

function* tagging(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'accepted' } });
  for (const tag of tags)
    for (const [method, as] of [
      ['PUT', 'alpha'],
      ['DELETE', 'beta'],
      ['DELETE', 'alpha'],
      ['DELETE', 'alpha'],
    ] as const)
      if (/^[\x21-\x7e]*$/.test(tag))
        yield label(
          `${as} ${method} ${tag.slice(0, 9)}${tag.length}`,
          ask(as, method, `${path}/tags/${tag}`),
        );
  yield label('with a body', send('alpha', 'PUT', `${path}/tags/body`, '{}'));
  for (let each = 0; each < 128; each += 1) yield ask('alpha', 'PUT', `${path}/tags/t${each}`);
  yield label('one too many', ask('alpha', 'PUT', `${path}/tags/many`));
  yield* clear('a');
}

/** The owner changes while members are on record. */
function* owners(): ReturnType<Scene['tell']> {
  yield* image('a', { members: { beta: 'accepted', gamma: 'pending' } });
  const look = function* (when: string): ReturnType<Scene['tell']> {
    for (const as of ['alpha', 'beta', 'gamma', 'delta', 'breader']) {
      yield label(`${when}: ${as} sees`, ask(as, 'GET', path));
      yield label(`${when}: ${as} lists members`, ask(as, 'GET', `${path}/members`));
      yield label(`${when}: ${as} lists images`, ask(as, 'GET', '/v2/images?tag=<word>&member_status=all'));
      yield label(
        `${when}: ${as} accepts`,
        send(as, 'PUT', `${path}/members/<tenant:${as === 'breader' ? 'beta' : as}>`, { status: 'accepted' }),
      );
      yield label(`${when}: ${as} adds`, send(as, 'POST', `${path}/members`, { member: '<tenant:beta>' }));
    }
  };
  yield* look('at first');
  for (const owner of ['<tenant:beta>', '<TENANT:GAMMA>', 'nobody', '', null, 5, '<tenant:alpha>']) {
    yield label(`owner ${owner}`, patch('admin', 'a', ['replace', 'owner', owner]));
    yield* look(`owner ${owner}`);
  }
  yield label(
    'owner itself a member',
    send('alpha', 'POST', `${path}/members`, { member: '<tenant:alpha>' }),
  );
  yield label('it accepts', send('alpha', 'PUT', `${path}/members/<tenant:alpha>`, { status: 'accepted' }));
  yield label('it leaves', ask('alpha', 'DELETE', `${path}/members/<tenant:alpha>`));
  yield* clear('a');
}

/** All scenes about images by themselves. */
export const images: readonly Scene[] = Object.entries({
  creating,
  changing,
  data,
  parts,
  tagging,
  owners,
}).map(([name, tell]) => ({ name: `images/${name}`, tell }));
