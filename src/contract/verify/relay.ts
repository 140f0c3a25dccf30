/** Stands between the verifier and the server: passes on what it hears, and remembers it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, unzipSync } from 'node:zlib';
import { pairsOf } from '../../listening.ts';
import { begun, bodyOf, type Connection, ended, Late, reasonFor, Unfinished } from '../connection.ts';
import type { VerifiedExchange } from './results.ts';
import type { Outage, WatchedRequest } from './watcher.ts';

/** Where a relay sends what comes in, and who hears of it. */
export interface Relaying {
  /** The server, with the path before its API: `https://glance.example:9292/image`. */
  readonly providerBaseUrl: string;
  /** How the server is reached by whoever has this token. */
  connection(token: string | undefined): Connection;
  /** A request begins. */
  asks(): WatchedRequest;
  /** Breaks the connection in place of an answer that has other values than the states gave. */
  readonly isStrict: boolean;
  readonly outage: Outage;
  readonly bounds?: AnswerBounds;
}

/** What an answer may take. */
export interface AnswerBounds {
  /** From the request to the last byte; what the connection has if left out, or 30. */
  readonly seconds?: number | undefined;
  /** Of its body (64 MiB). */
  readonly bytes?: number | undefined;
}

/** A relay that listens on this machine. */
export interface Relay extends AsyncDisposable {
  /** Where the verifier sends its requests, with the path of the server. */
  readonly url: string;
  /** A text of the verifier, with the server's own URL. */
  inWords(text: string): string;
  /** Settles once all that was heard has been remembered. */
  settled(): Promise<void>;
}

/** Bytes of an answer's body that are remembered; all of it is passed on. */
const mostKept: number = 1024 * 1024;

/** Seconds that an answer may take where nothing sets them. */
const defaultSeconds = 30;

/**
 * Answers in a row that did not end in time, after which a second has to do: the verdict does not change any more, and
 * each interaction of a server whose Content-Length is wrong would wait.
 */
const mostUnfinished = 3;

/**
 * Passes requests on to a server, and its answers back as they flow. Method, target, headers and bodies go as they
 * came, and nothing is added, except that `Host` names the server. A connection that the server breaks is broken.
 */
export async function relayTo(relaying: Relaying): Promise<Relay> {
  const { origin, pathname } = new URL(relaying.providerBaseUrl);
  const running = new Set<Promise<void>>();
  const passing = { ...relaying, origin, late: { inARow: 0 } };
  const server = serverFor((request, response) => {
    const run = passOn(passing, request, response).catch(() => void response.destroy());
    running.add(run);
    void run.finally(() => running.delete(run));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own + pathname,
    inWords: (text) => text.replaceAll(own, origin),
    settled: async () => void (await Promise.allSettled(running)),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Its only client is the verifier, which has its own time limits: this server has none. */
function serverFor(listener: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const options = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 600_000, maxHeaderSize: 1 << 20 };
  return createServer({ ...options, insecureHTTPParser: true, requireHostHeader: false }, listener)
    .on('checkContinue', listener)
    .on('checkExpectation', listener);
}

interface PassingOn extends Relaying {
  readonly origin: string;
  /** Answers that began and did not end in time. */
  readonly late: { inARow: number };
}

type VerifiedRequest = VerifiedExchange['request'];

async function passOn(
  passing: PassingOn,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin, outage } = passing;
  const watched = passing.asks();
  const body = await bytesOf(incoming);
  const request: VerifiedRequest = {
    method: incoming.method ?? 'GET',
    url: origin + incoming.url,
    headers: pairsOf(incoming.rawHeaders).map(([name, value]) => [
      name,
      isHost(name) ? hostOf(origin) : value,
    ]),
    body: body.toString(),
  };
  const settings = settingsFor(passing, incoming);
  try {
    const answer = await sent(origin, incoming, body, settings);
    outage.answered();
    await answered({ passing, request, watched, response, settings }, answer);
    passing.late.inARow = 0;
  } catch (error) {
    outage.saw(error);
    if (isLate(error)) passing.late.inARow += 1;
    watched.unanswered(whyUnanswered(request, error, origin), { request });
    response.destroy();
  }
}

/** How the server is reached for a request, and how long its answer may take. */
function settingsFor({ connection, bounds = {}, late }: PassingOn, { headers }: IncomingMessage): Connection {
  const token = headers['x-auth-token'];
  const own = connection(typeof token === 'string' ? token : undefined);
  const { seconds = own.seconds ?? defaultSeconds, bytes } = bounds;
  return {
    ...own,
    seconds: late.inARow < mostUnfinished ? seconds : Math.min(seconds, 1),
    ...(bytes === undefined ? {} : { bytes }),
  };
}

function isLate(error: unknown): boolean {
  return error instanceof Unfinished && error.cause instanceof Late;
}

function whyUnanswered({ method, url }: VerifiedRequest, error: unknown, origin: string): string {
  const how = error instanceof Unfinished ? 'was not answered in full' : 'was not answered';
  return `${method} ${url} ${how}: ${ended(reasonFor(error, origin))}${adviceFor(error)}`;
}

function adviceFor(error: unknown): string {
  if (error instanceof Late) return ' --answer-timeout does so for the requests of pacts.';
  if (!(error instanceof Unfinished)) return '';
  if (isLate(error)) return ' Is its Content-Length right? --answer-timeout sets how long is waited.';
  return error.cause === undefined
    ? ' --answer-bytes sets how many are read.'
    : ' Is its Content-Length right?';
}

function isHost(name: string): boolean {
  return name.toLowerCase() === 'host';
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}

async function bytesOf(message: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sent(
  origin: string,
  { method = 'GET', url: target = '/', rawHeaders }: IncomingMessage,
  body: Buffer,
  settings: Connection,
): Promise<IncomingMessage> {
  const headers = byName(pairsOf(rawHeaders).filter(([name]) => !isHost(name)));
  const request = { method, headers, body: body.length > 0 ? body : undefined, exactly: { target } };
  return begun(origin, request, settings);
}

/** Headers by their names as they came; a name that came several times has several values. */
function byName(pairs: ReturnType<typeof pairsOf>): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of pairs)
    headers[name] = name in headers ? [headers[name] ?? '', value].flat() : value;
  return headers;
}

