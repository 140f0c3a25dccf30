/**
 * Kills a server under load of 64 connections, again and again, and looks what is left: `node test/state/kills.ts 200`.
 * Each acknowledged change must be there, and none that was never sent. The last line is the verdict.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '../../src/world/random-ids.ts';

const main = `${import.meta.dirname}/../../src/cli/main.mjs`;

/** What came of some kills. */
export interface Killed {
  readonly kills: number;
  /** Changes that were acknowledged, and those that were sent. */
  readonly acknowledged: number;
  readonly sent: number;
  /** Acknowledged, and not there. */
  readonly missing: readonly string[];
  /** There, and never sent. */
  readonly invented: readonly string[];
  /** Milliseconds from the start of the process to its answer, each time. */
  readonly starts: readonly number[];
}

/** A server that answers. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Ends it, and waits for that; one that has ended already stays as it is. */
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a server in a process of its own.
 * @param env variables besides those of this process.
 * @throws Error where it ends before it answers.
 */
export async function started(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Server> {
  const options = ['serve', '--port', '0', '--quiet', '--members-per-image', '1000000', ...args];
  const child = spawn(process.execPath, [main, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with exit code ${code}`);
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => {});
  return {
    url: String(line).trim(),
    pid: child.pid ?? 0,
    async kill(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

const headers = { 'X-Auth-Token': 'producer-token', 'Content-Type': 'application/json' };

async function asked<Answer>(url: string, path: string, method = 'GET', body?: object): Promise<Answer> {
  const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return (await response.json()) as Answer;
}

/** Members of one image, as clients have sent them. */
export interface Round {
  readonly image: string;
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
}

/** Adds members over so many connections until the server is gone. */
async function load(url: string, { image, sent, acknowledged }: Round, connections: number): Promise<void> {
  let number = 0;
  const one = async (): Promise<void> => {
    for (;;) {
      number += 1;
      const member = `member ${number}`;
      sent.add(member);
      await asked(url, `/v2/images/${image}/members`, 'POST', { member });
      acknowledged.add(member);
    }
  };
  await Promise.allSettled(Array.from({ length: connections }, one));
}

/** What is wrong with the members that a server has. */
export async function judged(
  url: string,
  { image, sent, acknowledged }: Round,
): Promise<Pick<Killed, 'missing' | 'invented'>> {
  const response = await fetch(`${url}/v2/images/${image}/members`, { headers });
  // Where even the image is gone, so are its members.
  const { members = [] } = (await response.json().catch(() => ({}))) as { members?: { member_id: string }[] };
  const there = new Set(members.map(({ member_id: id }) => id));
  return {
    missing: [...acknowledged].filter((member) => !there.has(member)),
    invented: [...there].filter((member) => !sent.has(member)),
  };
}

/** Loads a server, and kills it so many milliseconds after its first answer: one that has just begun is slow. */
export async function loadedAndKilled(
  server: Server,
  name: string,
  milliseconds: number,
  connections: number,
): Promise<Round> {
  const { id: image } = await asked<{ id: string }>(server.url, '/v2/images', 'POST', { name });
  const round: Round = { image, sent: new Set(), acknowledged: new Set() };
  const loading = load(server.url, round, connections);
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  while (round.acknowledged.size === 0) await setTimeout(1);
  await setTimeout(milliseconds);
  await server.kill();
  await loading;
  return round;
}

/** Kills a server so many times at moments that are drawn, and begins it again over the same file. */
export async function killed(kills: number, file: string, seed: number, connections = 64): Promise<Killed> {
  const random = seededRandom(seed);
  const [rounds, starts, found]: [Round[], number[], Pick<Killed, 'missing' | 'invented'>[]] = [[], [], []];
  for (let kill = 0; kill <= kills; kill += 1) {
    const before = performance.now();
    const server = await started(['--state', file]);
    starts.push(performance.now() - before);
    const last = rounds.at(-1);
    // The end looks at all of them again.
    for (const round of kill === kills ? rounds : last === undefined ? [] : [last])
      found.push(await judged(server.url, round));
    if (kill < kills) {
      rounds.push(await loadedAndKilled(server, `round ${kill}`, random() * 300, connections));
    } else await server.kill();
  }
  const sum = (count: (round: Round) => number): number =>
    rounds.reduce((all, round) => all + count(round), 0);
  return {
    kills,
    sent: sum((round) => round.sent.size),
    acknowledged: sum((round) => round.acknowledged.size),
    missing: found.flatMap(({ missing }) => missing),
    invented: found.flatMap(({ invented }) => invented),
    starts,
  };
}

/** What came of it in one line, and whether it held. Kills without a change that was acknowledged show nothing. */
export function verdictOf({
  kills,
  acknowledged,
  sent,
  missing,
  invented,
  starts,
}: Killed): readonly [boolean, string] {
  const isHeld = kills > 0 && acknowledged >= kills && missing.length + invented.length === 0;
  const counts = `${kills} kills, ${acknowledged} changes acknowledged of ${sent} sent, ${missing.length} missing, ${invented.length} never sent`;
  return [
    isHeld,
    `${isHeld ? 'held' : 'FAILED'}: ${counts}; slowest start ${Math.round(Math.max(...starts))} ms`,
  ];
}

if (import.meta.main) {
  const kills = Number(process.argv[2] ?? 200);
  const folder = mkdtempSync(join(tmpdir(), 'image-members-kills-'));
  const outcome = await killed(kills, `${folder}/x.db`, 1);
  rmSync(folder, { recursive: true });
  for (const member of [...outcome.missing, ...outcome.invented].slice(0, 20)) console.log(member);
  const [isHeld, verdict] = verdictOf(outcome);
  console.log(verdict);
  if (!isHeld) process.exitCode = 1;
}
