/**
 * How long one request holds the event loop: the worst that a client can send, the longest body that is read or the longest URL
 * and header, and how much longer than the plainest request of that size. All in process: what is timed is `exchange`.
 */
import { createFake } from '../src/index.ts';
import { hostileRequests, longestOf } from '../test/hostile.ts';
import { plainHead } from '../test/hostile/heads.ts';
import { plainRequest } from '../test/hostile/members.ts';
import type { HostileRequest } from '../test/hostile/requests.ts';

const mebibyte = 1024 * 1024;
const rounds = 5;

/** Milliseconds that a request may hold the event loop for each MiB of its body. */
const goal = 50;

interface Block {
  readonly status: number;
  /** Bytes of the body, 0 where the URL or a header is what is long. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** The shortest of some rounds, each in a world of its own: whatever else the machine does makes one longer only. */
function blockOf(make: HostileRequest, size: number): Block {
  const request = make(size);
  const times: number[] = [];
  let status = 0;
  for (let round = 0; round < rounds; round += 1) {
    const fake = createFake({ identityV2: true });
    const start = performance.now();
    ({ status } = fake.exchange(request));
    times.push(performance.now() - start);
  }
  return { status, bytes: request.body.length, milliseconds: Math.min(...times) };
}

/** Milliseconds for each MiB of a body; as a whole for a request without one. */
function cost({ bytes, milliseconds }: Block): number {
  return bytes === 0 ? milliseconds : (milliseconds * mebibyte) / bytes;
}

const plain = blockOf(plainRequest, longestOf('member: plain'));
const head = blockOf(plainHead, 0);
const blocks = Object.entries(hostileRequests).map(([name, make]) => ({
  name,
  ...blockOf(make, longestOf(name)),
}));
const ranked = blocks.toSorted((one, other) => cost(other) - cost(one));

console.log('what is sent'.padEnd(48), 'status', 'ms/MiB'.padStart(8), 'times the plainest'.padStart(20));
for (const block of ranked) {
  const ratio = cost(block) / cost(block.bytes === 0 ? head : plain);
  const unit = block.bytes === 0 ? 'ms' : '';
  const columns = [cost(block).toFixed(1).padStart(8), ratio.toFixed(1).padStart(20), unit];
  console.log(block.name.padEnd(48), String(block.status).padStart(6), ...columns);
}
const [longest] = ranked.toSorted((one, other) => other.milliseconds - one.milliseconds);
const over = ranked.filter((block) => cost(block) > goal).length;
console.log(`\nthe plainest request: ${plain.milliseconds.toFixed(1)} ms`);
console.log(`the longest block: ${longest?.milliseconds.toFixed(1)} ms (${longest?.name})`);
console.log(`over the goal of ${goal} ms for each MiB of body: ${over} of ${ranked.length}`);
