/**
 * What recording costs: per exchange, against the same exchanges with nobody listening, and in the end, when the pact is
 * written. A recording of 20,000 exchanges is to be written within five seconds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recorderFor } from '../src/contract/recorder.ts';
import { documentation } from '../src/world/documentation.ts';
import { createFake, type Fake } from '../src/world/fake.ts';
import type { Seed } from '../src/world/seed.ts';

const total = 20_000;
const image = '/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6';

/** A request of a client, by its place among all. */
type Asking = (place: number) => readonly [method: string, target: string, body?: object];

const many: Seed = {
  ...documentation,
  images: [
    ...(documentation.images ?? []),
    ...Array.from({ length: 1000 }, (_, place) => ({ name: `image-${place}`, owner: 'producer' })),
  ],
};

function sharing(members: number): Asking {
  return (place) => {
    const member = `tenant-${Math.floor(place / 4) % members}`;
    const all = [
      ['POST', `${image}/members`, { member }],
      ['DELETE', `${image}/members/${member}`],
      ['GET', `/v2/images?limit=${1 + (place % 20)}`],
      ['GET', `${image}/members`],
    ] as const;
    return all[place % all.length] ?? all[0];
  };
}

/** Every request is another one: the most that a recording keeps, and more. */
const differing: Asking = (place) => ['GET', `/v2/images?os_distro=distro-${place}&limit=1`];

function ask(fake: Fake, asking: Asking): number {
  const start = performance.now();
  const headers = { 'x-auth-token': 'producer-token', 'content-type': 'application/json' };
  for (let place = 0; place < total; place += 1) {
    const [method, target, body] = asking(place);
    const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body));
    fake.exchange({ method, target, base: 'http://cloud.test', headers, body: bytes });
  }
  return performance.now() - start;
}

async function run(name: string, asking: Asking, seed: Seed = documentation): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
  const recorder = recorderFor({ consumer: 'bench' });
  const plain = ask(createFake({ seed }), asking);
  const heard = ask(recorder.through(createFake({ seed })), asking);
  const start = performance.now();
  const { interactions } = await recorder.write(folder);
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  const ratio = (heard / plain).toFixed(1);
  console.log(
    `${name.padEnd(36)} heard in ${ratio.padStart(4)} times the time, ${String(interactions.length).padStart(4)} interactions written in ${seconds.toFixed(1)} s`,
  );
}

await run('25 members', sharing(25));
await run('800 members', sharing(800));
await run('800 members, 1000 images', sharing(800), many);
await run('every exchange another', differing);
