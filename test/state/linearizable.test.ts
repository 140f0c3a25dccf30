/** The checker of histories finds what cannot have happened. By hand. */
import { array, assert, boolean, constantFrom, nat, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { shareOf } from '../share.ts';
import { History } from './history.ts';
import { Order, ordered, type Seen } from './linearizable.ts';

const added = (from: number, to: number): Seen => ({ from, to, before: false, after: true });
const removed = (from: number, to: number): Seen => ({ from, to, before: true, after: false });
const seen = (from: number, to: number, before: boolean): Seen => ({ from, to, before, after: undefined });

it('requests one after the other have their order', () => {
  expect(ordered([added(0, 1), seen(2, 3, true), removed(4, 5), seen(6, 7, false)], false)).toEqual([4, 4]);
});

it('requests at the same time may have either order', () => {
  expect(ordered([added(0, 9), seen(1, 8, false), seen(2, 7, true)], false)).toEqual([3, 3]);
});

it('a read that is too old is found', () => {
  expect(ordered([added(0, 1), seen(2, 3, false)], false)).toEqual([1, 2]);
});

it('what was added twice is found', () => {
  expect(ordered([added(0, 5), added(1, 6)], false)).toEqual([1, 2]);
});

it('a request without an answer may have happened, or not, or late', () => {
  expect(ordered([added(0, Infinity), seen(2, 3, true)], false)).toEqual([1, 1]);
  expect(ordered([added(0, Infinity), seen(2, 3, false)], false)).toEqual([1, 1]);
  expect(ordered([added(0, Infinity), seen(2, 3, false), seen(4, 5, true), seen(6, 7, true)], false)).toEqual(
    [3, 3],
  );
  expect(ordered([added(0, Infinity), seen(2, 3, true), seen(4, 5, false)], false)).toEqual([1, 2]);
});

it('what was acknowledged and is missing is found', () => {
  expect(ordered([added(0, 1), removed(2, 3), added(4, 5), seen(6, 7, false)], false)).toEqual([3, 4]);
});

it('an update that is lost is found', () => {
  // Two remove it, and both have seen it: it was there once.
  expect(ordered([added(0, 1), removed(2, 9), removed(3, 8)], false)).toEqual([2, 3]);
  // It was added again between them.
  expect(ordered([added(0, 1), removed(2, 9), removed(3, 8), added(4, 5)], false)).toEqual([4, 4]);
});

it('what shows a moment later than its request is over is found, and one that shows while it is under way is none', () => {
  expect(ordered([added(0, 2), seen(3, 4, false), seen(5, 6, true)], false)).toEqual([1, 3]);
  expect(ordered([added(0, 9), seen(3, 4, false), seen(5, 6, true)], false)).toEqual([3, 3]);
  expect(ordered([added(0, 9), seen(3, 4, true), seen(5, 6, false)], false)).toEqual([1, 3]);
});

it('each request without an answer has happened once at most', () => {
  const lost: Seen = { from: 0, to: Infinity, before: undefined, after: true };
  const removals = [removed(1, 2), removed(3, 4)];
  expect(ordered([lost, ...removals], false)).toEqual([1, 2]);
  expect(ordered([lost, lost, ...removals], false)).toEqual([2, 2]);
});

/** Whether one of all orders fits: each request behind those that ended before it began. */
function hasOrder(left: readonly Seen[], there: boolean): boolean {
  if (left.every(({ to }) => to === Infinity)) return true;
  const end = Math.min(...left.map(({ to }) => to));
  return left.some(
    (each) =>
      each.from <= end &&
      (each.before ?? there) === there &&
      hasOrder(
        left.filter((other) => other !== each),
        each.after ?? there,
      ),
  );
}

it('the checker finds what a look at all orders finds', () => {
  const some = constantFrom(true, false, undefined);
  const one = record({ from: nat(12), length: nat(8), isLost: boolean(), before: some, after: some }).map(
    ({ from, length, isLost, before, after }) => ({
      from,
      to: isLost && before === undefined ? Infinity : from + length,
      before,
      after,
    }),
  );
  let found = 0;
  assert(
    property(array(one, { maxLength: 7 }), boolean(), (history, start) => {
      const [fitting, all] = ordered(history, start);
      found += fitting < all ? 1 : 0;
      expect(fitting === all).toBe(hasOrder(history, start));
    }),
    { numRuns: 2000, seed: 1 },
  );
  expect(found).toBeGreaterThan(300);
});

it('the verdict is the same whether a history comes at once or while it goes on', () => {
  const history = [added(0, 4), seen(1, 3, false), removed(5, 8), seen(6, 7, true), seen(9, 10, true)];
  const order = new Order(false);
  for (const each of history) {
    order.advance(each.from);
    order.add(each);
  }
  order.advance(Infinity);
  expect([order.fitting, order.misfit]).toEqual([4, history[4]]);
});

it.each(shareOf([5000, 25_000], 2))(
  '%i times four requests, one of which has no answer, are put in order',
  (turns) => {
    const history = Array.from({ length: turns }, (_, turn) => [
      added(turn * 8, turn * 8 + 3),
      seen(turn * 8 + 1, turn * 8 + 6, turn % 2 === 0),
      removed(turn * 8 + 4, turn * 8 + 7),
      { from: turn * 8, to: Infinity, before: undefined, after: turn % 3 === 0 },
    ]).flat();
    expect(ordered(history, false)).toEqual([3 * turns, 3 * turns]);
  },
);

it('lists that have a member twice, too many, or one that nobody has added are wrong', () => {
  const history = new History(['a', 'b', 'c'], 2);
  const listed = (at: number, ...members: readonly string[]): void =>
    history.listed(history.begun('i', at), at + 1, members);
  const add = (at: number, member: string): void =>
    history.changed(history.begun('i', at), at + 1, member, { before: false, after: true, isAnswered: true });
  add(0, 'a');
  add(2, 'b');
  listed(4, 'a', 'b');
  expect([history.wrong, history.unordered]).toEqual([[], []]);
  listed(6, 'a', 'a', 'b');
  add(8, 'c');
  listed(10, 'a', 'b', 'c');
  listed(12, 'a', 'b', 'c', 'x');
  expect(history.wrong).toEqual([
    'i has a member twice',
    'i has 3 members',
    'i has 3 members',
    'i has 4 members',
    'i has x, which nobody has added',
  ]);
  expect(history.unordered).toEqual([]);
});

it('what is under way keeps what came later from being judged too early', () => {
  const history = new History(['a'], 2);
  const slow = history.begun('i', 0);
  history.listed(history.begun('i', 1), 2, ['a']);
  expect(history.unordered).toEqual([]);
  history.changed(slow, 3, 'a', { before: false, after: true, isAnswered: true });
  expect(history.unordered).toEqual([]);
  history.listed(history.begun('i', 4), 5, []);
  expect(history.unordered).toEqual([expect.stringMatching(/^i a: after 2 requests/)]);
});
