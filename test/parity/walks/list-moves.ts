import { type Making, personas, somebody, someImage, tenants } from './belief.ts';
import { sortKeys } from '../scenes/list-orders.ts';
import { plain, type Step } from './step.ts';
import * as values from './values.ts';

type Dice = Making['dice'];
type Pair = readonly [key: string, value: string];

const statuses: readonly string[] = ['pending', 'accepted', 'rejected', 'all'];
const directions: readonly string[] = ['asc', 'desc'];

const wrong: readonly Pair[] = [
  ['member_status', 'Accepted'],
  ['member_status', ''],
  ['visibility', 'hidden'],
  ['visibility', ''],
  ['os_hidden', 'maybe'],
  ['protected', 'True'],
  ['limit', '-1'],
  ['limit', 'many'],
  ['sort_key', 'owner'],
  ['sort_dir', 'up'],
  ['sort', 'name:sideways'],
  ['name', 'neq:z'],
  ['marker', 'nothing'],
  ['is_public', 'true'],
  ['status', ''],
];

const one =
  (key: string, from: readonly string[]) =>
  (dice: Dice): Pair => [key, dice.pick(from)];

const filters: readonly (readonly [number, (dice: Dice) => Pair])[] = [
  [10, one('member_status', statuses)],
  [8, one('visibility', [...values.visibilities, 'shared', 'shared', 'all', 'all'])],
  [6, (dice) => ['owner', `<tenant:${dice.pick([...tenants, 'alpha', 'alpha', 'beta'])}>`]],
  [4, one('os_hidden', ['true', 'false', 'False'])],
  [4, one('name', ['in:alpine,ubuntu,z', ...values.names, 'in:alpine,z', 'in:"a,b",z', 'eq:z'])],
  [5, one('tag', values.tagsAskedFor)],
  [3, one('status', ['active', 'queued', 'deactivated', 'in:queued,active', 'in:queued,uploading'])],
  [3, one('protected', ['true', 'false'])],
  [3, one('disk_format', ['raw', 'in:raw,qcow2', 'RAW'])],
  [2, one('size_min', ['0', '2', '5'])],
  [2, one('min_disk', ['0', '1', '2'])],
  [2, (dice) => [dice.pick(values.properties), dice.pick(values.propertyValues)]],
  [2, one('updated_at', ['gt:2013-10-09T12:00:00Z', 'gte:2013-10-09T12:00:00Z', 'lt:2013-10-09T12:00:00Z'])],
  [3, (dice) => dice.pick(wrong)],
];

function sorting(dice: Dice): readonly Pair[] {
  const key = dice.pick(sortKeys);
  return dice.weigh<readonly Pair[]>([
    [60, []],
    [14, [['sort', `${key}:${dice.pick(directions)}`]]],
    [8, [['sort', `${key},${dice.pick(sortKeys)}:${dice.pick(directions)}`]]],
    [8, [['sort_key', key]]],
    [
      8,
      [
        ['sort_key', key],
        ['sort_dir', dice.pick(directions)],
      ],
    ],
    [2, [['sort_dir', dice.pick(directions)]]],
  ]);
}

function paging({ dice, images }: Making): readonly Pair[] {
  const limit: readonly Pair[] = dice.percent(25)
    ? [
        [
          'limit',
          String(
            dice.weigh([
              [1, 0],
              [5, 1],
              [5, 2],
              [3, 3],
            ]),
          ),
        ],
      ]
    : [];
  if (images.length === 0 || !dice.percent(18)) return limit;
  return [...limit, ['marker', `<image:${dice.pick(images).label}>`]];
}

/** Lists images: those of the walk alone, since others live in the same cloud. */
export function listImages(making: Making): Step {
  const { dice } = making;
  const count = dice.weigh([
    [35, 0],
    [42, 1],
    [17, 2],
    [6, 3],
  ]);
  const wanted = Array.from({ length: count }, () => dice.weigh(filters)(dice));
  const query = [['walk', '<word>'] as const, ...wanted, ...sorting(dice), ...paging(making)]
    .map(([key, value]) => `${key}=${encoded(value)}`)
    .join('&');
  const as =
    making.images.length > 0 && dice.percent(70)
      ? somebody(making, someImage(making))
      : dice.pick(Object.keys(personas));
  return plain(as, 'GET', `/v2/images?${query}`);
}

/** Placeholders stay as they are: a side puts its ids there. */
function encoded(value: string): string {
  return /^<.*>$/.test(value) ? value : encodeURIComponent(value);
}
