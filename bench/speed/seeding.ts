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

function heapWith(make: () => object): { readonly kept: object; readonly bytes: number } {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  globalThis.gc?.();
  return { kept, bytes: process.memoryUsage().heapUsed - before };
}

const empty = heapWith(() => createFake({ seed: without }));
const [usage, start] = [process.cpuUsage(), performance.now()];
const full = heapWith(() => createFake({ seed }));
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(usage);
const bytes = (full.bytes - empty.bytes) / (images * each);
console.log(JSON.stringify({ bytes, seconds, cpuSeconds: (user + system) / 1e6 }));
