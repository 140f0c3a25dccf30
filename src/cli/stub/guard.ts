import { type IncomingMessage, request as send, type RequestListener, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { isLoopbackName, isOwnHost } from '../../host/own-host.ts';

/** Whom a guard lets through, and to where. */
export interface Guarding {
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
export function guardOf(guarding: Guarding): RequestListener {
  return (request, response) => {
    const why = refusalOf(request, guarding);
    if (why === undefined) return pass(request, response, guarding.port);
    response.writeHead(403, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ error: why }));
  };
}

function refusalOf(request: IncomingMessage, { cors, allowedHosts }: Guarding): string | undefined {
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
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function pass(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path } = request;
  const own = Object.entries(request.headers).filter(([name]) => !ofConnections.has(name));
  const framing = 'transfer-encoding' in request.headers ? { 'transfer-encoding': 'chunked' } : {};
  const headers = { ...Object.fromEntries(own), ...framing };
  const onward = send({ host: '127.0.0.1', port, method, path, headers });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, response, () => {});
  });
  // Where one side leaves, nobody is there to read more on the other.
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  pipeline(request, onward, () => {});
}
