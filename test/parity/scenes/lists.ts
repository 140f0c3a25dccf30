import type { Normal } from '../normalise.ts';
import { ask, clear, image, label, type Question, type Scene, send } from '../scene.ts';

/** The image list: who sees what, filters, sorting, and pages. All images of the world have the scene's word as a tag. */

type Asking = ReturnType<Scene['tell']>;

const list = (as: string | null, query: string): Question => ask(as, 'GET', `/v2/images?tag=<word>${query}`);
const everybody: readonly string[] = ['alpha', 'beta', 'gamma', 'delta', 'breader', 'admin'];
const names: string[] = [];

/** An image of the world, remembered for the end. */
function* put(name: string, given: Parameters<typeof image>[1]): Asking {
  if (!names.includes(name)) names.push(name);
  yield* image(name, { name, ...given });
}

/** Images of alpha with beta in every status, in every visibility; some hidden; some of others; some with data. */
function* world(): Asking {
  for (const visibility of ['private', 'shared', 'community', 'public'])
    for (const status of ['none', 'pending', 'accepted', 'rejected', 'removed'])
      yield* put(`${visibility} ${status}`, {
        visibility,
        members: status === 'none' ? {} : { beta: status, gamma: 'accepted' },
      });
  yield* put('hidden accepted', { os_hidden: true, members: { beta: 'accepted' } });
  yield* put('hidden pending', { os_hidden: true, members: { beta: 'pending' } });
  yield* put('hidden public', { os_hidden: true, visibility: 'public' });
  yield* put('with data', {
    data: true,
    members: { beta: 'accepted' },
    colour: 'red',
    min_disk: 5,
    min_ram: 512,
  });
  yield* put('Émile', { data: true, members: { beta: 'pending' }, colour: 'blue', protected: true });
  yield* put('emile', {
    disk_format: 'qcow2',
    container_format: 'bare',
    colour: 'red',
    tags: ['<word>', 'x', 'y'],
  });
  yield* put('a,b', { disk_format: 'iso', container_format: 'ovf', size_hint: '5', tags: ['<word>', 'x'] });
  yield* put('quoted', { name: 'it\'s "quoted" 100%', colour: 'Red' });
  yield* put('of beta', { as: 'beta', members: { alpha: 'accepted' } });
  yield* put('of beta too', { as: 'beta', members: { alpha: 'pending' }, visibility: 'community' });
  yield* put('of admin', { as: 'admin', members: { beta: 'accepted' } });
  yield* put('of admin public', { as: 'admin', visibility: 'public' });
}

/** Tells a world, then asks each query as each persona. */
function scene(name: string, personas: readonly string[], queries: readonly string[]): Scene {
  return {
    name: `lists/${name}`,
    *tell() {
      yield* world();
      for (const query of queries) for (const as of personas) yield label(`${as} ${query}`, list(as, query));
      yield* clear(...names);
    },
  };
}

const memberStatuses = [
  '',
  '&member_status=all',
  '&member_status=pending',
  '&member_status=accepted',
  '&member_status=rejected',
  '&member_status=',
  '&member_status=Accepted',
  '&member_status=x',
  '&member_status=all&member_status=pending',
  '&member_status=accepted,pending',
  '&member_status=in:accepted,pending',
];
const visibilities = [
  '',
  '&visibility=all',
  '&visibility=private',
  '&visibility=shared',
  '&visibility=community',
  '&visibility=public',
  '&visibility=',
  '&visibility=Public',
  '&visibility=x',
  '&visibility=in:public,shared',
  '&visibility=public&visibility=shared',
];
const hidden = [
  '',
  '&os_hidden=true',
  '&os_hidden=false',
  '&os_hidden=True',
  '&os_hidden=1',
  '&os_hidden=',
  '&os_hidden=x',
];
const owners = [
  '&owner=<tenant:alpha>',
  '&owner=<TENANT:ALPHA>',
  '&owner=<tenant:beta>',
  '&owner=<tenant:admin>',
  '&owner=',
  '&owner=nobody',
  '&owner=<tenant:alpha>&visibility=community',
  '&owner=<tenant:alpha>&visibility=shared&member_status=all',
  '&owner=in:<tenant:alpha>,<tenant:beta>',
];

