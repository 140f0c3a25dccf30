/** What goes wrong around a server, beside requests: its log, its output, signals, clients that all go at once. */
import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { opened } from './connection.ts';
import { probeProblem } from './flood.ts';
import { imageOf, tokenOf } from './place.ts';
import { attacked, type Attacked, type RoundName, stopMilliseconds } from './server.ts';
import type { Verdict } from './verdict.ts';

/** One fault: a sentence for the report, and what is done to a server. It gives what is wrong afterwards, if anything. */
interface Fault {
  readonly name: string;
  readonly round?: RoundName;
  /** Where the log goes, if not to the fuzzer. */
  readonly log?: string;
  readonly does: (server: Attacked) => Promise<string | undefined>;
}

const probesAfter = 20;

/** Asks some times, so that there is much to print. */
async function stillAnswers({ port, ended }: Attacked): Promise<string | undefined> {
  for (let left = probesAfter; left > 0; left -= 1) {
    const problem = await probeProblem(port);
    const end = ended();
    if (end !== undefined) return `it ended with ${end.code ?? end.signal}`;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function stopsWell(server: Attacked, signal: NodeJS.Signals): Promise<string | undefined> {
  const { code, milliseconds } = await server.stop(signal);
  if (milliseconds > stopMilliseconds) return `${signal} takes more than ${stopMilliseconds / 1000} s`;
  return code === 0 ? undefined : `${signal} ends it with ${code ?? 'the signal itself'}, not with 0`;
}

/** Uploads that have sent one half, and wait. */
async function uploads(port: number, count: number): Promise<readonly Socket[]> {
  const lines = [
    `PUT /v2/images/${imageOf(2, 2)}/file HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `X-Auth-Token: ${tokenOf('producer-2')}`,
    'Content-Type: application/octet-stream',
    'Content-Length: 2000000',
  ];
  const sockets = await Promise.all(Array.from({ length: count }, () => opened(port)));
  for (const socket of sockets) socket.write(`${lines.join('\r\n')}\r\n\r\n${'x'.repeat(1_000_000)}`);
  return sockets;
}

function signalled(signal: NodeJS.Signals, pact: boolean): Fault['does'] {
  return async (server) => {
    const sockets = await uploads(server.port, 8);
    const problem = (await stillAnswers(server)) ?? (await stopsWell(server, signal));
    for (const socket of sockets) socket.destroy();
    return problem ?? (pact && server.pact() === undefined ? 'no pact is written' : undefined);
  };
}

const faults: readonly Fault[] = [
  {
    name: 'nobody reads the log any more',
    does: async (server) => {
      server.child.stderr?.destroy();
      return (await stillAnswers(server)) ?? stopsWell(server, 'SIGTERM');
    },
  },
  {
    name: 'nobody reads the standard output any more',
    does: async (server) => {
      server.child.stdout?.destroy();
      return (await stillAnswers(server)) ?? stopsWell(server, 'SIGTERM');
    },
  },
  {
    name: 'the disk of the log is full',
    log: '/dev/full',
    does: async (server) => (await stillAnswers(server)) ?? stopsWell(server, 'SIGTERM'),
  },
  {
    name: '50 clients are reset in the middle of uploads',
    does: async (server) => {
      const sockets = await uploads(server.port, 50);
      for (const socket of sockets) socket.resetAndDestroy();
      return (await stillAnswers(server)) ?? stopsWell(server, 'SIGTERM');
    },
  },
  { name: 'SIGTERM during uploads', does: signalled('SIGTERM', false) },
  { name: 'SIGINT during uploads', does: signalled('SIGINT', false) },
  { name: 'SIGTERM during uploads and a recording', round: 'record', does: signalled('SIGTERM', true) },
  { name: 'SIGHUP during uploads and a recording', round: 'record', does: signalled('SIGHUP', true) },
];

/** The names of all faults. */
export const faultNames: readonly string[] = faults.map(({ name }) => name);

/** Does all of it, each to a server of its own. @returns the names of the faults that were survived. */
export async function surviveFaults(verdict: Verdict): Promise<readonly string[]> {
  const survived: string[] = [];
  for (const { name, round, log, does } of faults) {
    const stderr = log === undefined ? 'pipe' : openSync(log, 'w');
    await using server = await attacked(round, { stderr });
    if (typeof stderr === 'number') closeSync(stderr);
    const problem = await does(server);
    verdict.check('faults', problem === undefined, () => `${name}: ${problem}`);
    const { strange } = server.log;
    verdict.check('printed', strange.length === 0, () => `${name}: ${strange.join('\n')}`);
    if (problem === undefined) survived.push(name);
  }
  return survived;
}
