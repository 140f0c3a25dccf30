/**
 * How reads and changes grow with servers that share a database, where each server has the same slice of a core, so that three
 * find room on two cores beside the database and the load; and changes beside what the database itself appends: rows of the same
 * length by a bare `INSERT`, with as many connections. Needs `wrk`, PostgreSQL, and root for the slices. `bench/slices.ts ROUNDS
 * SECONDS SHARE --write`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asked, database, programs } from '../test/real/database.ts';
import { type Server, started } from '../test/state/kills.ts';
import { keptRequests } from './speed/kept.ts';
import { cpuSecondsOf } from './speed/process-figures.ts';
import { noted, numbersGiven } from './speed/scale.ts';
import { type Slice, slice } from './speed/slice.ts';
import { spreadOf } from './speed/statistics.ts';
import { loadTogether } from './speed/wrk.ts';

const [rounds = 5, seconds = 4, share = 0.1] = numbersGiven();
const counts = [1, 2, 3] as const;
/** Of each server: with fewer for all of them, each has fewer requests for one question to the database. */
const connections = 64;

const figures = new Map<string, number[]>();

function add(key: string, value: number): void {
  figures.set(key, [...(figures.get(key) ?? []), value]);
}

const median = (key: string): number => spreadOf(figures.get(key) ?? []).median;

interface Load {
  /** Requests that were answered in a second. */
  readonly rate: number;
  /** Of 1: how much of their slices the servers have used; of a core, where they have none. */
  readonly used: number;
}

/** Loads servers at the same time. @param own whether each is asked for a world of its own. */
async function loaded(
  servers: readonly Server[],
  kind: 'reads' | 'changes',
  own: boolean,
  slices: number,
): Promise<Load> {
  const pids = servers.map(({ pid }) => pid);
  const [cpu, at] = [cpuSecondsOf(pids), performance.now()];
  const request = keptRequests[kind];
  const results = await Promise.all(
    servers.map(({ url }, place) =>
      loadTogether(
        [url],
        { ...request, path: `${own ? `/worlds/own-${place}` : ''}${request.path}` },
        { connections, seconds },
      ),
    ),
  );
  const took = (performance.now() - at) / 1000;
  return {
    rate: results.flat().reduce((sum, { requests }) => sum + requests, 0) / took,
    used: (cpuSecondsOf(pids) - cpu) / took / servers.length / slices,
  };
}

await using engine = await database();
const url = await engine.made('slices');
const running: Server[] = [];
const slices: Slice[] = [];
const folder = mkdtempSync(join(tmpdir(), 'image-members-slices-'));
await using _ = {
  async [Symbol.asyncDispose]() {
    await Promise.all(running.map((server) => server.kill()));
    // The kernel takes a moment to let a process go from its group.
    await setTimeout(200);
    for (const each of slices) each[Symbol.dispose]();
    rmSync(folder, { recursive: true });
  },
};

async function serving(...more: readonly string[]): Promise<readonly Server[]> {
  const servers: Server[] = [];
  while (servers.length < counts.length) servers.push(await started(['--state', url, ...more]));
  running.push(...servers);
  return servers;
}

const ways = {
  'the head is asked for': await serving(),
  '`--reads local`': await serving('--reads', 'local'),
};

interface Row {
  readonly steps: number;
  readonly length: number;
}

async function rows(): Promise<Row> {
  const [row] = await asked(
    url,
    `SELECT SUM(last) AS steps, SUM(length * amount) / SUM(amount) AS length FROM
     (SELECT MAX(seq) AS last, COUNT(*) AS amount, AVG(LENGTH(change)) AS length FROM changes GROUP BY world) AS each`,
  );
  return { steps: Number(row?.['steps'] ?? 0), length: Math.round(Number(row?.['length'] ?? 0)) };
}

await asked(url, 'CREATE TABLE bare (LIKE changes INCLUDING ALL)');

/** How many rows of a length the database adds in a second by a bare `INSERT`, with so many connections. */
async function inserted(clients: number, length: number): Promise<number> {
  const first = Math.round(performance.timeOrigin + performance.now());
  const insert = `INSERT INTO bare (world, seq, at, change) VALUES ('w' || :client_id, :n, 1, REPEAT('x', ${length}));`;
  writeFileSync(`${folder}/bare.sql`, `\\set n :n + 1\n${insert}\n`);
  const words = ['-n', '-M', 'prepared', '-c', clients, '-j', '1', '-T', seconds, '-D', `n=${first}000`];
  const run = [...words.map(String), '-f', `${folder}/bare.sql`, url];
  const { stdout } = await promisify(execFile)(`${programs()}/pgbench`, run);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
}

async function changes(): Promise<void> {
  for (const count of counts) {
    const [before, at] = [await rows(), performance.now()];
    const servers = ways['the head is asked for'].slice(0, count);
    const { rate } = await loaded(servers, 'changes', true, 1);
    const [after, took] = [await rows(), (performance.now() - at) / 1000];
    add(`changes ${count}`, rate);
    add(`steps ${count}`, (after.steps - before.steps) / took);
    add(`length ${count}`, after.length);
    add(`bare ${count}`, await inserted(count, after.length));
  }
}

async function reads(): Promise<void> {
  for (const [name, servers] of Object.entries(ways))
    for (const count of counts) {
      const { rate, used } = await loaded(servers.slice(0, count), 'reads', false, share);
      add(`${name} ${count} reads`, rate);
      add(`${name} ${count} used`, used);
    }
}

// Changes are measured with all that there is of the machine, and compile the code for the reads.
for (let round = 0; round <= rounds; round += 1) {
  await changes();
  if (round === 0) figures.clear();
}
for (const servers of Object.values(ways))
  for (let time = 0; time < 3; time += 1) await loaded(servers, 'reads', false, 1);
for (const [place, { pid }] of running.entries()) {
  const held = slice(String(place), share);
  slices.push(held);
  held.hold(pid);
}
for (let round = 0; round < rounds; round += 1) await reads();

const percent = (part: number): string => `${Math.round(100 * part)} %`;
console.log(`Each server has ${percent(share)} of a core.`);
console.log('| reads | servers | reads/s | to one server, each | of its slice |\n|-|-|-|-|-|');
for (const name of Object.keys(ways))
  for (const count of counts) {
    const rate = median(`${name} ${count} reads`);
    const each = (rate / median(`${name} 1 reads`) / count).toFixed(2);
    const cells = [name, count, Math.round(rate), each, percent(median(`${name} ${count} used`))];
    console.log(`| ${cells.join(' | ')} |`);
  }
console.log(
  '\n| servers, each with its world | changes/s | rows/s | characters | bare rows/s | rows to bare | changes to bare |\n|-|-|-|-|-|-|-|',
);
for (const count of counts) {
  const [made, steps, length, bare] = ['changes', 'steps', 'length', 'bare'].map((what) =>
    median(`${what} ${count}`),
  ) as [number, number, number, number];
  const cells = [count, ...[made, steps, length, bare].map(Math.round)];
  console.log(`| ${[...cells, ...[steps, made].map((each) => (each / bare).toFixed(2))].join(' | ')} |`);
}

const readsOf = (name: keyof typeof ways): readonly { readonly rate: number; readonly used: number }[] =>
  counts.map((many) => ({ rate: median(`${name} ${many} reads`), used: median(`${name} ${many} used`) }));

noted('slices', {
  share,
  reads: { latest: readsOf('the head is asked for'), local: readsOf('`--reads local`') },
  changes: counts.map((many) => ({
    changes: median(`changes ${many}`),
    rows: median(`steps ${many}`),
    bare: median(`bare ${many}`),
  })),
});