const seen: readonly string[] = [
  ...visibilities.flatMap((visibility) => memberStatuses.slice(0, 5).map((status) => visibility + status)),
  ...memberStatuses.slice(5),
  ...hidden.flatMap((each) =>
    [
      '',
      '&visibility=all',
      '&member_status=all',
      '&visibility=public',
      '&visibility=shared&member_status=pending',
    ].map((more) => each + more),
  ),
  ...owners,
];

const filters: readonly string[] = [
  ...[
    'emile',
    'Emile',
    'ÉMILE',
    '%C3%89mile',
    'eq:emile',
    'in:emile,with%20data',
    'in:emile',
    'in:',
    'in:%22a,b%22',
    '%22a,b%22',
    'in:%22a,b%22,emile',
    'in:"a',
    'neq:emile',
    'gt:a',
    'x:y',
    ':',
    '',
    'a,b',
    'with+data',
    'with%20data%20',
    '100%25',
    'it%27s%20%22quoted%22%20100%25',
    '%25',
    '_',
    'emil_',
  ].map((each) => `&name=${each}`),
  ...[
    'queued',
    'active',
    'in:active,queued',
    'ACTIVE',
    'x',
    '',
    'eq:active',
    'deleted',
    'neq:active',
    'in:x',
    'importing',
    'in:active,x',
  ].map((each) => `&status=${each}`),
  ...['bare', 'in:bare,ovf', 'x', '', 'eq:ovf', 'BARE', 'neq:bare'].map(
    (each) => `&container_format=${each}`,
  ),
  ...['raw', 'in:raw,iso', 'x', '', 'gte:raw'].map((each) => `&disk_format=${each}`),
  ...[
    '<image:with data>',
    'in:<image:with data>,<image:emile>',
    '<IMAGE:EMILE>',
    'x',
    '',
    'eq:<image:emile>',
  ].map((each) => `&id=${each}`),
  ...['true', 'false', 'True', '1', '', 'x', 'eq:true'].map((each) => `&protected=${each}`),
  ...['red', 'Red', 'blue', '', 'in:red,blue', 'eq:red', 'x', 'r%25'].map((each) => `&colour=${each}`),
  ...[
    'size_min=1',
    'size_max=5',
    'size_min=0&size_max=100',
    'size_min=x',
    'size_min=-1',
    'size_min=',
    'size=10',
    'size=gt:5',
    'size=',
    'min_disk=5',
    'min_disk=gte:5',
    'min_disk=x',
    'min_ram=512',
    'min_ram=lt:600',
    'min_ram=',
    'size_min=5&size_min=7',
  ].map((each) => `&${each}`),
  ...[
    'unknown=1',
    'member=<tenant:beta>',
    'is_public=true',
    'is_public=None',
    'deleted=true',
    'deleted=false',
    'changes-since=2000-01-01T00:00:00Z',
    'image_id=x',
    'checksum=x',
    'os_hash_value=x',
    'os_hash_algo=sha512',
    'schema=x',
    'self=x',
    'file=x',
    'tags=x',
    'properties=x',
    'property-colour=red',
    'virtual_size=0',
    'colour',
    '=x',
    'colour=red&colour=blue',
  ].map((each) => `&${each}`),
  ...['tag=x', 'tag=x&tag=y', 'tag=X', 'tag=', 'tag=none', 'tag=in:x,y', `tag=${'t'.repeat(256)}`].map(
    (each) => `&${each}`,
  ),
  ...[
    'gt:2000-01-01T00:00:00Z',
    'lt:2000-01-01T00:00:00Z',
    'gte:2000-01-01',
    'eq:2000-01-01T00:00:00Z',
    'neq:2000-01-01T00:00:00Z',
    '2000-01-01T00:00:00Z',
    'x',
    'gt:x',
    '',
    'in:2000-01-01T00:00:00Z',
    'lte:2100-01-01T00:00:00+02:00',
    'gt:2000-01-01T00:00:00.000',
    'gt:20000101T000000Z',
    'gt:2000',
    'gt:',
    'GT:2000-01-01T00:00:00Z',
    'lt:2100-02-30T00:00:00Z',
    'gt:2000-01-01 00:00:00',
  ].flatMap((each) => [
    `&created_at=${each.replaceAll(' ', '%20').replaceAll('+', '%2B')}`,
    `&updated_at=${each.replaceAll(' ', '%20').replaceAll('+', '%2B')}`,
  ]),
  ...[
    'limit=%00',
    'name=%FF',
    'name=%00',
    'name=%F0%9F%98%80',
    'colour=%F0%9F%98%80',
    'name=%ZZ',
    '&&',
    'name=emile&name=x',
    'NAME=emile',
    'name=emile;status=x',
  ].map((each) => `&${each}`),
];

