/**
 * What a server carries whose worlds are in a file, beside one that has them in memory, with 64 connections and in turns: reads,
 * changes, and how many of these are in one transaction, beside the syncs of the disk. Needs `wrk`. `bench/file.ts ROUNDS SECONDS`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { started } from '../test/state/kills.ts';
import { keptRequests, syncs } from './speed/kept.ts';
import { loadOnce } from './speed/loads.ts';
import { ratiosOf, spreadOf } from './speed/statistics.ts';

const [rounds = 5, seconds = 2] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
const file = join(folder, 'x.db');
const servers = { memory: await started([]), 'a file': await started(['--state', file]) };

type Name = keyof typeof servers;
type Kind = keyof typeof keptRequests;

/** Figures of one server and kind of request, by what they are of, one of each round. */
const figures = new Map<string, number[]>();

function add(key: string, value: number): void {
  figures.set(key, [...(figures.get(key) ?? []), value]);
}

const of = (key: string): readonly number[] => figures.get(key) ?? [];
const median = (key: string): number => spreadOf(of(key)).median;

const names = Object.keys(servers) as Name[];
for (let round = 0; round <= rounds; round += 1) {
  // What is busy meanwhile is to slow both: each is first in every other round.
  for (const name of round % 2 === 0 ? names : names.toReversed())
    for (const kind of ['reads', 'changes'] as const) {
      const { url, pid } = servers[name];
      const { rate = NaN, cpu = NaN } = loadOnce({ url, processes: [pid] }, keptRequests[kind], {
        connections: 64,
        seconds,
      });
      add(`${name} ${kind} rate`, rate);
      add(`${name} ${kind} cpu`, cpu);
    }
  add('syncs', syncs(folder, seconds));
  // The first round is slow: nothing is compiled yet.
  if (round === 0) figures.clear();
}
for (const name of names) await servers[name].kill('SIGTERM');
const kept = new DatabaseSync(file, { readOnly: true });
const { seq } = kept.prepare('SELECT MAX(seq) AS seq FROM changes').get() as { seq: number };
kept.close();
rmSync(folder, { recursive: true });

console.log(
  '| 64 connections | in memory/s | in a file/s | to memory | µs of a core, memory | file | to memory |\n|-|-|-|-|-|-|-|',
);
for (const kind of ['reads', 'changes'] satisfies Kind[]) {
  const [rates, costs] = ['rate', 'cpu'].map((what) =>
    ratiosOf(of(`a file ${kind} ${what}`), of(`memory ${kind} ${what}`)),
  );
  const cells = [
    ...names.map((name) => Math.round(median(`${name} ${kind} rate`))),
    spreadOf(rates ?? []).median.toFixed(2),
    ...names.map((name) => Math.round(median(`${name} ${kind} cpu`))),
    spreadOf(costs ?? []).median.toFixed(2),
  ];
  console.log(`| ${[kind, ...cells].join(' | ')} |`);
}
const transactions = seq / (seconds * (rounds + 1));
const changes = median('a file changes rate');
console.log(
  `${Math.round(transactions)} transactions/s with ${(changes / transactions).toFixed(1)} changes in each, beside ${Math.round(median('syncs'))} syncs/s of the disk alone`,
);
