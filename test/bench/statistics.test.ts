import { expect, it } from 'vitest';
import { ratiosOf, spreadOf } from '../../bench/speed/statistics.ts';

it('the median of an odd number of values is the one in the middle, whatever their order', () => {
  expect(spreadOf([9, 1, 4])).toEqual({ median: 4, least: 1, most: 9 });
});

it('the median of an even number of values is the mean of the two in the middle', () => {
  expect(spreadOf([10, 1, 2, 4])).toEqual({ median: 3, least: 1, most: 10 });
});

it('one value is its own median, least and most', () => {
  expect(spreadOf([7])).toEqual({ median: 7, least: 7, most: 7 });
});

it('no values have no median', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

it('numbers are ordered as numbers, not as texts', () => {
  expect(spreadOf([100, 9, 20])).toEqual({ median: 20, least: 9, most: 100 });
});

it('ratios are taken round by round', () => {
  expect(ratiosOf([10, 30, 8], [5, 10, 16])).toEqual([2, 3, 0.5]);
});

it('a round that only one of the two has is left out', () => {
  expect(ratiosOf([10, 30], [5])).toEqual([2]);
  expect(ratiosOf([10], [5, 1])).toEqual([2]);
});
