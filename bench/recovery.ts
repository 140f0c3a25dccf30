/**
 * What a start costs over 100,000 changes: of a file, and of a database where there is PostgreSQL. `bench/recovery.ts ROUNDS
 * CHANGES --write`. Each change is a step of its own, the worst that clients can do. Times of a core count: how long it takes says more
 * about other work of the machine.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '../src/index.ts';
import type { State } from '../src/host/state.ts';
import { postgres, postgresEngine } from '../src/postgres.ts';
import { sqlite } from '../src/sqlite.ts';
import { SqliteStore } from '../src/state/sqlite-store.ts';
import { database } from '../test/real/database.ts';
import { manyChanges } from '../test/state/many-changes.ts';
import { noted, numbersGiven, type RecoveryFigures } from './speed/scale.ts';
import { spreadOf } from './speed/statistics.ts';

const [rounds = 5, changes = 100_000] = numbersGiven();

/** What one start took: seconds of a core in all threads, and of a clock. */
async function startOver(state: State): Promise<readonly [core: number, clock: number]> {
  const [before, began] = [process.cpuUsage(), performance.now()];
  const host = createHost({ state, membersPerImage: changes });
  await host.ready;
  const { user, system } = process.cpuUsage(before);
  const clock = performance.now() - began;
  const members = [...host.world.cloud.images.values()].reduce((sum, image) => sum + image.members.size, 0);
  if (members < changes - 20) throw new Error(`${members} of ${changes} members are there`);
  await host.close();
  return [(user + system) / 1e6, clock / 1000];
}

/** Copies what a file has into a database. */
async function copyInto(url: string, file: string): Promise<void> {
  const [store, engine] = [
    new SqliteStore({ file, sync: 'normal', mostBytes: 2 ** 34 }),
    postgresEngine(url),
  ];
  store.open();
  await engine.open();
  for (const world of store.worlds()) {
    const { snapshot, steps } = store.read(world.id, undefined, changes);
    if (snapshot === undefined) continue;
    const { data = [] } = JSON.parse(snapshot.state.slice(8)) as { data?: string[] };
    const bytes = Array.from(store.data(data), ([digest, each]) => ({ digest, bytes: each }));
    const acts = [
      { kind: 'made', ...world },
      { kind: 'snapshot', ...snapshot },
    ] as const;
    await engine.commit({ acts, data: bytes });
    await engine.commit({ acts: steps.map((step) => ({ kind: 'step', ...step }) as const), data: [] });
  }
  store.close();
  await engine.close();
}

const folder = mkdtempSync(join(tmpdir(), 'image-members-recovery-'));
await using engine = existsSync('/usr/lib/postgresql') ? await database(['fsync=off']) : undefined;
console.log(
  '| 100,000 changes | seconds of a core, least and most | seconds |\n|-|-|-|'.replace(
    '100,000',
    changes.toLocaleString('en'),
  ),
);
const starts: RecoveryFigures['starts'][number][] = [];
for (const [title, isBare] of [
  ['as a server leaves them', false],
  ['without a snapshot behind the first', true],
] as const) {
  const made = join(folder, `${isBare}.db`);
  await manyChanges(made, changes, isBare);
  const url = await engine?.made(isBare ? 'bare' : 'kept');
  if (url !== undefined) await copyInto(url, made);
  const ways: Readonly<Record<string, () => State>> = {
    'a file': () => {
      const copy = join(folder, 'copy.db');
      copyFileSync(made, copy);
      return sqlite(copy);
    },
    ...(url !== undefined && { 'a database': () => postgres(url) }),
  };
  for (const [name, state] of Object.entries(ways)) {
    const found: (readonly [number, number])[] = [];
    // The first is slow: nothing is compiled yet. That is how a server begins, and it counts.
    for (let round = 0; round < rounds; round += 1) found.push(await startOver(state()));
    const core = spreadOf(found.map(([each]) => each));
    const clock = spreadOf(found.map(([, each]) => each));
    starts.push({
      title: `${title}, in ${name}`,
      core: core.median,
      mostCore: core.most,
      clock: clock.median,
    });
    console.log(
      `| ${title}, in ${name} | ${core.median.toFixed(2)} (${core.least.toFixed(2)}–${core.most.toFixed(2)}) | ${clock.median.toFixed(2)} |`,
    );
  }
}
rmSync(folder, { recursive: true });
noted('recovery', { changes, starts });
