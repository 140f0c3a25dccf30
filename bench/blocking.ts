/**
 * How long one request holds the event loop: the worst that a client can send, the longest body that is read or the longest URL
 * and header, and how much longer than the plainest request of that size. All in process: what is timed is `exchange`.
 */
import { createFake } from '../src/index.ts';
import { hostileRequests, longestOf } from '../test/hostile.ts';
import { plainHead } from '../test/hostile/heads.ts';
import { plainRequest } from '../test/hostile/members.ts';
import type { HttpRequest } from '../src/http/message.ts';

const mebibyte = 1024 * 1024;
const rounds = 8;

/** Milliseconds that a request may hold the event loop for each MiB of its body. */
const goal = 50;

/** What a request costs. */
interface Block {
  readonly name: string;
  readonly request: HttpRequest;
  status: number;
  /** The shortest of the rounds: whatever else the machine does makes one longer only. */
  milliseconds: number;
}

function blockOf(name: string, request: HttpRequest): Block {
  return { name, request, status: 0, milliseconds: Infinity };
}

/** Sends a request, each time to a world of its own. */
function time(block: Block): void {
  for (let round = 0; round < rounds; round += 1) {
    const fake = createFake({ identityV2: true });
    const start = performance.now();
    block.status = fake.exchange(block.request).status;
    block.milliseconds = Math.min(block.milliseconds, performance.now() - start);
  }
}

/** Milliseconds for each MiB of a body; as a whole for a request without one. */
function cost({ request, milliseconds }: Block): number {
  return request.body.length === 0 ? milliseconds : (milliseconds * mebibyte) / request.body.length;
}

const body = blockOf('the plainest body', plainRequest(longestOf('member: plain')));
const head = blockOf('the plainest URL', plainHead(mebibyte));
const blocks = Object.entries(hostileRequests).map(([name, make]) => blockOf(name, make(longestOf(name))));
// The plainest ones come last, when all code that they need is warm.
for (const block of [...blocks, body, head]) time(block);
const ranked = blocks.toSorted((one, other) => cost(other) - cost(one));

console.log('what is sent'.padEnd(52), 'status', 'ms/MiB'.padStart(8), 'times the plainest'.padStart(20));
for (const block of ranked) {
  const hasBody = block.request.body.length > 0;
  const ratio = cost(block) / cost(hasBody ? body : head);
  const columns = [cost(block).toFixed(1).padStart(8), ratio.toFixed(1).padStart(20)];
  console.log(block.name.padEnd(52), String(block.status).padStart(6), ...columns, hasBody ? '' : '(ms)');
}
const [longest] = ranked.toSorted((one, other) => other.milliseconds - one.milliseconds);
const over = ranked.filter((block) => block.request.body.length > 0 && cost(block) > goal).length;
console.log(`\nthe plainest body: ${body.milliseconds.toFixed(1)} ms`);
console.log(`over the goal of ${goal} ms for each MiB of body: ${over} of ${ranked.length}`);
console.log(`the longest block: ${longest?.milliseconds.toFixed(1)} ms (${longest?.name})`);
