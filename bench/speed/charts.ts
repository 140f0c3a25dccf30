/** The charts of docs/SPEED.md, made of the results. Pure. */
import { shown } from './comparison.ts';
import { peerFacts } from './peers.ts';
import type { Measured, Results } from './results.ts';
import { spreadOf } from './statistics.ts';
import { type Bar, barChart, type BarGroup, type Line, lineChart } from './svg.ts';

/** What contenders are called on the page. */
export function titleOf(contender: string): string {
  const own: Readonly<Record<string, string>> = {
    fake: 'image-members-fake',
    source: 'the fake, from source',
    express: 'empty Express 5',
    'node:http': 'bare node:http',
  };
  return own[contender] ?? peerFacts[contender]?.name ?? contender;
}

function bars(measured: Measured | undefined, quantity: string): Bar[] {
  return Object.entries(measured ?? {}).flatMap(([contender, quantities]) => {
    const values = quantities[quantity];
    if (values === undefined) return [];
    const { median } = spreadOf(values);
    const own = contender === 'fake' || contender === 'source';
    return [{ label: titleOf(contender), value: median, text: shown(median, quantity), own }];
  });
}

const loads: readonly (readonly [measurement: string, heading: string])[] = [
  ['get-32', 'GET a member'],
  ['list-32', 'GET the members of an image'],
  ['post-32', 'POST a new member'],
  ['put-32', 'PUT a member status'],
];

const growths: readonly (readonly [measurement: string, label: string])[] = [
  ['additions', 'POST, by members of image'],
  ['shares', 'ten shares, by images'],
  ['own', '25 own images, by images'],
  ['memberships-put', 'PUT, by memberships'],
];

function line(measured: Measured | undefined, label: string): Line[] {
  const points = Object.entries(measured ?? {}).flatMap(([size, { cpu }]): [number, number][] =>
    cpu === undefined ? [] : [[Number(size), spreadOf(cpu).median]],
  );
  return points.length < 2 ? [] : [{ label, points }];
}

/** The charts by the names of their files; those whose figures were measured. */
export function chartsOf({
  measured,
  machine: { cpu, cores, node },
}: Results): Readonly<Record<string, string>> {
  const where = `${cpu}, ${cores} cores, Node ${node}`;
  const groups = loads.flatMap(([measurement, heading]): BarGroup[] => {
    const found = bars(measured[measurement], 'rate');
    return found.length === 0 ? [] : [{ heading, bars: found }];
  });
  const peerBars = bars(measured['peers'], 'rate').toSorted((one, other) => other.value - one.value);
  const peerStarts = bars(measured['peers'], 'start').toSorted((one, other) => one.value - other.value);
  const lines = growths.flatMap(([measurement, label]) => line(measured[measurement], label));
  const charts: Record<string, string> = {};
  if (groups.length > 0)
    charts['load.svg'] = barChart('Requests per second, 32 connections', `More is better. ${where}`, groups);
  if (peerBars.length > 0)
    charts['peers.svg'] = barChart(
      'GET a member: requests per second, 32 connections',
      `More is better. ${where}`,
      [{ heading: '', bars: peerBars }],
    );
  if (peerStarts.length > 0)
    charts['start.svg'] = barChart(
      'From the start of the process to its first answer',
      `Less is better. ${where}`,
      [{ heading: '', bars: peerStarts }],
    );
  if (lines.length > 0)
    charts['growth.svg'] = lineChart(
      'CPU time of a request, in µs, as the world grows',
      `Flat is good; both scales are logarithmic. ${where}`,
      lines,
    );
  return charts;
}
