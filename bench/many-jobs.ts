/**
 * Many CI jobs at once on servers that share a database, as a simulation: `bench/many-jobs.ts JOBS SERVERS DATABASE_CORES
 * SECONDS`; with `--write` it goes into the page. Without arguments: the measured points first, then ten thousand jobs. Costs are those that `bench/shared.ts` has found.
 */
import { type Costs, type JobFigures, noted, numbersGiven, scale } from './speed/scale.ts';

/** How many there are of what. */
interface Fleet {
  readonly servers: number;
  readonly databaseCores: number;
  /** Cores that servers, database and clients share; undefined: each server has one of its own. */
  readonly sharedCores?: number;
  readonly clients: number;
  /** Milliseconds between an answer and the next request of a client, on average. */
  readonly pause: number;
  /** Of 1: requests that change something. */
  readonly changes: number;
}

/** What came of a simulation. */
interface Outcome {
  /** Requests in a second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** Of 1: how busy the servers, the database and its disk were. */
  readonly servers: number;
  readonly database: number;
  readonly disk: number;
  /** Milliseconds of a server's core for a request. */
  readonly own: number;
}

/** Events in the order of their time. */
class Time {
  now: number = 0;
  readonly #heap: { readonly at: number; readonly act: () => void }[] = [];

  after(milliseconds: number, act: () => void): void {
    const heap = this.#heap;
    heap.push({ at: this.now + milliseconds, act });
    for (let place = heap.length - 1; place > 0;) {
      const parent = (place - 1) >> 1;
      if (heap[parent]!.at <= heap[place]!.at) return;
      [heap[parent], heap[place]] = [heap[place]!, heap[parent]!];
      place = parent;
    }
  }

  run(until: number): void {
    for (let next = this.#pop(); next !== undefined && next.at <= until; next = this.#pop()) {
      this.now = next.at;
      next.act();
    }
  }

  #pop(): { readonly at: number; readonly act: () => void } | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    heap[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      if (left < heap.length && heap[left]!.at < heap[least]!.at) least = left;
      if (right < heap.length && heap[right]!.at < heap[least]!.at) least = right;
      if (least === place) return first;
      [heap[place], heap[least]] = [heap[least]!, heap[place]!];
      place = least;
    }
  }
}

/** Cores, each for one work at a time; who comes first is first. */
class Cores {
  readonly #time: Time;
  readonly #waiting: { readonly milliseconds: number; readonly done: () => void }[] = [];
  #free: number;
  #first: number = 0;
  busy: number = 0;

  constructor(time: Time, count: number) {
    this.#time = time;
    this.#free = count;
  }

  run(milliseconds: number, done: () => void): void {
    this.#waiting.push({ milliseconds, done });
    this.#next();
  }

  #next(): void {
    if (this.#free === 0 || this.#first === this.#waiting.length) return;
    const { milliseconds, done } = this.#waiting[this.#first]!;
    this.#first += 1;
    if (this.#first > 10_000) {
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
    this.#free -= 1;
    this.busy += milliseconds;
    this.#time.after(milliseconds, () => {
      this.#free += 1;
      done();
      this.#next();
    });
  }
}

/** The disk of a database: all that waits when a sync begins is in it. */
class Disk {
  readonly #time: Time;
  readonly #sync: number;
  #waiting: (() => void)[] = [];
  #isBusy: boolean = false;
  busy: number = 0;

  constructor(time: Time, sync: number) {
    this.#time = time;
    this.#sync = sync;
  }

  sync(done: () => void): void {
    this.#waiting.push(done);
    if (!this.#isBusy) this.#begin();
  }

  #begin(): void {
    const kept = this.#waiting;
    this.#waiting = [];
    this.#isBusy = kept.length > 0;
    if (!this.#isBusy) return;
    this.busy += this.#sync;
    this.#time.after(this.#sync, () => {
      for (const done of kept) done();
      this.#begin();
    });
  }
}

/** Numbers from 0 up to 1, the same each time. Source: mulberry32, in the public domain. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Request {
  readonly changes: boolean;
  readonly answered: () => void;
}

/** Requests that a server answers at once, as the server itself has it. */
const mostAtOnce = 1000;

/** A server, which goes in turns. @returns takes a request. */
function server(
  time: Time,
  costs: Costs,
  at: {
    readonly own: Cores;
    readonly database: Cores;
    readonly disk: Disk;
    readonly spent: (milliseconds: number) => void;
  },
): (request: Request) => void {
  const waiting: Request[] = [];
  let isBusy = false;
  const answer = (requests: readonly Request[]): void => requests.forEach(({ answered }) => answered());
  const turn = (): void => {
    isBusy = waiting.length > 0;
    if (!isBusy) return;
    const taken = waiting.splice(0, mostAtOnce);
    const [reads, changes] = [taken.filter((each) => !each.changes), taken.filter((each) => each.changes)];
    const append = (): void => {
      answer(reads);
      if (changes.length === 0) return turn();
      at.database.run(costs.append, () =>
        at.disk.sync(() => time.after(costs.network, () => (answer(changes), turn()))),
      );
    };
    const decide = (): void => {
      const keeping = changes.length === 0 ? 0 : costs.keeping;
      const work = costs.turn + keeping + reads.length * costs.read + changes.length * costs.change;
      at.spent(work);
      at.own.run(work, append);
    };
    at.database.run(costs.question, () => time.after(costs.network, decide));
  };
  return (request) => {
    waiting.push(request);
    if (!isBusy) turn();
  };
}

