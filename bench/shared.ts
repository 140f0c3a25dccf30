/**
 * What servers carry whose worlds are kept: in memory, in a file, in a database that one, two or three of them share; and what
 * the disk and the database could do at most. All in turns. Needs `wrk` and PostgreSQL. `bench/shared.ts ROUNDS SECONDS --write`.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { appendSteps } from '../src/state/postgres-sql.ts';
import { asked, database, type Database, programs } from '../test/real/database.ts';
import { type Server, started } from '../test/state/kills.ts';
import { type Cost, type Costs, noted, numbersGiven } from './speed/scale.ts';
import { keptRequests, syncs } from './speed/kept.ts';
import { spreadOf } from './speed/statistics.ts';
import { loadTogether } from './speed/wrk.ts';

const [rounds = 5, seconds = 2] = numbersGiven();
const connections = 64;

const median = (values: readonly number[]): number => spreadOf(values).median;

/** The fields of a process behind its name; undefined: it is gone. Source: proc(5), `stat`. */
function fieldsOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

/** Begins to count for how many milliseconds processes have a core. @returns how many they were by then. */
function coreTime(pids: readonly number[]): () => number {
  const now = (pid: number): number => {
    const fields = fieldsOf(pid);
    return fields === undefined ? NaN : (Number(fields[11]) + Number(fields[12])) * 10;
  };
  const before = pids.map((pid) => [pid, now(pid)] as const);
  return () =>
    before
      .map(([pid, then]) => now(pid) - then)
      .filter((each) => !Number.isNaN(each))
      .reduce((all, each) => all + each, 0);
}

/** The processes of a database: those that its first one has made. */
function childrenOf(parent: number): readonly number[] {
  const all = readdirSync('/proc').map(Number);
  return all.filter((pid) => pid > 0 && fieldsOf(pid)?.[1] === String(parent));
}

/** What one round has shown of one way. */
interface Figures {
  /** Requests in a second. */
  readonly rate: number;
  /** Milliseconds of a core for a request: of the servers, of the database. */
  readonly own: number;
  readonly database: number;
  /** Milliseconds in which half of the answers came. */
  readonly p50: number;
}

const figures = new Map<string, Figures[]>();

async function measure(
  name: string,
  servers: readonly Server[],
  kind: 'reads' | 'changes',
  engine: Database,
  at: number = connections,
): Promise<void> {
  const own = coreTime(servers.map(({ pid }) => pid));
  const others = coreTime(childrenOf(engine.pid()));
  const urls = servers.map(({ url }) => url);
  const results = await loadTogether(urls, keptRequests[kind], { connections: at, seconds });
  const all = results.reduce((sum, { requests: some }) => sum + some, 0);
  const round: Figures = {
    rate: results.reduce((sum, { rate }) => sum + rate, 0),
    own: own() / all,
    database: others() / all,
    p50: median(results.map(({ p50 }) => p50)),
  };
  const key = `${name}, ${kind}`;
  figures.set(key, [...(figures.get(key) ?? []), round]);
}

/** How often in a second a database adds a step by the statement that servers use, for so many at once, each to a world of its own. */
async function appends(url: string, folder: string, clients: number): Promise<number> {
  const lists = ['ARRAY[:world]', 'ARRAY[:n]::bigint[]', 'ARRAY[1]::bigint[]', `ARRAY['${'x'.repeat(300)}']`];
  const statement = lists.reduce(
    (text, list, place) => text.replace(/\$\d::\w+\[\]/, () => `${list}${place % 3 === 0 ? '::text[]' : ''}`),
    appendSteps,
  );
  const script = `\\set n :n + 1\n${statement.replace(':world', `'bench ' || :client_id`).replaceAll('\n', ' ').trim()};\n`;
  writeFileSync(`${folder}/append.sql`, script);
  const first = Math.round(performance.timeOrigin + performance.now());
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '1',
    '-T',
    String(seconds),
    '-D',
    `n=${first}000`,
  ];
  const { stdout } = await promisify(execFile)(`${programs()}/pgbench`, [
    ...args,
    '-f',
    `${folder}/append.sql`,
    url,
  ]);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
}

const limits = new Map<string, number[]>();

function limit(name: string, value: number): void {
  limits.set(name, [...(limits.get(name) ?? []), value]);
}

const steps = async (url: string): Promise<number> =>
  Number(
    (
      await asked(
        url,
        `SELECT MAX(seq) AS seq FROM changes WHERE world = (SELECT id FROM worlds WHERE name = 'default')`,
      )
    )[0]?.['seq'] ?? 0,
  );

