/** The checker of histories finds what cannot have happened. By hand. */
import { expect, it } from 'vitest';
import { ordered, type Seen } from './linearizable.ts';

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