/** Runs clients against servers, each client with its own world on one of them. */
function simulated(costs: Costs, fleet: Fleet, seconds: number): Outcome {
  const time = new Time();
  const random = randomFrom(1);
  const machine = fleet.sharedCores === undefined ? undefined : new Cores(time, fleet.sharedCores);
  const database = machine ?? new Cores(time, fleet.databaseCores);
  const disk = new Disk(time, costs.sync);
  const own = Array.from({ length: fleet.servers }, () => machine ?? new Cores(time, 1));
  let all = 0;
  const spent = (milliseconds: number): void => void (all += milliseconds);
  const servers = own.map((cores) => server(time, costs, { own: cores, database, disk, spent }));
  const waits: number[] = [];
  // Without memory: whoever begins in the middle of a pause has as much of it left as one that begins it.
  const paused = (): number => -Math.log(1 - random()) * fleet.pause;
  const client = (take: (request: Request) => void): void => {
    const begun = time.now;
    const again = (): void => {
      waits.push(time.now - begun);
      time.after(paused(), () => client(take));
    };
    const answered = (): void => (machine === undefined ? again() : machine.run(costs.client, again));
    take({ changes: random() < fleet.changes, answered });
  };
  for (let number = 0; number < fleet.clients; number += 1)
    time.after(paused(), () => client(servers[number % servers.length]!));
  time.run(seconds * 1000);
  const sorted = waits.toSorted((one, other) => one - other);
  const share = (busy: number, of: number): number => busy / (seconds * 1000 * of);
  return {
    rate: waits.length / seconds,
    p50: sorted[Math.floor(sorted.length / 2)] ?? NaN,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? NaN,
    servers: share(all, fleet.servers),
    own: all / waits.length,
    database: share(database.busy, fleet.sharedCores ?? fleet.databaseCores),
    disk: share(disk.busy, 1),
  };
}

const found = scale().shared;
if (found === undefined) throw new Error('There are no costs yet: node bench/shared.ts --write');
const { costs: measuredCosts, servers: points } = found;

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How much of a core a request costs depends on how many are in one turn: that is what is simulated, and was measured. */
function check(): JobFigures['checks'] {
  console.log(row(['64 connections', 'measured ms of a core', 'simulated', 'ratio']));
  return points.map((measured, place) => {
    const ratio = (kind: 'reads' | 'changes'): number => {
      const point = { servers: place + 1, clients: 64, pause: 0, changes: kind === 'reads' ? 0 : 1 };
      const { own } = simulated(measuredCosts, { ...point, sharedCores: 2, databaseCores: 2 }, 3);
      const { server: known } = measured[kind];
      const cells = [known.toFixed(3), own.toFixed(3), (own / known).toFixed(2)];
      console.log(row([`${kind}, ${place + 1} servers`, ...cells]));
      return own / known;
    };
    return { reads: ratio('reads'), changes: ratio('changes') };
  });
}

function jobs(
  clients: number,
  servers: number,
  databaseCores: number,
  seconds: number,
  pause: number,
): JobFigures['rows'][number] {
  const costs = { ...measuredCosts, network: 0.3 };
  const fleet = { servers, databaseCores, clients, pause, changes: 0.1 };
  const { rate, p50, p99, ...busy } = simulated(costs, fleet, seconds);
  const each = Math.round(1000 / pause);
  const times = [p50.toFixed(1), p99.toFixed(1)];
  const shares = [busy.servers, busy.database, busy.disk].map(percent);
  console.log(row([clients, each, servers, databaseCores, Math.round(rate), ...times, ...shares]));
  return { each, servers, rate, p50, p99, busy };
}

const [clients, servers, databaseCores, seconds = 5] = numbersGiven();
const head = [
  'jobs',
  'requests/s of a job',
  'servers',
  'cores of the database',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'servers busy',
  'database busy',
  'disk busy',
];
if (clients === undefined || servers === undefined || databaseCores === undefined) {
  const checks = check();
  console.log(`\n${row(head)}`);
  const rows = [1000, 200].flatMap((pause) =>
    [1, 2, 4, 8].map((many) => jobs(10_000, many, 2, seconds, pause)),
  );
  noted('jobs', { checks, sync: measuredCosts.sync, rows });
} else {
  console.log(row(head));
  jobs(clients, servers, databaseCores, seconds, 1000);
}
