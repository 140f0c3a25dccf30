import { seededRandom } from '../../src/world/random-ids.ts';
import { type Dice, diceOf } from '../parity/walks/dice.ts';
import { bodyMutations } from './mutations/bodies.ts';
import { headerMutations } from './mutations/headers.ts';
import type { Mutation, Part } from './mutations/mutation.ts';
import { methodMutations, pathMutations } from './mutations/paths.ts';
import { queryMutations } from './mutations/queries.ts';
import { sizeMutations } from './mutations/sizes.ts';
import { laneCount, laneOf, tokenOf } from './place.ts';
import { type Attack, bodyOf, type Draft, type Header, inChunks } from './request.ts';
import { type Making, opening, operations } from './valid.ts';

/** Requests of a lane before it gets an image of its own again. */
export const stretchLength = 40;

/** Everything that is done to requests. */
export const mutations: readonly Mutation[] = [
  ...pathMutations,
  ...methodMutations,
  ...queryMutations,
  ...headerMutations,
  ...bodyMutations,
  ...sizeMutations,
];

const weighted = operations.map((each) => [each.weight, each] as const);

const parts: readonly (readonly [weight: number, part: Part])[] = [
  [22, 'path'],
  [5, 'method'],
  [18, 'query'],
  [18, 'headers'],
  [7, 'token'],
  [28, 'body'],
  [2, 'size'],
];

/** Chances that depend on a seed and on a place in the run, and on nothing else. */
export function diceAt(seed: number, place: number): Dice {
  const chance = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b));
  return diceOf({ nextInt: (from, to) => from + Math.floor(chance() * (to - from + 1)) });
}

/**
 * The request at a place of the run. It depends on the seed and the place alone: not on an answer, nor on the requests
 * before it. Requests of one lane are to be sent in their order, each after the answer to the one before.
 * @param host what the `Host` header says, unless a mutation says something else.
 */
export function attackAt(seed: number, index: number, host: string): Attack {
  const dice = diceAt(seed, index);
  const number = index % laneCount;
  const turn = Math.floor(index / laneCount);
  const stretch = Math.floor(turn / stretchLength);
  const making: Making = { lane: laneOf(number, stretch), dice };
  const first = opening[turn % stretchLength]?.(making.lane, stretch);
  const [draft, applied] = first === undefined ? spoiled(making) : [first, []];
  return sealed(draft, { index, lane: number, mutations: applied }, host);
}

function spoiled(making: Making): readonly [Draft, readonly string[]] {
  const { dice } = making;
  const count = dice.weigh([
    [20, 0],
    [55, 1],
    [25, 2],
  ]);
  const chosen = Array.from({ length: count }, () => someMutation(dice));
  const valid = dice.weigh(weighted).make(making);
  const names = chosen.map(({ part, name }) => `${part}: ${name}`);
  return [chosen.reduce((draft, { change }) => change(draft, making), valid), names];
}

function someMutation(dice: Dice): Mutation {
  const part = dice.weigh(parts);
  const rows = mutations.filter((each) => each.part === part);
  return dice.weigh(rows.map((each): readonly [number, Mutation] => [each.weight ?? 1, each]));
}

const chunkSizes = [1, 7, 1000, 65_536];

function sealed(draft: Draft, place: Pick<Attack, 'index' | 'lane' | 'mutations'>, host: string): Attack {
  const body = bodyOf(draft);
  const has = (name: string): boolean => draft.headers.some(([each]) => each.toLowerCase() === name);
  const without = (name: string, header: Header): readonly Header[] => (has(name) ? [] : [header]);
  const size = chunkSizes[place.index % chunkSizes.length] ?? 1;
  // A body of very many chunks would say more about the parser than about the fake.
  const chunked = draft.chunked === true && body.length < 1000 * size;
  const framed: readonly Header[] = chunked
    ? [['Transfer-Encoding', 'chunked']]
    : without('content-length', ['Content-Length', String(body.length)]);
  const needed = body.length > 0 || chunked || draft.method !== 'GET';
  return {
    ...place,
    operation: draft.operation,
    method: draft.method,
    target: draft.query === undefined ? draft.path : `${draft.path}?${draft.query}`,
    headers: [
      ...without('host', ['Host', host]),
      ...(draft.as === undefined ? [] : [['X-Auth-Token', tokenOf(draft.as)] as const]),
      ...without('x-openstack-request-id', ['X-Openstack-Request-Id', `req-${place.index}`]),
      ...draft.headers,
      ...(needed ? framed : []),
    ],
    body: chunked ? inChunks(body, size) : body,
  };
}
