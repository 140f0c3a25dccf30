/**
 * Several servers over one database, under load: they are killed one after the other, and the database as well. What clients
 * have seen is put in order: `node test/real/shared-kills.ts 600`, in seconds. The last line is the verdict.
 */
import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '../../src/world/random-ids.ts';
import { History, type Shown } from '../state/history.ts';
import { type Server, started } from '../state/kills.ts';
import { database, type Database } from './database.ts';

/** How long, how many, how often. */
export interface Plan {
  readonly seconds: number;
  readonly servers: number;
  readonly connections: number;
  /** Seconds between two kills of a server. */
  readonly every: number;
  /** How often the database is restarted, as if it had crashed. */
  readonly restarts: number;
  readonly seed: number;
}

/** What came of it. */
export interface Outcome {
  /** Requests that were answered, by status; 0: no answer came. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly restarts: number;
  /** How often an answer, or its lack, has told of one member: a list tells of all of them. */
  readonly told: number;
  /** Members of images whose requests have no order. */
  readonly unordered: readonly string[];
  /** Lists that had a member twice, or more members than an image may have. */
  readonly wrong: readonly string[];
  /** Whether all servers say the same at the end. */
  readonly agree: boolean;
}

const quota = 8;
const names: readonly string[] = Array.from({ length: 12 }, (_, number) => `tenant ${number}`);
const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/json' };

/** An image, in the world that its path begins with. */
interface Target {
  readonly path: string;
}

/** What clients have seen. */
interface Noted {
  readonly history: History;
  readonly statuses: Record<string, number>;
}

/** What the answer to a change shows; undefined: nothing was done. */
function shownBy(method: 'POST' | 'DELETE', status: number, text: string): Shown | undefined {
  const after = method === 'POST';
  if (status === 503 && text.includes('not known')) return { before: undefined, after, isAnswered: false };
  if (after)
    return [200, 409].includes(status) ? { before: status === 409, after, isAnswered: true } : undefined;
  return [204, 404].includes(status) ? { before: status === 204, after, isAnswered: true } : undefined;
}

/** Sends one request, and notes what it has shown. */
async function step(url: string, { path }: Target, random: () => number, seen: Noted): Promise<void> {
  const { history, statuses } = seen;
  const member = names[Math.floor(random() * names.length)]!;
  const kind = random();
  const members = `${url}${path}/members`;
  const method = kind < 0.4 ? 'GET' : kind < 0.75 ? 'POST' : 'DELETE';
  const place = method === 'DELETE' ? `${members}/${encodeURIComponent(member)}` : members;
  const body = method === 'POST' ? { body: JSON.stringify({ member }) } : {};
  const pending = history.begun(path, performance.now());
  try {
    const response = await fetch(place, { method, headers, ...body, signal: AbortSignal.timeout(60_000) });
    const text = await response.text();
    const [to, { status }] = [performance.now(), response];
    statuses[status] = (statuses[status] ?? 0) + 1;
    const shown = method === 'GET' ? undefined : shownBy(method, status, text);
    if (method === 'GET' && status === 200) history.listed(pending, to, membersIn(text));
    else if (shown !== undefined) history.changed(pending, to, member, shown);
    else history.over(pending);
  } catch {
    statuses[0] = (statuses[0] ?? 0) + 1;
    if (method === 'GET') history.over(pending);
    else
      history.changed(pending, Infinity, member, {
        before: undefined,
        after: method === 'POST',
        isAnswered: false,
      });
    await setTimeout(20);
  }
}

function membersIn(text: string): readonly string[] {
  return (JSON.parse(text) as { members: { member_id: string }[] }).members.map(({ member_id: id }) => id);
}

/** Servers that are killed and begin again. */
class Fleet {
  readonly #args: readonly string[];
  readonly #servers: (Server | undefined)[] = [];
  kills: number = 0;

  constructor(state: string) {
    this.#args = ['--state', state, '--members-per-image', String(quota)];
  }

  get urls(): readonly string[] {
    return this.#servers.flatMap((server) => (server === undefined ? [] : [server.url]));
  }

  has(place: number): boolean {
    return this.#servers[place] !== undefined;
  }

  async start(place: number): Promise<void> {
    for (;;) {
      try {
        this.#servers[place] = await started(this.#args);
        return;
      } catch {
        // The database is away.
        await setTimeout(200);
      }
    }
  }

  async kill(place: number): Promise<void> {
    const server = this.#servers[place];
    if (server === undefined) return;
    this.#servers[place] = undefined;
    this.kills += 1;
    await server.kill();
  }

  async end(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server?.kill()));
  }
}