await using engine = await database();
const running: Server[] = [];
await using _ = {
  async [Symbol.asyncDispose]() {
    await Promise.all(running.map((server) => server.kill()));
  },
};

async function serving(...args: readonly string[]): Promise<Server> {
  const server = await started(args);
  running.push(server);
  return server;
}

const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
const url = await engine.made('bench');
const [memory, file] = [await serving(), await serving('--state', `${folder}/x.db`)];
const shared = [await serving('--state', url), await serving('--state', url), await serving('--state', url)];
for (let client = 0; client < 64; client += 1)
  await asked(url, 'INSERT INTO worlds (name, id, at, options) VALUES ($1, $1, 1, $2)', [
    `bench ${client}`,
    'none',
  ]);

const ways: Readonly<Record<string, readonly Server[]>> = {
  memory: [memory],
  'a file': [file],
  'a database, 1 server': shared.slice(0, 1),
  'a database, 2 servers': shared.slice(0, 2),
  'a database, 3 servers': shared,
};
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, servers] of Object.entries(ways))
    for (const kind of ['reads', 'changes'] as const) {
      const before = name.startsWith('a database') ? await steps(url) : 0;
      await measure(name, servers, kind, engine);
      if (before > 0 && kind === 'changes')
        limit(`transactions of ${name}`, ((await steps(url)) - before) / seconds);
    }
  for (const kind of ['reads', 'changes'] as const)
    await measure('a database, 1 connection', shared.slice(0, 1), kind, engine, 1);
  limit('syncs of the disk', syncs(folder, seconds));
  for (const clients of [1, 3, 64])
    limit(`appends of the database, ${clients} at once`, await appends(url, folder, clients));
  // The first round is slow: nothing was asked for before.
  if (round === 0) [figures, limits].forEach((each) => each.clear());
}
await Promise.all(running.splice(0).map((server) => server.kill()));
const kept = new DatabaseSync(`${folder}/x.db`, { readOnly: true });
const { seq } = kept.prepare('SELECT MAX(seq) AS seq FROM changes').get() as { seq: number };
kept.close();
limit('transactions of a file', seq / (seconds * (rounds + 1)));
rmSync(folder, { recursive: true });

const shown = (key: string, of: keyof Figures): number =>
  median((figures.get(key) ?? []).map((each) => each[of]));
console.log(
  '| way | requests/s | to memory | ms of a server’s core | ms of the database’s | p50 ms |\n|-|-|-|-|-|-|',
);
for (const key of figures.keys()) {
  const base = shown(`memory, ${key.split(', ').at(-1)}`, 'rate');
  const cells = [
    Math.round(shown(key, 'rate')),
    (shown(key, 'rate') / base).toFixed(2),
    ...(['own', 'database', 'p50'] as const).map((of) => shown(key, of).toFixed(3)),
  ];
  console.log(`| ${[key, ...cells].join(' | ')} |`);
}
/** What a request and a turn cost: with one connection, each request is a turn of its own. */
function costs(): Costs {
  const own = (kind: string, name: string): number => shown(`${name}, ${kind}`, 'own');
  const theirs = (kind: string): number => shown(`a database, 1 connection, ${kind}`, 'database');
  const [read, change] = [own('reads', 'memory'), own('changes', 'memory')];
  return {
    read,
    change,
    turn: Math.max(0, own('reads', 'a database, 1 connection') - read),
    keeping: Math.max(
      0,
      own('changes', 'a database, 1 connection') - own('reads', 'a database, 1 connection') - change + read,
    ),
    question: theirs('reads'),
    append: Math.max(0, theirs('changes') - theirs('reads')),
    sync: 1000 / median(limits.get('appends of the database, 1 at once') ?? []),
    network: 0.05,
    client: 0.01,
  };
}

function costOf(way: string, kind: 'reads' | 'changes'): Cost {
  const key = `${way}, ${kind}`;
  return { server: shown(key, 'own'), database: shown(key, 'database') };
}

const costsOf = (way: string): Readonly<Record<'reads' | 'changes', Cost>> => ({
  reads: costOf(way, 'reads'),
  changes: costOf(way, 'changes'),
});
for (const [name, values] of limits) console.log(`${name}: ${Math.round(median(values))}/s`);
noted('shared', {
  memory: costsOf('memory'),
  servers: [1, 2, 3].map((many) => costsOf(`a database, ${many} server${many === 1 ? '' : 's'}`)),
  costs: costs(),
});
