/** docs/SCALE.md, made of the figures. Pure. All that is said of a figure is worked out of it here. */
import type { Cost, Run, Scale } from './scale.ts';

/** The figures that the page is made of. */
export const scaleNames: readonly (keyof Scale)[] = ['shared', 'file', 'slices', 'recovery', 'jobs'];

const kinds = ['reads', 'changes'] as const;

const percent = (part: number): string => `${Math.round(100 * part)} %`;
/** A count with groups of three digits. */
const count = (value: number): string =>
  String(Math.round(value)).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, value < 10_000 ? '' : ' ');
/** Whole thousands that are not more than a count. */
const thousands = (value: number): string => count(Math.floor(value / 1000) * 1000);

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '-'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function runLine(title: string, { date, commit, command, machine, load }: Run): readonly string[] {
  const { cpu, cores, memory, system, node } = machine;
  const where = `${cpu}, ${cores} cores, ${Math.round(memory / 2 ** 30)} GiB, ${system}, Node ${node}`;
  return [title, `\`${command} --write\``, date, `\`${commit}\``, where, load.toFixed(0)];
}

function runs({ shared, file, slices, recovery, jobs }: Scale): string {
  return table(
    ['figures', 'command', 'date', 'commit', 'machine', 'wanted a core'],
    [
      runLine('servers and a database', shared),
      runLine('a file', file),
      runLine('slices of a core', slices),
      runLine('a start', recovery),
      runLine('simulated jobs', jobs),
    ],
  );
}

function sharedTable({ memory, servers }: Scale['shared']): string {
  const cells = (kind: (typeof kinds)[number], each: Record<typeof kind, Cost>): readonly string[] => {
    const { server, database } = each[kind];
    const beside = database === 0 || each === memory ? '' : database.toFixed(3);
    return [server.toFixed(3), beside, (server / memory[kind].server).toFixed(2)];
  };
  const row = (title: string, each: Record<(typeof kinds)[number], Cost>): readonly string[] => [
    title,
    ...kinds.flatMap((kind) => cells(kind, each)),
  ];
  return table(
    ['worlds are', 'a read, server', 'database', 'to memory', 'a change, server', 'database', 'to memory'],
    [
      row('in memory', memory),
      ...servers.map((each, place) => row(`in a database, servers: ${place + 1}`, each)),
    ],
  );
}

/** How much a request costs with so many servers, to one of them alone. */
function toOne({ servers }: Scale['shared'], kind: (typeof kinds)[number], many: number): string {
  const cost = (place: number): number => servers[place - 1]?.[kind].server ?? NaN;
  return (cost(many) / cost(1)).toFixed(1);
}

function fileTable({ kinds: found }: Scale['file']): string {
  const rows = kinds.map((kind) => {
    const { memory, file, to } = found[kind];
    const costs = [memory, file].map(({ cost }) => cost.toFixed(3));
    return [kind, count(memory.rate), count(file.rate), to.rate.toFixed(2), ...costs, to.cost.toFixed(2)];
  });
  return table(
    ['', 'in memory/s', 'in a file/s', 'to memory', 'ms of a core in memory', 'in a file', 'to memory'],
    rows,
  );
}

function diskTable({ disks }: Scale['file']): string {
  const rows = disks.map(({ slower, connections, changes, syncs, syncing, busy, waiting }) => [
    slower === 0 ? 'as it is' : `${slower} ms slower`,
    connections,
    count(changes),
    syncs.toFixed(0),
    ((1000 * syncing) / syncs).toFixed(1),
    percent(syncing),
    (changes / syncs).toFixed(1),
    percent(busy),
    percent(waiting),
  ]);
  return table(
    [
      'the disk is',
      'connections',
      'changes/s',
      'syncs/s',
      'ms in each',
      'of the time in syncs',
      'changes for each',
      'of a core',
      'waiting for a core',
    ],
    rows,
  );
}

function sliceTable({ reads, changes }: Scale['slices']): string {
  const each = (way: 'latest' | 'local', place: number): string => {
    const rate = (at: number): number => reads[way][at]?.rate ?? NaN;
    return (rate(place) / rate(0) / (place + 1)).toFixed(2);
  };
  const rows = changes.map((row, place) => [
    place + 1,
    each('latest', place),
    each('local', place),
    percent(reads.latest[place]?.used ?? NaN),
    (row.changes / row.bare).toFixed(1),
    (row.rows / row.bare).toFixed(2),
    (row.changes / row.rows).toFixed(0),
  ]);
  return table(
    [
      'servers',
      'reads, each to one',
      'with `--reads local`',
      'of its slice',
      'changes to bare rows',
      'rows to bare rows',
      'changes in a row',
    ],
    rows,
  );
}

function recoveryTable({ starts }: Scale['recovery']): string {
  const rows = starts.map(({ title, core, mostCore, clock }) =>
    [title, core, mostCore, clock].map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)),
  );
  return table(['a start over them', 's of a core', 'at most', 's'], rows);
}

function jobTable({ rows }: Scale['jobs']): string {
  return table(
    [
      'requests/s of a job',
      'servers',
      'requests/s',
      'half of them in',
      '99 of 100 in',
      'servers busy',
      'a database of 2 cores',
      'its disk',
    ],
    rows.map(({ each, servers, rate, p50, p99, busy }) => [
      each,
      servers,
      count(rate),
      `${Math.round(p50)} ms`,
      `${Math.round(p99)} ms`,
      percent(busy.servers),
      percent(busy.database),
      percent(busy.disk),
    ]),
  );
}

/** Of 1: what is planned of what a server can do. */
const planned = 0.8;