const keys: readonly string[] = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
];
const sorts: readonly string[] = [
  ...keys.flatMap((key) => [
    `&sort_key=${key}`,
    `&sort_key=${key}&sort_dir=asc`,
    `&sort_key=${key}&sort_dir=desc`,
    `&sort=${key}:asc`,
    `&sort=${key}`,
    `&sort=${key}:desc`,
  ]),
  ...[
    'sort=name,id',
    'sort=name:asc,id:desc',
    'sort=status:desc,name',
    'sort=',
    'sort=:',
    'sort=name:',
    'sort=:asc',
    'sort=name:up',
    'sort=name:asc:x',
    'sort=owner',
    'sort=visibility',
    'sort=min_disk',
    'sort=NAME',
    'sort=name:ASC',
    'sort=name,name',
    'sort=name%20:asc',
    'sort=name,',
    'sort= name'.replace(' ', '%20'),
    'sort=name&sort=id',
    'sort_key=',
    'sort_dir=',
    'sort_dir=up',
    'sort_dir=asc',
    'sort_dir=desc',
    'sort_dir=ASC',
    'sort_key=x',
    'sort_key=owner',
    'sort_key=name&sort_key=id',
    'sort_key=name&sort_key=id&sort_dir=asc',
    'sort_key=name&sort_key=id&sort_dir=asc&sort_dir=desc',
    'sort_key=name&sort_dir=asc&sort_dir=desc',
    'sort_key=name,id',
    'sort_key=name&sort=id',
    'sort=id&sort_dir=asc',
    'sort_key=name&sort_key=name',
    'sort_key=id&sort_key=x',
    'sort=colour',
  ].map((each) => `&${each}`),
];
const limits: readonly string[] = [
  '0',
  '1',
  '3',
  '25',
  '1000',
  '1001',
  '99999999999999999999',
  '-1',
  '-0',
  'x',
  '',
  '1.5',
  '+1',
  '%201',
  '1%20',
  '1_0',
  '0x1',
  '٣',
  'None',
  '1&limit=2',
  '1e1',
  'true',
].map((each) => `&limit=${each.replaceAll('٣', '%D9%A3')}`);
const markers: readonly string[] = [
  '<image:shared accepted>',
  '<IMAGE:SHARED ACCEPTED>',
  '<image:private none>',
  '<image:community none>',
  '<image:hidden accepted>',
  '<image:shared none>',
  '<image:of beta>',
  '<image:missing>',
  'x',
  '',
  '<image:shared accepted>&marker=<image:emile>',
  '<image:shared accepted>&sort=name:asc',
  '<image:with data>&sort=size:asc',
  '<image:emile>&sort=size:desc',
  '<image:emile>&sort=disk_format',
  '<image:emile>&sort=name&limit=2',
  '<image:emile>&name=emile',
  '<image:emile>&status=active',
].map((each) => `&marker=${each}`);

