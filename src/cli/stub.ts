import { once } from 'node:events';
import { type IncomingMessage, request as send, type RequestListener, type ServerResponse } from 'node:http';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { isLoopbackName, isOwnHost } from '../host/own-host.ts';
import { connectionHeaders, headed, listenAt, type Listening, pairsOf } from '../listening.ts';
import { addressOf, listeningAt } from './addresses.ts';
import type { CommandArguments } from './arguments.ts';
import { Failure, UsageError } from './errors.ts';
import { pactFiles } from './pact-files.ts';
import { startPactTool } from './pact-tools.ts';
import { hostNames } from './values.ts';

/**
 * `stub`: hands pacts to the official stub server, behind a guard, until it is stopped.
 * @throws UsageError where an option, a pact or the port is not right, or where the Pact tools are not installed.
 * @throws Failure where the stub server ended by itself.
 */
export async function runStub(args: CommandArguments): Promise<void> {
  const files = await pactFiles(args);
  const hidden = await hiddenPort();
  await using guard = await guardAt(args, hidden);
  const { ended } = startPactTool(stubWords(args, hidden, files), onlyFiles);
  let over = false;
  const end = ended.finally(() => (over = true));
  await answering(hidden, () => over);
  if (!over) process.stdout.write(`${startText(guard, files.length)}\n`);
  const { code, stoppedBy } = await end;
  if (stoppedBy === undefined)
    throw new Failure(`the stub server ended with exit code ${code}. Its words above say why.`);
}

/** @throws UsageError where the address cannot be had. */
async function guardAt(args: CommandArguments, hidden: number): Promise<Listening> {
  const allowedHosts = hostNames(args, 'allowed-host');
  const guard = stubGuard({ port: hidden, cors: args.has('cors'), allowedHosts });
  const address = addressOf(args, 9293);
  return listeningAt(() => listenAt(guard, address));
}

/** The stub server would fetch the pacts of a broker as well. */
const onlyFiles = { PACT_BROKER_BASE_URL: undefined };

function stubWords(args: CommandArguments, port: number, files: readonly string[]): readonly string[] {
  return [
    'stub',
    `--port=${port}`,
    // What it logs of each request beyond that includes the headers, and so the tokens.
    '--loglevel=warn',
    ...(args.has('cors') ? ['--cors'] : []),
    ...files.map((file) => `--file=${file}`),
  ];
}

function startText({ url }: Listening, count: number): string {
  return [
    `The stub answers at ${url}, out of ${count === 1 ? 'one pact file' : `${count} pact files`}.`,
    'It knows no state: the same request always has the same answer. `image-members-fake serve` has the state.',
    'Ctrl-C closes it.',
  ].join('\n');
}

/** Where the official stub server listens: on all addresses, and it has no option to change that. */
const everywhere = '0.0.0.0';

/**
 * Ports that browsers connect to from no page, as far as few machines use them: past the guard, a page finds nothing.
 * @see https://fetch.spec.whatwg.org/#port-blocking; of its list, Chromium lets 4190 and 6679 through.
 */
export const blockedPorts: readonly number[] = [
  6665, 6666, 6667, 6668, 6669, 6697, 6566, 5060, 5061, 4045, 3659, 10_080, 1719, 1720, 1723,
];

/** One of them that can be had, any one, since others look for one at the same time. @throws UsageError where none can. */
async function hiddenPort(): Promise<number> {
  const first = Math.floor(Math.random() * blockedPorts.length);
  for (const port of [...blockedPorts.slice(first), ...blockedPorts.slice(0, first)])
    if (await isFree(port)) return port;
  throw new UsageError(
    `the stub server needs a port that browsers do not connect to, and all are taken: ${blockedPorts.join(', ')}. Close one of the programs there.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const trial = createServer();
  try {
    await once(trial.listen(port, everywhere), 'listening');
  } catch {
    return false;
  }
  await new Promise((closed) => trial.close(closed));
  return true;
}

/** Settles once something answers at the port, or when it is over. */
async function answering(port: number, over: () => boolean): Promise<void> {
  if (over() || (await connects(port))) return;
  await setTimeout(20);
  await answering(port, over);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Whom a guard lets through, and to where. */
export interface StubGuardOptions {
  /** The port of the stub server on this machine. */
  readonly port: number;
  /** Whether pages of other origins on this machine, or on an allowed host, may ask. */
  readonly cors: boolean;
  /** Names that the guard is reached by besides its address, as `placeOf` gives them. */
  readonly allowedHosts: readonly string[];
}

/**
 * Passes requests on to the official stub server and its answers back, but none of a page of another
 * origin: the stub server lets every page read its answers, whether it is to answer pages or not.
 */
export function stubGuard(guarding: StubGuardOptions): RequestListener {
  return (request, response) => {
    const why = refusalOf(request, guarding);
    if (why === undefined) return passOn(request, response, guarding.port);
    const headers = { 'content-type': 'application/json', connection: 'close' };
    headed(response, 403, Object.entries(headers)).end(JSON.stringify({ error: why }));
  };
}

function refusalOf(request: IncomingMessage, { cors, allowedHosts }: StubGuardOptions): string | undefined {
  const { host, origin } = request.headers;
  if (!isOwnHost(request, allowedHosts))
    return 'The Host header names another server. Use the URL that stub printed, or start it with --allowed-host NAME for the name that it is reached by.';
  if (origin === undefined || origin === `http://${host}`) return undefined;
  if (!cors)
    return 'The request comes from a page of another origin. Start stub with --cors to answer pages.';
  const page = URL.parse(origin)?.hostname ?? '';
  if (isLoopbackName(page) || allowedHosts.includes(page)) return undefined;
  return 'The request comes from a page of another machine. Start stub with --allowed-host NAME for the host of the page.';
}

/** Headers that are about a connection (RFC 9110, 7.6.1), or about the way in which a body comes on it. */
const ofConnections: ReadonlySet<string> = new Set([
  ...connectionHeaders,
  'expect',
  'trailer',
  'transfer-encoding',
]);

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path } = request;
  const own = Object.entries(request.headers).filter(([name]) => !ofConnections.has(name));
  const framing = 'transfer-encoding' in request.headers ? { 'transfer-encoding': 'chunked' } : {};
  const headers = { ...Object.fromEntries(own), ...framing };
  const onward = send({ host: '127.0.0.1', port, method, path, headers });
  onward.on('response', (answer) => {
    headed(response, answer.statusCode ?? 502, pairsOf(answer.rawHeaders));
    pipeline(answer, response, () => {});
  });
  // Where one side leaves, nobody is there to read more on the other.
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  pipeline(request, onward, () => {});
}
