/** A whole run: floods of requests, raw connections, load, faults. */
import { setTimeout as after } from 'node:timers/promises';
import { opened } from './connection.ts';
import { attackCore } from './core.ts';
import { surviveFaults } from './faults.ts';
import { type Flooded, flood } from './flood.ts';
import { stretchLength } from './generate.ts';
import { load, type Loaded } from './load.ts';
import { hasSecret } from './log.ts';
import { laneCount } from './place.ts';
import { attackRaw } from './raw/run.ts';
import { attacked, type Attacked, recordedMilliseconds, type RoundName, stopMilliseconds } from './server.ts';
import { type Finding, Verdict } from './verdict.ts';

/** What to run. */
export interface RunOptions {
  readonly requests: number;
  readonly connections: number;
  readonly seed: number;
  /** Takes what is worth printing while it runs. */
  readonly say: (line: string) => void;
}

/** One server that was flooded with requests. */
export interface Round extends Omit<Flooded, 'judge'> {
  readonly name: RoundName;
  readonly requests: number;
}

/** What came of a run. But for `seconds`, memory and times it depends on the seed and the counts alone. */
export interface Report extends Omit<RunOptions, 'say'> {
  readonly rounds: readonly Round[];
  readonly rawProbes: number;
  readonly loaded: Loaded;
  readonly survived: readonly string[];
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** Runs all of it. */
export async function fuzz({ requests, connections, seed, say }: RunOptions): Promise<Report> {
  const begun = performance.now();
  const verdict = new Verdict(({ rule, what, repeat }) => say(`${rule}: ${what}\n${repeat}\n`));
  const rounds: Round[] = [];
  for (const { name, from, to } of spansOf(requests)) {
    say(`${to - from} requests to serve (${name}) …`);
    rounds.push({ name, requests: to - from, ...(await floodRound(name, { seed, from, to }, verdict)) });
  }
  say(`${connections} raw connections …`);
  const rawProbes = await rawRound({ seed, from: 0, to: connections }, verdict);
  say('requests that are made to be slow, load, and faults …');
  attackCore(verdict);
  const loaded = await loadRound(seed, verdict);
  const survived = await surviveFaults(verdict);
  const seconds = (performance.now() - begun) / 1000;
  return {
    requests,
    connections,
    seed,
    rounds,
    rawProbes,
    loaded,
    survived,
    findings: verdict.findings,
    seconds,
  };
}

/** Which requests go to which server: six tenths to the first, the rest to the others. Each begins with a stretch. */
function spansOf(
  requests: number,
): readonly { readonly name: RoundName; readonly from: number; readonly to: number }[] {
  const unit = laneCount * stretchLength;
  const [first, second] = [0.6, 0.8].map((part) => Math.round((part * requests) / unit) * unit) as [
    number,
    number,
  ];
  return [
    { name: 'glance' as const, from: 0, to: first },
    { name: 'rackspace' as const, from: first, to: second },
    { name: 'record' as const, from: second, to: requests },
  ].filter(({ from, to }) => from < to);
}

async function floodRound(
  name: RoundName,
  span: Parameters<typeof flood>[1],
  verdict: Verdict,
): Promise<Omit<Flooded, 'judge'>> {
  await using server = await attacked(name);
  const { judge, ...flooded } = await flood(server, span, verdict);
  await closed(server, verdict);
  judge();
  if (name === 'record') {
    const pact = server.pact();
    verdict.check('recorded', isPact(pact), () => 'no pact is written, or it is no JSON');
    verdict.check('secrets', !hasSecret(pact ?? ''), () => 'a secret of the seed is in the pact');
  }
  return flooded;
}

async function rawRound(span: Parameters<typeof attackRaw>[1], verdict: Verdict): Promise<number> {
  await using server = await attacked();
  const { probes, judge } = await attackRaw(server, span, verdict);
  await heldOpen(server);
  await closed(server, verdict);
  judge();
  return probes;
}

async function loadRound(seed: number, verdict: Verdict): Promise<Loaded> {
  await using server = await attacked();
  const loaded = await load(server, seed, verdict);
  await closed(server, verdict);
  return loaded;
}

const unfinished = [
  '',
  'GET / HTT',
  'GET /v2/images HTTP/1.1\r\nHost: x\r\n',
  'POST /v2/images HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
  'POST /v2/images HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n',
  'GET /versions HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n',
  'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /versions HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
];

/** Leaves connections open, some of each kind, so that the server is stopped with them. */
async function heldOpen({ port, ended }: Attacked): Promise<void> {
  if (ended() !== undefined) return;
  for (const text of unfinished.flatMap((each) => [each, each, each])) {
    const socket = await opened(port, true);
    socket.resume().write(text);
    socket.unref();
  }
  await after(100);
}

/** Stops a server and puts to the test how it ended and what it printed. */
async function closed(server: Attacked, verdict: Verdict): Promise<void> {
  const own = server.ended();
  verdict.check('running', own === undefined, () => `serve ended with ${own?.code ?? own?.signal}`);
  const { code, milliseconds } = await server.stop();
  if (own === undefined) {
    const most = server.round === 'record' ? recordedMilliseconds : stopMilliseconds;
    const rule = server.round === 'record' ? 'recorded' : 'stopped';
    const took = (): string => `it took ${Math.round(milliseconds)} ms, exit code ${code}`;
    verdict.check(rule, milliseconds <= most && code === 0, took);
  }
  const { strange, leaks, output } = server.log;
  const more = output.trimEnd().split('\n').slice(1, 10);
  const printed = [...strange, ...more].map((line) => line.slice(0, 300));
  verdict.check(
    'printed',
    printed.length === 0,
    () => `serve (${server.round}) printed\n${printed.join('\n')}`,
  );
  verdict.check('secrets', leaks.length === 0, () => `serve (${server.round}) printed\n${leaks.join('\n')}`);
}

function isPact(text: string | undefined): boolean {
  try {
    return typeof JSON.parse(text ?? '') === 'object';
  } catch {
    return false;
  }
}