async function targets(url: string): Promise<readonly Target[]> {
  const made: Target[] = [];
  for (const world of ['', '/worlds/other'])
    for (let number = 0; number < 3; number += 1) {
      const body = JSON.stringify({ name: `image ${number}` });
      const response = await fetch(`${url}${world}/v2/images`, { method: 'POST', headers, body });
      const { id } = (await response.json()) as { id: string };
      made.push({ path: `${world}/v2/images/${id}` });
    }
  return made;
}

/** Kills a server every so many seconds, each once at least, and restarts the database at even distances. */
async function disturb(fleet: Fleet, server: Database, plan: Plan, until: number): Promise<number> {
  const { every, restarts, seconds, servers } = plan;
  const begun = performance.now();
  const starting: Promise<void>[] = [];
  let [place, done] = [0, 0];
  for (let time = 1; begun + time * every * 1000 < until || fleet.kills < servers; time += 1) {
    await setTimeout(Math.max(0, begun + time * every * 1000 - performance.now()));
    const due = Math.floor(((performance.now() - begun) / 1000 / seconds) * (restarts + 1));
    if (due > done && done < restarts) {
      await server.stop('SIGQUIT');
      await setTimeout(300);
      await server.start();
      done += 1;
    }
    // One that still begins is not there to be killed: it is the turn of the next one.
    for (let tries = 0; tries < servers && !fleet.has(place); tries += 1) place = (place + 1) % servers;
    if (!fleet.has(place)) continue;
    await fleet.kill(place);
    starting.push(fleet.start(place));
    place = (place + 1) % servers;
  }
  await Promise.all(starting);
  return done;
}

/** Runs servers over one database, and disturbs them. */
export async function shared(plan: Plan): Promise<Outcome> {
  await using server = await database();
  const fleet = new Fleet(await server.made('shared'));
  try {
    for (let place = 0; place < plan.servers; place += 1) await fleet.start(place);
    const images = await targets(fleet.urls[0]!);
    const history = new History(names, quota);
    const statuses: Record<string, number> = {};
    const until = performance.now() + plan.seconds * 1000;
    const random = seededRandom(plan.seed);
    const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(random() * things.length)]!;
    const over = new AbortController();
    const client = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const { urls } = fleet;
        if (urls.length === 0) await setTimeout(20);
        else await step(pick(urls), pick(images), random, { history, statuses });
      }
    };
    const clients = Array.from({ length: plan.connections }, client);
    const restarts = await disturb(fleet, server, plan, until);
    await setTimeout(Math.max(0, until - performance.now()));
    over.abort();
    await Promise.all(clients);
    const agree = await agreed(fleet.urls, images, history);
    const { unordered, wrong, told } = history;
    return { statuses, kills: fleet.kills, restarts, told, unordered, wrong, agree };
  } finally {
    await fleet.end();
  }
}

/** Whether all servers say the same of all images. That is a part of the history as well. */
async function agreed(
  urls: readonly string[],
  images: readonly Target[],
  history: History,
): Promise<boolean> {
  let agree = true;
  for (const { path } of images) {
    const said = new Set<string>();
    for (const url of urls) {
      const pending = history.begun(path, performance.now());
      const text = await (await fetch(`${url}${path}/members`, { headers })).text();
      history.listed(pending, performance.now(), membersIn(text));
      said.add(text);
    }
    agree &&= said.size === 1;
  }
  return agree;
}

/** What came of it in one line, and whether it held. @param plan what was to be done: less of it shows nothing. */
function verdictOf(outcome: Outcome, plan: Plan): readonly [boolean, string] {
  const { statuses, kills, restarts, told, unordered, wrong, agree } = outcome;
  const answered = Object.entries(statuses).reduce(
    (sum, [status, count]) => sum + (status === '0' ? 0 : count),
    0,
  );
  const isDone = kills > 0 && restarts === plan.restarts && (statuses['200'] ?? 0) > 0;
  const isHeld = isDone && unordered.length + wrong.length === 0 && agree;
  const done = `${plan.servers} servers, ${kills} of them killed, the database restarted ${restarts} times, ${answered} requests answered, which tell ${told} times of a member`;
  const found = `${unordered.length} members without an order, ${wrong.length} wrong lists, servers ${agree ? 'agree' : 'disagree'}`;
  return [isHeld, `${isHeld ? 'held' : 'FAILED'}: ${done}; ${found}`];
}

if (import.meta.main) {
  const seconds = Number(process.argv[2] ?? 600);
  const plan = { seconds, servers: 3, connections: 64, every: 5, restarts: 2, seed: 1 };
  const outcome = await shared(plan);
  console.log(JSON.stringify(outcome, null, 2));
  const [isHeld, verdict] = verdictOf(outcome, plan);
  console.log(verdict);
  if (!isHeld) process.exitCode = 1;
}
