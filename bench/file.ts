/**
 * What a server carries whose worlds are in a file, beside one that has them in memory, in turns: reads and changes with 64
 * connections; and changes beside the syncs of the server, on the disk as it is and on slower ones: how many changes one sync
 * carries, and for how much of the time the server waits for one. Needs `wrk` and `cc`. `bench/file.ts ROUNDS SECONDS --write`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { started } from '../test/state/kills.ts';
import { type SyncCounter, syncCounter } from './speed/counted-syncs.ts';
import { keptRequests, syncs } from './speed/kept.ts';
import { type FileFigures, noted, numbersGiven } from './speed/scale.ts';
import { loadOnce } from './speed/loads.ts';
import { cpuSecondsOf, waitedSecondsOf } from './speed/process-figures.ts';
import { ratiosOf, spreadOf } from './speed/statistics.ts';
import { load } from './speed/wrk.ts';

const [rounds = 5, seconds = 2] = numbersGiven();
const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
const counter: SyncCounter = syncCounter(folder);
const servers = {
  memory: await started([]),
  'a file': await started(['--state', join(folder, 'x.db')], counter.env),
};

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

function besideMemory(round: number): void {
  // What is busy meanwhile is to slow both: each is first in every other round.
  for (const name of round % 2 === 0 ? names : names.toReversed())
    for (const kind of ['reads', 'changes'] as const) {
      const { url, pid } = servers[name];
      const loading = { connections: 64, seconds };
      const { rate = NaN, cpu = NaN } = loadOnce({ url, processes: [pid] }, keptRequests[kind], loading);
      add(`${name} ${kind} rate`, rate);
      add(`${name} ${kind} cpu`, cpu);
    }
}

/** Milliseconds that each sync takes longer than the disk needs, and connections. */
const disks: readonly (readonly [slower: number, connections: number])[] = [
  [0, 64],
  [5, 64],
  [20, 64],
  [5, 256],
  [20, 256],
];
const diskName = ([slower, connections]: readonly [number, number]): string =>
  `${slower === 0 ? 'as it is' : `${slower} ms slower`} | ${connections}`;

/** Changes beside the syncs of the server, which the library counts. */
function besideSyncs(): void {
  const { url, pid } = servers['a file'];
  for (const disk of disks) {
    const [slower, connections] = disk;
    counter.slow(slower);
    const [before, at] = [counter.now(), performance.now()];
    const [cpu, waited] = [cpuSecondsOf([pid]), waitedSecondsOf([pid])];
    const { requests } = load(url, keptRequests.changes, { connections, seconds });
    const [now, took] = [counter.now(), (performance.now() - at) / 1000];
    const count = now.count - before.count;
    add(`${diskName(disk)} changes`, requests / took);
    add(`${diskName(disk)} syncs`, count / took);
    add(`${diskName(disk)} each`, requests / count);
    add(`${diskName(disk)} syncing`, (now.seconds - before.seconds) / took);
    add(`${diskName(disk)} busy`, (cpuSecondsOf([pid]) - cpu) / took);
    add(`${diskName(disk)} waiting`, (waitedSecondsOf([pid]) - waited) / took);
  }
  counter.slow(0);
  add('syncs', syncs(folder, seconds));
}

for (let round = 0; round <= rounds; round += 1) {
  besideMemory(round);
  besideSyncs();
  // The first round is slow: nothing is compiled yet.
  if (round === 0) figures.clear();
}
for (const name of names) await servers[name].kill('SIGTERM');
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

console.log(
  '\n| the disk | connections | changes/s | syncs/s | changes for each | in syncs | a core | waiting for one |\n|-|-|-|-|-|-|-|-|',
);
for (const disk of disks) {
  const [changes, made, each] = ['changes', 'syncs', 'each'].map((what) =>
    median(`${diskName(disk)} ${what}`),
  ) as [number, number, number];
  const shares = ['syncing', 'busy', 'waiting']
    .map((what) => median(`${diskName(disk)} ${what}`))
    .map((share) => `${Math.round(100 * share)} %`);
  const cells = [Math.round(changes), Math.round(made), each.toFixed(1), ...shares];
  console.log(`| ${[diskName(disk), ...cells].join(' | ')} |`);
}
console.log(`the disk alone: ${Math.round(median('syncs'))} syncs/s of 4 KiB, one after the other`);

function kindFigures(kind: Kind): FileFigures['kinds'][Kind] {
  const own = (name: Name): { rate: number; cost: number } => ({
    rate: median(`${name} ${kind} rate`),
    cost: median(`${name} ${kind} cpu`) / 1000,
  });
  const to = (what: string): number =>
    spreadOf(ratiosOf(of(`a file ${kind} ${what}`), of(`memory ${kind} ${what}`))).median;
  return { memory: own('memory'), file: own('a file'), to: { rate: to('rate'), cost: to('cpu') } };
}

noted('file', {
  kinds: { reads: kindFigures('reads'), changes: kindFigures('changes') },
  disks: disks.map((disk) => {
    const [slower, connections] = disk;
    const figure = (what: string): number => median(`${diskName(disk)} ${what}`);
    const [changes, made] = [figure('changes'), figure('syncs')];
    const shares = { syncing: figure('syncing'), busy: figure('busy'), waiting: figure('waiting') };
    return { slower, connections, changes, syncs: made, ...shares };
  }),
});
