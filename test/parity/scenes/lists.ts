import type { Normal } from '../normalise.ts';
import { ask, clear, image, label, type Question, type Scene, send } from '../scene.ts';
import { filters, seen } from './list-filters.ts';
import { limits, markers, sorts } from './list-orders.ts';

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
