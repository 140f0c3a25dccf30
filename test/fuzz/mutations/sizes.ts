import { bytewise } from './bodies.ts';
import { long, type Mutation, mutationsOf } from './mutation.ts';

const kib = 1024;

/** JSON of exactly so many bytes: a long text, a long number, or one that spaces follow. */
function sized(length: number): Mutation['change'] {
  return bytewise((_, { dice }) => {
    const inner = long(dice.pick(['a', ' ', '<', '0']), length - 100);
    const text = dice.pick([
      `{"name":"${inner}"}`,
      '{"name":1}',
      `{"a":${inner}}`,
      `[${long('1,', length - 101)}1]`,
    ]);
    return text.padEnd(length, ' ');
  });
}

function uploaded(length: number): Mutation['change'] {
  return (draft, { lane, dice }) => ({
    ...draft,
    operation: 'uploadImage',
    method: 'PUT',
    path: `/v2/images/${dice.pick(lane.images)}/${dice.pick(['file', 'file', 'stage'])}`,
    query: undefined,
    headers: [['Content-Type', dice.percent(80) ? 'application/octet-stream' : 'application/json']],
    json: undefined,
    bytes: Buffer.alloc(length, dice.whole(0, 255)),
  });
}

/** Bodies by their size, from nothing to 2 MiB. */
export const sizeMutations: readonly Mutation[] = [
  ...mutationsOf(
    'size',
    {
      '64 KiB of JSON': sized(64 * kib),
      '64 KiB of data': uploaded(64 * kib),
      '1 B of data': uploaded(1),
      'no data': uploaded(0),
    },
    4,
  ),
  ...mutationsOf('size', {
    '1 MiB of JSON': sized(kib * kib),
    'a byte more than 1 MiB of JSON': sized(kib * kib + 1),
    '2 MiB of JSON': sized(2 * kib * kib),
    '512 KiB of data': uploaded(512 * kib),
  }),
];
