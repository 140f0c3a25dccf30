/** Processes that start: until the first answer, with a big seed, and with a million memberships. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { memberships } from './growth-cases.ts';
import type { Effort } from './loads.ts';
import { memoryOf } from './process-figures.ts';
import { type Measured, recorder } from './results.ts';
import { place, type Program, programs, start, temporaryFolder, writeJson } from './servers.ts';
import { documentation } from '../../src/world/documentation.ts';

/** From the start of a process to its first answer, in turns; the first round, which fills the caches, does not count. */
async function startsInTurns(
  contenders: Readonly<Record<string, Program>>,
  { rounds }: Effort,
): Promise<Measured> {
  const record = recorder();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, program] of Object.entries(contenders)) {
      const server = await start(program);
      const { wall, cpu } = server.started;
      const figures = { start: wall, startCpu: cpu, peak: memoryOf(server.processes, 'VmHWM') };
      // Node writes what it has compiled into its cache when a process ends by itself.
      await server.stop(round < 0 ? 'SIGTERM' : undefined);
      if (round >= 0) record.add(name, figures);
    }
  }
  return record.measured;
}

/** An empty server, an empty application, the built fake, and the fake from its sources. */
export function starts(effort: Effort): Promise<Measured> {
  const { express, fake, source } = programs;
  return startsInTurns(
    { 'node:http': programs['node:http'](), express: express(), fake: fake(), source: source() },
    { ...effort, rounds: effort.rounds * 2 },
  );
}

/** With 50,000 members of 500 images in a file, as JSON and as YAML. */
export function seedFiles({ rounds, seconds }: Effort): Promise<Measured> {
  const folder = temporaryFolder();
  const images = memberships(500, 100).map((image) => ({ ...image, owner: 'producer' }));
  const seed = { ...documentation, images: [...(documentation.images ?? []), ...images] };
  const yaml = join(folder, 'world.yaml');
  writeFileSync(yaml, stringify(seed, { aliasDuplicateObjects: false }));
  return startsInTurns(
    {
      'no seed': programs.fake(),
      json: programs.fake('--seed', writeJson(folder, 'world.json', seed)),
      yaml: programs.fake('--seed', yaml),
    },
    { rounds: Math.min(rounds, 3), seconds },
  );
}

/**
 * A million memberships: their weight on the heap, and how long planting them takes.
 * @throws Error where the process that does it failed.
 */
export function seeding({ rounds }: Effort): Measured {
  const record = recorder();
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    const words = ['--expose-gc', place('seeding.ts')];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`seeding.ts ended with status ${status}:\n${stderr}`);
    record.add('fake', JSON.parse(stdout) as Readonly<Record<string, number>>);
  }
  return record.measured;
}
