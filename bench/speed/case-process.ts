/**
 * A process that measures one case: makes and warms it up, then a round whenever it is sent a message. A process of its
 * own, since what one case leaves on the heap or in the compiler would be measured with the next.
 */
import type { Case } from './case.ts';

/** What a case costs in one round, per operation. */
export interface CaseFigures extends Readonly<Record<string, number>> {
  /** Microseconds of CPU time, those of the garbage collector included. */
  readonly cpu: number;
  /** Microseconds that passed. */
  readonly wall: number;
}

/**
 * Milliseconds of CPU time of a round: on a busy machine a time that passes would be too short for the compiler. What needs
 * a preparation stops after so many runs at the latest.
 */
const [roundLength, mostPrepared] = [100, 40];
const warmUps = 4;

async function round({ operations, run, prepare, times = 1 }: Case): Promise<CaseFigures> {
  let [cpu, wall, runs] = [0, 0, 0];
  const most = prepare === undefined ? Infinity : mostPrepared;
  while (cpu < roundLength * 1000 * times && runs < most) {
    prepare?.();
    const [usage, start] = [process.cpuUsage(), performance.now()];
    const ran = run();
    // oxlint-disable-next-line no-await-in-loop -- one run after the other
    if (ran instanceof Promise) await ran;
    wall += performance.now() - start;
    const { user, system } = process.cpuUsage(usage);
    cpu += user + system;
    runs += 1;
  }
  return { cpu: cpu / (runs * operations), wall: (wall * 1000) / (runs * operations) };
}

const [module = '', name = '', ...sizes] = process.argv.slice(2);
const cases = (await import(module)) as Readonly<Record<string, (...sizes: unknown[]) => Promise<Case>>>;
const found = (name in cases ? cases : (cases['cases'] as unknown as typeof cases))[name];
if (found === undefined) throw new Error(`${module} has no case called ${name}`);
const measured = await found(...sizes.map((size) => (/^\d+$/.test(size) ? Number(size) : size)));
// oxlint-disable-next-line no-await-in-loop -- one after the other
for (let time = 0; time < warmUps; time += 1) await round(measured);

process.on('message', () => {
  void round(measured).then((figures) => process.send?.(figures));
});
process.send?.('ready');
