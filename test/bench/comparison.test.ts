import { expect, it } from 'vitest';
import { compare, shown, shownAim, shownRatio } from '../../bench/speed/comparison.ts';
import type { Row } from '../../bench/speed/rows.ts';

const throughput: Row = {
  measurement: 'get-32',
  title: 'GET: requests per second',
  section: 'load',
  quantity: 'rate',
  subject: 'fake',
  reference: 'express',
  better: 'more',
  aim: 1.3,
};
const own: Row = { ...throughput, title: 'GET', quantity: 'cpu', better: 'less', aim: 2.5 };
const { reference: _, ...alone } = own;

it('the ratio of a row is the median of the ratios of its rounds', () => {
  const measured = { fake: { rate: [20, 33, 10] }, express: { rate: [10, 11, 10] } };
  const found = compare(throughput, measured);
  expect(found?.value).toEqual({ median: 20, least: 10, most: 33 });
  expect(found?.reference).toEqual({ median: 10, least: 10, most: 11 });
  expect(found?.ratio).toEqual({ median: 2, least: 1, most: 3 });
});

it.each([
  ['more is better, and it is more', 'more', 2, true],
  ['more is better, and it is less', 'more', 1.2, false],
  ['less is better, and it is less', 'less', 1.2, true],
  ['less is better, and it is more', 'less', 2, false],
  ['it is just what is aimed at', 'less', 1.3, true],
] as const)('an aim at a ratio: %s', (_, better, ratio, met) => {
  const measured = { fake: { rate: [ratio] }, express: { rate: [1] } };
  expect(compare({ ...throughput, better }, measured)?.met).toBe(met);
});

it('a row without a reference aims at its figure', () => {
  expect(compare(alone, { fake: { cpu: [2, 2.4, 9] } })).toMatchObject({ ratio: undefined, met: true });
  expect(compare(alone, { fake: { cpu: [3, 2.4, 9] } })).toMatchObject({ ratio: undefined, met: false });
});

it('a row says nothing where its figure or its reference was not measured', () => {
  expect(compare(throughput, undefined)).toBeUndefined();
  expect(compare(throughput, { express: { rate: [1] } })).toBeUndefined();
  expect(compare(throughput, { fake: { rate: [1] } })).toBeUndefined();
});

it('figures have a unit and some three digits', () => {
  expect(shown(69_312, 'rate')).toBe('69,300 /s');
  expect(shown(14.31, 'cpu')).toBe('14.3 µs');
  expect(shown(1.576, 'p99')).toBe('1.58 ms');
  expect(shown(238.4, 'start')).toBe('238 ms');
  expect(shown(81_264_640, 'started')).toBe('81.3 MB');
  expect(shown(77.6, 'bytes')).toBe('77.6 B');
  expect(shown(0.834, 'seconds')).toBe('0.83 s');
});

it('a ratio has its range, and an aim its direction', () => {
  expect(shownRatio({ median: 1.416, least: 1.3, most: 1.5 })).toBe('1.42 (1.30–1.50)');
  expect(shownAim(throughput)).toBe('≥ 1.3');
  expect(shownAim(own)).toBe('≤ 2.5');
  expect(shownAim(alone)).toBe('≤ 2.50 µs');
});
