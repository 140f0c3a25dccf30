/** Cases that are measured within a process each, in turns. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { CaseFigures } from './case-process.ts';
import type { Effort } from './loads.ts';
import { type Measured, recorder } from './results.ts';
import { endsWithUs, place } from './servers.ts';

/** The module of a case, its name there, and the size of its world. */
export type CaseAt = readonly [
  module: 'cases' | 'growth-cases',
  name: string,
  ...sizes: readonly (string | number)[],
];

/** @throws Error where it ends instead of sending something. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal }).then(([status]) => {
        throw new Error(`${child.spawnargs.slice(2).join(' ')} ended with status ${status}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}

async function started([module, name, ...sizes]: CaseAt): Promise<ChildProcess> {
  const child = fork(place('case-process.ts'), [place(`${module}.ts`), name, ...sizes.map(String)]);
  endsWithUs(child);
  await messageOf(child);
  return child;
}

/** Measures cases in turns, forwards and backwards. */
export async function casesInTurns(
  cases: Readonly<Record<string, CaseAt>>,
  { rounds }: Effort,
): Promise<Measured> {
  const children: [string, ChildProcess][] = [];
  const record = recorder();
  try {
    for (const [name, at] of Object.entries(cases)) children.push([name, await started(at)]);
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, child] of round % 2 === 0 ? children : children.toReversed()) {
        const answered = messageOf(child);
        child.send('round');
        record.add(name, (await answered) as CaseFigures);
      }
    }
  } finally {
    for (const [, child] of children) child.kill();
  }
  return record.measured;
}
