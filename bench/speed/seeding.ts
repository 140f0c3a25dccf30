/**
 * A process that fills a fake with a million memberships, and prints how long that took and what they weigh. It is started
 * with `--expose-gc`. The ids of images and members belong to the seed, and are the same strings in the fake: the figure is
 * what the fake has besides.
 */
import { builtIndex } from './built.ts';
import { memberships } from './growth-cases.ts';

const { createFake } = await builtIndex();
const [images, each] = [10_000, 100];
const seed = { tenants: [{ name: 'acme' }], images: memberships(images, each) };
const without = { ...seed, images: seed.images.map((image) => ({ ...image, members: [] })) };

interface Weighed {
  readonly kept: object;
  readonly bytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** The collections of garbage that weighing needs are not in the time: nobody who makes a fake asks for them. */
function weighed(make: () => object): Weighed {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const [usage, start] = [process.cpuUsage(), performance.now()];
  const kept = make();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(usage);
  globalThis.gc?.();
  const bytes = process.memoryUsage().heapUsed - before;
  return { kept, bytes, seconds, cpuSeconds: (user + system) / 1e6 };
}

const empty = weighed(() => createFake({ seed: without }));
const { bytes: full, seconds, cpuSeconds } = weighed(() => createFake({ seed }));
console.log(JSON.stringify({ bytes: (full - empty.bytes) / (images * each), seconds, cpuSeconds }));