/** Follows `next` until there is none, as each persona, with sortings and sizes of pages. */
function* pages(): Asking {
  yield* world();
  for (const as of ['beta', 'admin', 'alpha'])
    for (const query of [
      '&limit=7',
      '&limit=5&sort=name:asc',
      '&limit=4&sort_key=status&sort_key=size&sort_dir=asc',
      '&limit=6&member_status=all&visibility=all',
      '&limit=5&sort=disk_format:asc,size:desc',
      '&limit=5&sort=container_format:desc',
      '&limit=3&sort=updated_at:asc&name=in:emile,a%20b',
      '&limit=1&visibility=shared&member_status=pending',
      '&sort=size:asc&limit=9',
      '&limit=8&os_hidden=true&visibility=all',
    ]) {
      let next: string | undefined = `/v2/images?tag=<word>${query}`;
      for (let page = 1; next !== undefined && page < 15; page += 1) {
        const { body }: Normal = yield label(`${as} ${query} page ${page}`, ask(as, 'GET', next));
        next = (body as { next?: string }).next;
      }
    }
  yield* clear(...names);
}

/** Images of different seconds: sorted by time, narrowed by time. */
function* moments(): Asking {
  for (const name of ['first', 'second', 'third']) {
    const creation = send('alpha', 'POST', '/v2/images', { id: `<image:${name}>`, name, tags: ['<word>'] });
    yield { ...creation, later: true, keep: { [name]: 'created_at' } };
    yield send('alpha', 'POST', `/v2/images/<image:${name}>/members`, { member: '<tenant:beta>' });
  }
  yield { ...send('alpha', 'PUT', '/v2/images/<image:first>/tags/new', ''), later: true, keep: {} };
  for (const as of ['alpha', 'beta'])
    for (const key of ['created_at', 'updated_at']) {
      for (const operator of ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'])
        yield label(
          `${as} ${key} ${operator}`,
          list(as, `&member_status=all&${key}=${operator}:<kept:second>`),
        );
      for (const order of ['asc', 'desc']) {
        yield label(`${as} sort ${key} ${order}`, list(as, `&member_status=all&sort=${key}:${order}`));
        yield label(
          `${as} sort ${key} ${order} after second`,
          list(as, `&member_status=all&sort=${key}:${order}&marker=<image:second>`),
        );
        yield label(
          `${as} sort_key ${key} ${order} page`,
          list(as, `&member_status=all&sort_key=${key}&sort_dir=${order}&limit=1`),
        );
      }
    }
  yield* clear('first', 'second', 'third');
}

/** Without the word: nothing but these images may be in the cloud. */
function* bare(): Asking {
  yield* world();
  for (const as of [...everybody, 'areader'])
    for (const query of [
      '',
      '?',
      '?limit=5',
      '?member_status=all',
      '?visibility=all',
      '?visibility=community',
      '?owner=<tenant:alpha>',
      '?sort=name:asc&limit=3',
      '?os_hidden=true',
      '?unknown=1',
      '?visibility=shared',
    ])
      yield label(`${as} ${query}`, ask(as, 'GET', `/v2/images${query}`));
  yield* clear(...names);
  for (const as of ['alpha', 'admin'])
    for (const query of ['', '?limit=0', '?limit=1', '?marker=x', '?visibility=x'])
      yield label(`${as} empty cloud ${query}`, ask(as, 'GET', `/v2/images${query}`));
}

/** All scenes about the image list. */
export const lists: readonly Scene[] = [
  scene('seen', everybody, seen),
  scene('filters', ['alpha', 'beta', 'admin'], filters),
  scene('sorting', ['beta', 'admin'], sorts),
  scene('limits and markers', ['alpha', 'beta', 'gamma', 'admin'], [...limits, ...markers]),
  { name: 'lists/pages', tell: pages },
  { name: 'lists/moments', tell: moments },
  { name: 'lists/bare', tell: bare, alone: true },
];
