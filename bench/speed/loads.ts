/** Servers under load: throughput, latency, and CPU time per request, of all contenders in turns. */
import { cpuSecondsOf, memoryOf } from './process-figures.ts';
import { first, loadedWorld, type RequestName, requests, type SentRequest } from './requests.ts';
import { type Measured, recorder } from './results.ts';
import { programs, type Server, start, statusOf, temporaryFolder, writeJson } from './servers.ts';
import { load, type Loading } from './wrk.ts';

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** Seconds of each load. */
  readonly seconds: number;
}

/** The servers by name, in the order in which they are loaded. */
export type Contenders = Readonly<Record<string, Server>>;

/** Asks the fake for what the others are to answer. */
async function answersOf(url: string): Promise<Readonly<Record<string, unknown>>> {
  const answers = Object.entries(requests).map(async ([name, request]) => {
    const { method, path, headers, body } = first(request);
    const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return [name, await response.json()] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** Back to the world that the load began with: members that were added would be there already. */
async function reset({ url }: Server): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const status = await statusOf(url, { method: 'POST', path: '/_fake/reset', headers });
  if (status !== 204) throw new Error(`the fake did not reset its world: ${status}`);
}

/** Starts the fake and what it is compared with, which give the fake's own answers. */
export async function loadedServers(): Promise<Contenders> {
  const folder = temporaryFolder();
  const fake = await start(programs.fake('--seed', writeJson(folder, 'world.json', loadedWorld)));
  const file = writeJson(folder, 'answers.json', await answersOf(fake.url));
  return {
    'node:http': await start(programs['node:http'](file)),
    express: await start(programs.express(file)),
    fake,
  };
}

/** Loads one server once, and notes what came of it. */
export function loadOnce(
  server: Pick<Server, 'url' | 'processes'>,
  request: SentRequest,
  loading: Loading,
): Readonly<Record<string, number>> {
  const before = cpuSecondsOf(server.processes);
  const { requests, rate, p50, p99 } = load(server.url, request, loading);
  const cpu = ((cpuSecondsOf(server.processes) - before) * 1e6) / requests;
  return { rate, cpu, p50, p99 };
}

/**
 * Loads a server, a second at a time, until it has answered so many requests: on a busy machine a time is too short for the
 * compiler. It gives up after two minutes.
 * @param between what is done before each second.
 * @throws Error where it did not.
 */
async function loadUntil(
  server: Server,
  request: SentRequest,
  wanted: number,
  between: () => Promise<void> = async () => {},
): Promise<void> {
  let answered = 0;
  for (let time = 0; time < 120 && answered < wanted; time += 1) {
    await between();
    answered += load(server.url, request, { connections: 32, seconds: 1 }).requests;
  }
  if (answered < wanted)
    throw new Error(`${server.url} answered ${answered} requests in two minutes, not ${wanted}`);
}

/** All contenders in turns, forwards and backwards, after each has been warmed up. */
export async function loadInTurns(
  contenders: Contenders,
  name: RequestName,
  { rounds, seconds, connections }: Effort & { readonly connections: number },
): Promise<Measured> {
  const record = recorder();
  const names = Object.keys(contenders);
  const before = async (contender: string, server: Server): Promise<void> => {
    if (contender === 'fake') await reset(server);
  };
  for (const [contender, server] of Object.entries(contenders))
    await loadUntil(server, requests[name], 20_000, () => before(contender, server));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? names : names.toReversed()) {
      const server = contenders[contender] as Server;
      await before(contender, server);
      record.add(contender, loadOnce(server, requests[name], { connections, seconds }));
    }
  }
  return record.measured;
}

/** Memory at the first answer and after many requests, each time of new processes. */
export async function memory({ rounds }: Effort): Promise<Measured> {
  const record = recorder();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['node:http', 'express', 'fake'] as const) {
      const server = await start(programs[name]());
      const started = memoryOf(server.processes);
      await loadUntil(server, requests.get, 60_000);
      record.add(name, { started, loaded: memoryOf(server.processes) });
      await server.stop();
    }
  }
  return record.measured;
}
