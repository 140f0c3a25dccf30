/**
 * What a world costs: its memory, making it, and what host, journal and faults add to an exchange. All are ratios to one
 * exchange with a fake whose journal is off, measured in turns.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bytesOf, type HttpRequest } from '../src/http/message.ts';
import { createFake, createHost, type Fake } from '../src/index.ts';
import { finished } from '../src/http/context.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const worldCount = 1000;
const exchanges = 2000;
const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** A list of members, and a member that is there already: nothing grows. */
const requests: readonly HttpRequest[] = (['GET', 'POST'] as const).map((method) => ({
  method,
  target: `/v2/images/${image}/members`,
  base: 'http://cloud.test',
  headers: {
    'x-auth-token': 'producer-token',
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'bench',
  },
  body: bytesOf(method === 'GET' ? '' : '{"member":"9876543"}'),
}));

/** Milliseconds that something takes. */
function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function asking(exchange: (request: HttpRequest) => unknown): () => number {
  return () =>
    timed(() => {
      for (let time = 0; time < exchanges; time += 1) for (const request of requests) exchange(request);
    });
}

function withFault(): Fake {
  const fake = createFake();
  fake.faults.add({ operation: 'deleteImage', status: 500 });
  return fake;
}

const host = createHost();
const below = (request: HttpRequest): HttpRequest => ({ ...request, target: `/worlds/one${request.target}` });
const ways: Readonly<Record<string, () => number>> = {
  'journal off': asking(createFake({ journal: 0 }).exchange),
  'a fake, as it is made': asking(createFake().exchange),
  'a world of a host': asking((request) => finished(host.begin(below(request)), request.body)),
  'with a fault that fits none': asking(withFault().exchange),
};

const rounds = 15;
const times: Readonly<Record<string, number[]>> = Object.fromEntries(
  Object.keys(ways).map((name): [string, number[]] => [name, []]),
);
for (const ask of Object.values(ways)) ask();
for (let round = 0; round < rounds; round += 1)
  for (const [name, ask] of Object.entries(ways)) times[name]?.push(ask());

const least = (name: string): number => Math.min(...(times[name] ?? []));
const base = least('journal off');
for (const name of Object.keys(ways)) console.log(`${name.padEnd(28)} ${(least(name) / base).toFixed(2)}`);

const many = createHost({ worlds: worldCount });
collect();
const before = process.memoryUsage().heapUsed;
const making = timed(() => {
  for (let number = 0; number < worldCount; number += 1) many.worlds.open(`world-${number}`);
});
collect();
const kibibytes = (process.memoryUsage().heapUsed - before) / worldCount / 1024;
const perExchange = base / (exchanges * requests.length);
console.log(
  `${many.worlds.list().length} worlds: ${kibibytes.toFixed(1)} KiB each; making one costs ${(making / worldCount / perExchange).toFixed(1)} exchanges`,
);