/** Requests in a second that servers carry whose clients ask as fast as they do. */
function most({ jobs }: Scale, servers: number): number {
  return Math.max(...jobs.rows.filter((row) => row.servers === servers).map(({ rate }) => rate));
}

function sizing(figures: Scale): string {
  // Times of two runs are not comparable on a busy machine, ratios are.
  const cost = (kind: (typeof kinds)[number]): number =>
    figures.shared.memory[kind].server * figures.file.kinds[kind].to.cost;
  const ofFile = thousands((planned * 1000) / (0.9 * cost('reads') + 0.1 * cost('changes')));
  const [two, eight] = [2, 8].map((servers) => thousands(planned * most(figures, servers)));
  return table(
    ['requests/s, a tenth of them changes', 'what carries them', 'what to add next'],
    [
      [`to ${ofFile}`, 'one server, with a file', 'a second file and server, worlds hashed by nginx'],
      [
        `to ${ofFile} for each server`,
        'servers with a file each, behind a balancer that hashes `/worlds/NAME`',
        'servers; there is nothing that they share',
      ],
      [`to ${two}, any machine may fail`, '2 servers, one database of 2 cores', 'servers'],
      [
        `to ${eight}`,
        '4 to 8 servers, one database of 2 cores with a disk of its own',
        'cores of the database, a faster disk',
      ],
      [
        'more',
        'several databases with servers of their own, worlds hashed before them',
        'the same again; or a database that is distributed',
      ],
    ],
  );
}

/** What is busiest besides the servers, where there are most of them. */
function behindServers({ rows }: Scale['jobs']): string {
  const { database, disk } = rows.at(-1)!.busy;
  const [first, last] = database > disk ? ['are its cores', 'its disk'] : ['is its disk', 'its cores'];
  return `With more servers the database is next: first ${first}, then ${last}.`;
}

/** The page. */
export function scalePage(figures: Scale): string {
  const { shared, file, slices, recovery, jobs } = figures;
  const checked = jobs.checks.map(({ reads }) => reads.toFixed(2));
  const [one, ...others] = jobs.checks.map(({ changes }) => changes.toFixed(2));
  return `<!-- Generated by scripts/generate-scale.ts from docs/scale/results.json, which benches write with \`--write\`. Do not edit. -->

# How far it goes

What one server, one database and one balancer carry, what reaches its limit first, and what to add then. How worlds are kept, and what servers share:
[state](state.md).

Times depend on the machine, ratios much less. Figures are medians of all rounds, taken in turns. Commands need Node 24 (\`npx node\` in a clone), \`wrk\` and Debian's PostgreSQL:

${runs(figures)}

The last column is how many threads wanted a core, on average over a quarter of an hour; where they are more than the cores, other work shares the machine.

## One request

64 connections, one world, in milliseconds of a core:

${sharedTable(shared)}

- **Reads** cost ${toOne(shared, 'reads', 2)} times as much with two servers as with one, and ${toOne(shared, 'reads', 3)} times with three, at the same 64 connections. A server asks the database once
  for all requests that wait. With fewer of them for each server, each pays more for the question: with more connections, three servers are nearer to three.
- **Changes of one world** do not grow with servers. One of them is first, the others retry, and that is work for nothing: a change costs ${toOne(shared, 'changes', 2)} times
  as much with two servers as with one, and ${toOne(shared, 'changes', 3)} times with three. More servers are for more worlds, not for one.

## A file

64 connections, beside a server that has its worlds in memory:

${fileTable(file)}

A change waits for a sync and shares it with all that wait. Of the connections, half wait while the changes of the others are synced; the slower the disk, the more of the time
is its own, and the server is idle. Changes in a second are syncs in a second times the changes for each; the time in syncs is their number times what each takes.

${diskTable(file)}

The last column is time in which a thread of the server had work and no core: the load runs on the same machine.

A start over ${count(recovery.changes)} changes:

${recoveryTable(recovery)}

## More servers

Each server has ${percent(slices.share)} of a core for reads, and 64 connections; for changes, all that the machine has, and clients that change a world of its own. Reads are those of each server to those of
one alone. Changes are beside the rows of the same length that the database appends by a bare \`INSERT\`, with as many connections as servers.

${sliceTable(slices)}

## Ten thousand CI jobs at once

Each job has a world of its own, nine of ten requests are reads, and a job waits one second, or a fifth of one, between two requests. A server is a core, the
network takes 0.3 ms, a sync ${jobs.sync.toFixed(1)} ms. A world takes some 15 KiB of memory beside its images (\`node bench/worlds.ts\`), so ten thousand take 150 MiB in
each server that has them.

${jobTable(jobs)}

The simulation counts turns: how many requests wait when one begins. Costs for one connection and for memory go in; the cost of a request with 64 connections
comes out, and is compared with what was measured: ${checked.join(', ')} of it for reads with one, two and three servers, ${one} for changes with one.
It knows no two servers that change one world (${others.join(' and ')}), which is why each job has its own, and no balancer, no garbage and no autovacuum.

**What gives first** is the core of a server: one carries some ${thousands(most(figures, 1))} such requests a second. ${behindServers(jobs)}
A busy disk makes more changes share one sync, and is far from full by then. The network is asked for two ways a change, and one a read.

## A sizing table

${percent(planned)} of what servers carry, by the simulation; with a file, by the cost of memory there and the ratio of a file to memory:

${sizing(figures)}

Connections: each server has one to the database. Memory: 100 MiB for a server, 15 KiB for each world, and the data of its images in each server that has it.
Room of a database: some 700 bytes for each change, in a row for each turn that changes a world, until a full copy of the world is written, after some megabytes.
`;
}
