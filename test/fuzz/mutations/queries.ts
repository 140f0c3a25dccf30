import type { Dice } from '../../parity/walks/dice.ts';
import { imageOf, tokenOf } from '../place.ts';
import type { Draft } from '../request.ts';
import type { Making } from '../valid.ts';
import { long, type Mutation, mutationsOf } from './mutation.ts';
import { disguised } from './paths.ts';

/** Adds parameters to a query, of the image list above all: elsewhere a query is ignored. */
function asking(parameters: (making: Making) => string): Mutation['change'] {
  return (draft, making) => {
    const listed: Partial<Draft> = { operation: 'listImages', method: 'GET', path: '/v2/images' };
    const empty: Draft = { ...draft, ...listed, json: undefined, bytes: new Uint8Array(), headers: [] };
    const { query, ...rest } = making.dice.percent(80) && draft.operation !== 'listImages' ? empty : draft;
    const added = parameters(making);
    return { ...rest, query: query === undefined ? added : `${query}&${added}` };
  };
}

function oneOf(...texts: readonly string[]): Mutation['change'] {
  return asking(({ dice }) => dice.pick(texts));
}

const keys = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'];
const odd = [
  '',
  '%00',
  '%FF',
  '%',
  "'",
  '"',
  '%22a%22b',
  '{',
  'in:',
  'eq:',
  '-1',
  '1e400',
  'NaN',
  'null',
  '%F0%9F%98%80',
  '%20',
];

function filter({ dice }: Making): string {
  const names = [
    ...keys,
    'visibility',
    'member_status',
    'owner',
    'tag',
    'protected',
    'os_hidden',
    'size_min',
    'size_max',
    'checksum',
  ];
  return `${dice.pick(names)}=${dice.pick([...odd, 'a', 'all', 'shared', 'true', 'gt:2020-01-01T00:00:00Z', 'lte:1', 'neq:a'])}`;
}

function listOf(dice: Dice): string {
  const items = Array.from({ length: dice.pick([1, 3, 50, 500]) }, () =>
    dice.pick(['a', '%22a,b%22', 'é', '', '%22']),
  );
  return `${dice.pick(['name', 'status', 'id', 'disk_format', 'tag'])}=in:${items.join(',')}`;
}

function marker({ lane, dice }: Making): string {
  const unknown = [
    '',
    'x',
    '00000000-0000-4000-8000-000000000000',
    imageOf(998, 1),
    long('a', 37),
    long('a', 5000),
  ];
  return `marker=${dice.pick([...lane.images, ...unknown])}`;
}

/** What is done to queries. */
export const queryMutations: readonly Mutation[] = mutationsOf('query', {
  filters: asking(filter),
  'several filters': asking((making) => Array.from({ length: 6 }, () => filter(making)).join('&')),
  'lists of values': asking(({ dice }) => listOf(dice)),
  'sort keys': asking(({ dice }) => {
    const key = (): string => dice.pick([...keys, '', 'nothing', '__proto__', 'toString']);
    const direction = (): string => dice.pick(['asc', 'desc', 'up', '', 'ASC']);
    const pairs = Array.from({ length: dice.pick([1, 2, 8, 100]) }, () => `${key()}:${direction()}`);
    return dice.pick([
      `sort=${pairs.join(',')}`,
      `sort_key=${key()}&sort_dir=${direction()}`,
      `sort_dir=${direction()}&sort_dir=asc`,
    ]);
  }),
  limits: asking(
    ({ dice }) =>
      `limit=${dice.pick([...odd, '0', '1', '1.5', '0x10', '+3', '٣', ' 5', long('9', 400), '1_0'])}`,
  ),
  markers: asking(marker),
  times: asking(
    ({ dice }) =>
      `created_at=${dice.pick(['gt:', 'lt:', ''])}${dice.pick(['2020-01-01', '99999999', '2020-13-40T99:99:99Z', long('0', 3000), '-1', '2020-01-01T00:00:00+99:99'])}`,
  ),
  'one parameter many times': asking(({ dice }) =>
    long(`${dice.pick(['name=a', 'tag=web', 'limit=1', 'sort_key=name', 'x'])}&`, 3000),
  ),
  'many parameters': asking(({ dice }) =>
    Array.from({ length: 400 }, (_, at) => `p${at}=${dice.whole(0, 9)}`).join('&'),
  ),
  'a long value': asking(
    ({ dice }) =>
      `${dice.pick(['name', 'owner', 'x', 'tag', 'limit'])}=${long(dice.pick(['a', ' ', '%20', '%22', 'é', 'a,']), 5000)}`,
  ),
  'broken parameters': oneOf(
    '&&&&',
    '=',
    '=&=',
    '?',
    '??a=b',
    'a=b=c',
    ';',
    '%',
    '%=%',
    '%FF=1',
    'name=%FF',
    '+',
    '#x',
  ),
  'names of JavaScript': oneOf(
    '__proto__=1',
    'constructor=1',
    '__proto__[x]=1',
    'toString=',
    'length=9',
    'hasOwnProperty=1',
  ),
  'a token in it': asking(
    ({ lane, dice }) =>
      `${dice.pick(['token', 'X-Auth-Token', 'name'])}=${disguised(tokenOf(lane.users.producer), dice)}`,
  ),
});