interface Answering {
  readonly passing: PassingOn;
  readonly request: VerifiedRequest;
  readonly watched: WatchedRequest;
  readonly response: ServerResponse;
  readonly settings: Connection;
}

/** Passes an answer on. @throws where the server breaks it off. */
async function answered(
  { passing, request, watched, response, settings }: Answering,
  answer: IncomingMessage,
): Promise<void> {
  const { statusCode: status = 0, rawHeaders } = answer;
  const body = bodyOf(answer, settings);
  const first = passing.isStrict ? await beginningOf(body) : { chunks: [], isWhole: false };
  const kept = keeping(first.chunks);
  const remember = (): boolean => {
    const text = textOf(answer, kept.bytes());
    return watched.answered({ request, response: { status, headers: pairsOf(rawHeaders), body: text } });
  };
  if (first.isWhole && !remember()) return void response.destroy();
  headOn(response, answer);
  for (const chunk of first.chunks) response.write(chunk);
  if (first.isWhole) return void response.end();
  const noting = new Transform({
    transform(chunk: Buffer, _, done) {
      kept.keep(chunk);
      done(null, chunk);
    },
    flush(done) {
      remember();
      done();
    },
  });
  await pipeline(body, noting, response);
}

/** The first bytes of an answer, as many as are remembered, and whether these are all. */
async function beginningOf(
  body: AsyncGenerator<Buffer>,
): Promise<{ readonly chunks: readonly Buffer[]; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < mostKept) {
    const { value, done } = await body.next();
    if (done) return { chunks, isWhole: true };
    chunks.push(value);
    length += value.length;
  }
  return { chunks, isWhole: false };
}

/** Keeps chunks up to the bound. */
function keeping(chunks: readonly Buffer[]): { keep(chunk: Buffer): void; bytes(): Buffer } {
  const kept = [...chunks];
  let length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return {
    keep(chunk) {
      if (length < mostKept) kept.push(chunk.subarray(0, mostKept - length));
      length += chunk.length;
    },
    bytes: () => Buffer.concat(kept),
  };
}

/** The head of an answer as it came. A body that ends with its connection ends so here, too. */
function headOn(response: ServerResponse, answer: IncomingMessage): void {
  const { headers, statusCode = 0, statusMessage, rawHeaders } = answer;
  response.sendDate = false;
  // Node adds the header otherwise, and leaves it out once it was removed.
  if (headers.connection === undefined) response.removeHeader('connection');
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  response.writeHead(statusCode, statusMessage, rawHeaders);
}

/** A body as text, whatever its encoding; as it came where that cannot be undone. */
function textOf({ headers }: IncomingMessage, bytes: Buffer): string {
  const encoding = headers['content-encoding']?.trim().toLowerCase();
  const options = { maxOutputLength: 4 * mostKept };
  try {
    if (encoding === 'gzip' || encoding === 'deflate') return unzipSync(bytes, options).toString();
    if (encoding === 'br') return brotliDecompressSync(bytes, options).toString();
  } catch {
    // What was kept is no whole body.
  }
  return bytes.toString();
}
