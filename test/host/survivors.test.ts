// Source: docs/SPEED.md; what an exchange leaves behind in the engine's memory, as the engine counts it.
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createFake, type Fake } from '../../src/world/fake.ts';
import { finished } from '../../src/http/context.ts';

const image = '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6';
const body = new TextEncoder().encode('{"member": "another"}');

function sent(fake: Fake, method: string, target: string, sentBody: Uint8Array = body): number {
  const begun = fake.begin({
    method,
    target,
    base: 'http://cloud.test',
    headers: { 'x-auth-token': 'producer-token', 'content-type': 'application/json' },
  });
  return finished(begun, method === 'POST' ? sentBody : new Uint8Array()).status;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'minor' | 'major' }) => void;
/** Collects what is new and was not collected yet. */
const collectNew = (): void => collect({ type: 'minor' });

interface Node {
  readonly selfSize: number;
  readonly children: readonly Node[];
}

const sizeOf = ({ selfSize, children }: Node): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize);

/** Bytes of what outlived a collection of the young generation, though it may be gone by now, of so many runs. */
function survived(runs: number, run: () => void): Promise<number> {
  return sampled(false, () => {
    for (let done = 0; done < runs; done += 1) run();
    collectNew();
  });
}

/** Bytes of all that was made, whatever became of it. */
function made(runs: number, run: () => void): Promise<number> {
  return sampled(true, () => {
    for (let done = 0; done < runs; done += 1) run();
  });
}

/** Bytes that the engine's sampling finds. @param all whether what a collection of the young generation took counts. */
async function sampled(all: boolean, run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: all ? 1024 : 4096,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: all,
  });
  run();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return sizeOf(profile.head);
}

/**
 * Bytes of an exchange. Some dozens are usual; a form of its own for each exchange, or an entry of a journal as objects, is
 * above a thousand.
 */
const most = 400;

it.each([
  ['showing a member', [['GET', `${image}/members/9876543`]]],
  ['listing members', [['GET', `${image}/members`]]],
  ['listing images', [['GET', '/v2/images?limit=1']]],
  ['a refusal', [['GET', '/v2/images/none']]],
  [
    'adding and removing a member',
    [
      ['POST', `${image}/members`],
      ['DELETE', `${image}/members/another`],
    ],
  ],
] as const)('of %s nothing stays in the memory for what is new', async (_, requests) => {
  const fake = createFake({ onExchange: () => {} });
  const all = (): void => requests.forEach(([method, target]) => sent(fake, method, target));
  for (let done = 0; done < 500; done += 1) all();
  expect((await survived(1000, all)) / (1000 * requests.length)).toBeLessThan(most);
});

/** What one exchange makes is collected within milliseconds, and the collection is what a hundredth of the answers waits for. */
it.each([
  ['showing a member', [['GET', `${image}/members/9876543`]], 3800],
  [
    'adding and removing a member',
    [
      ['POST', `${image}/members`],
      ['DELETE', `${image}/members/another`],
    ],
    6000,
  ],
] as const)('%s makes few objects', async (_, requests, mostMade) => {
  const fake = createFake();
  const all = (): void => requests.forEach(([method, target]) => sent(fake, method, target));
  for (let done = 0; done < 20_000; done += 1) all();
  expect((await made(5000, all)) / (5000 * requests.length)).toBeLessThan(mostMade);
});

it.each([
  ['a member', `${image}/members`, { member: 'a-tenant-of-some-length' }],
  ['the name of an image', '/v2/images', { name: 'an-image-of-some-length' }],
  ['a tag', '/v2/images', { tags: ['a-tag-of-some-length'] }],
  ['a property', '/v2/images', { some_property: 'a-value-of-some-length' }],
])('%s and its entry in the journal hold on to no more of a body than they say', (_, target, sentBody) => {
  const fake = createFake({ membersPerImage: 1000 });
  const heap = (): number => {
    collect({ type: 'major' });
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  for (let number = 0; number < 100; number += 1) {
    const text = JSON.stringify(sentBody).replace('length', `length-${number}`) + ' '.repeat(100_000);
    expect(sent(fake, 'POST', target, new TextEncoder().encode(text))).toBeLessThan(300);
  }
  // All bodies together have ten million bytes.
  expect(heap() - before).toBeLessThan(2_000_000);
});
