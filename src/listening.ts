import type { RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { kindOf } from './domain/given-options.ts';
import { answerOddRequests } from './odd-requests.ts';

// Not by `import`: that reads all exports of node:http, of which one loads undici, TLS and HTTP/2, and a server starts
// half as fast. What TLS needs is loaded where a certificate is there.
const { createServer } = process.getBuiltinModule('node:http');

/** A server that listens. `await using` closes it at the end of the block. */
export interface Listening extends AsyncDisposable {
  /** Where it is: `http://127.0.0.1:41235`; with `tls` it begins with `https://`. */
  readonly url: string;
  readonly port: number;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/** What a server proves with who it is, in the form of PEM: the contents of files, and not their names. */
export interface TlsFiles {
  /** Its certificate, and those that lead from there to a certificate authority. */
  readonly cert: string | Buffer;
  /** The private key of the certificate, without a passphrase. */
  readonly key: string | Buffer;
}

/** Where to listen, and how long to wait for a client. */
export interface ListeningPlace {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Seconds that a request may take to arrive in full (45). */
  readonly requestSeconds?: number | undefined;
  /** Speak HTTPS. */
  readonly tls?: TlsFiles | undefined;
  /** Hand requests with any method to the listener, with those that Node's parser does not know, and CONNECT of a path. */
  readonly oddMethods?: boolean;
  /** Writes the answers that the listener has, and has not written yet: called before a connection is ended or closed. */
  readonly flush?: () => void;
}

const nothing = (): void => {};

/** Headers of an answer that ends its connection. */
const plainEnd: readonly (readonly [name: string, value: string])[] = [
  ['Connection', 'close'],
  ['Content-Length', '0'],
];

/** Bytes of a request's line and headers: more than Glance's server takes of each, so that Glance's answer is given. */
const headBytes = 4 * (8192 + 65_536);

/** Seconds that a connection stays without a request. */
const idleSeconds = 50;

/** The highest port. */
export const highestPort = 65_535;

/** What is wrong with a port, behind its name; undefined where nothing is. */
function portProblem(port: unknown): string | undefined {
  if (Number.isInteger(port) && Number(port) >= 0 && Number(port) <= highestPort) return undefined;
  const shown = typeof port === 'number' ? port : kindOf(port);
  return `must be a whole number from 0 to ${highestPort}, not ${shown}`;
}

/** What is wrong with a host, behind its name; undefined where it may be one. An empty one would be any address. */
function hostProblem(host: unknown): string | undefined {
  if (typeof host === 'string' && /^[^\s/@?#]+$/.test(host)) return undefined;
  // What stands before an `@` may be a password.
  const shown =
    typeof host === 'string' && !host.includes('@') ? JSON.stringify(host.slice(0, 100)) : kindOf(host);
  return `must be a name or an address of this machine, such as 127.0.0.1, not ${shown}`;
}

type AddressText = (place: { readonly host: string; readonly port: number }) => string;

const noSuchAddress: AddressText = ({ host }) =>
  `this machine has no address ${host}. Use one of its own; 127.0.0.1 is the default.`;

/** Why an address cannot be had, by the system's code. */
const refusedAddresses: Readonly<Record<string, AddressText>> = {
  EADDRINUSE: ({ host, port }) =>
    `port ${port} of ${host} is taken. Choose another port; 0 finds a free one.`,
  EACCES: ({ port }) => `port ${port} is for privileged users. Choose one from 1024 on; 0 finds a free one.`,
  EADDRNOTAVAIL: noSuchAddress,
  EINVAL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
};

/** An address at which this machine does not let the server listen. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  /** The system's code: `EADDRINUSE`, `EACCES`. */
  readonly code: string;

  constructor(message: string, code: string, options: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

function addressError(error: NodeJS.ErrnoException, place: Parameters<AddressText>[0]): Error {
  const { code = '' } = error;
  const text = refusedAddresses[code];
  return text === undefined ? error : new AddressError(text(place), code, { cause: error });
}

/**
 * Serves HTTP or HTTPS; port 0 takes any free one. Whatever a client sends, or does not send, its connection ends: what
 * Node's parser refuses is answered plainly, and no connection outlives its time.
 * @throws AddressError where the port cannot be had; RangeError for a port or a host that is none, and for `tls` that a
 * server cannot use.
 */
export async function listenAt(
  listener: RequestListener,
  { port, host, requestSeconds = 45, tls, oddMethods = false, flush = nothing }: ListeningPlace,
): Promise<Listening> {
  for (const [name, problem] of [
    ['port', portProblem(port)],
    ['host', hostProblem(host)],
  ])
    if (problem !== undefined) throw new RangeError(`The option ${name} ${problem}.`);
  const server = serverFor(tls, requestSeconds);
  answerOddRequests(server, { isHeard: oddMethods, flush }, (request, response) => {
    if (isTarget(request.url ?? '')) listener(request, response);
    else headed(response, 400, plainEnd).end();
  });
  // Where a client has ended its half of a connection, the other is ended behind the last answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  // TLS would end both with one. Not before it has begun: what is no TLS ends at once.
  server.on('secureConnection', (socket: Socket) => void (socket.allowHalfOpen = true));
  const close = closingOf(server, flush);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(addressError(error, { port, host })));
    server.listen(port, host, resolve);
  });
  const taken = server.address() as AddressInfo;
  const name = taken.family === 'IPv6' ? `[${taken.address}]` : taken.address;
  const url = `${tls === undefined ? 'http' : 'https'}://${name}:${taken.port}`;
  return { url, port: taken.port, close, [Symbol.asyncDispose]: close };
}

function serverFor(tls: TlsFiles | undefined, requestSeconds: number): Server {
  const options = {
    maxHeaderSize: headBytes,
    headersTimeout: Math.min(requestSeconds, 30) * 1000,
    requestTimeout: requestSeconds * 1000,
    connectionsCheckingInterval: 2000,
    keepAliveTimeout: idleSeconds * 1000,
  };
  const server = tls === undefined ? createServer(options) : secureServer(tls, options);
  // A client that neither reads nor writes for so long is gone.
  server.timeout = idleSeconds * 1000;
  return server;
}

function secureServer(tls: TlsFiles, options: ServerOptions & { readonly headersTimeout: number }): Server {
  const wrong = tlsProblem(tls);
  if (wrong !== undefined) throw new RangeError(`tls cannot be used: its ${wrong.part} ${wrong.problem}.`);
  return process
    .getBuiltinModule('node:https')
    .createServer({ ...options, ...tls, handshakeTimeout: options.headersTimeout });
}

/** What is wrong with a certificate or its key. Neither is in the text. */
export interface TlsProblem {
  readonly part: keyof TlsFiles;
  readonly problem: string;
  /** Whether each could be used, but not with the other. */
  readonly isMismatch?: boolean;
}

/** What keeps a server from using a certificate and its key; undefined where nothing does. */
export function tlsProblem({ cert, key }: TlsFiles): TlsProblem | undefined {
  const certRefused = tlsRefusal('cert', cert);
  if (certRefused !== undefined)
    return {
      part: 'cert',
      problem: isPem(cert, 'CERTIFICATE')
        ? `is refused by OpenSSL: ${certRefused}`
        : 'has no certificate in the form of PEM',
    };
  const keyRefused = tlsRefusal('key', key);
  if (keyRefused !== undefined)
    return {
      part: 'key',
      problem: isPem(key, 'PRIVATE KEY')
        ? 'has a private key that cannot be read, or one with a passphrase'
        : 'has no private key in the form of PEM',
    };
  try {
    process.getBuiltinModule('node:tls').createSecureContext({ cert, key });
    return undefined;
  } catch {
    return { part: 'key', problem: 'is not that of the certificate', isMismatch: true };
  }
}

/** Why OpenSSL does not take a part, in its words; undefined where it does. */
function tlsRefusal(part: keyof TlsFiles, value: TlsFiles['cert'] | undefined): string | undefined {
  if (!isBytes(value)) return 'it is missing';
  try {
    process.getBuiltinModule('node:tls').createSecureContext({ [part]: value });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split(':').at(-1) ?? '') : String(error);
  }
}

function isBytes(value: unknown): value is TlsFiles['cert'] {
  return (typeof value === 'string' || value instanceof Uint8Array) && value.length > 0;
}

function isPem(value: unknown, label: string): boolean {
  const text = isBytes(value) ? Buffer.from(value as string).toString('latin1') : '';
  return new RegExp(`-----BEGIN [A-Z ]*${label}-----`).test(text);
}

/** Sets the status and the headers of an answer, one by one: middleware that changes `writeHead` loses a list of them. */
export function headed(
  response: ServerResponse,
  status: number,
  headers: Iterable<readonly [name: string, value: string]>,
): ServerResponse {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  return response;
}

/** Headers that are about one connection, in lower case: they are not passed on (RFC 9110, 7.6.1). */
export const connectionHeaders: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'upgrade',
];

/** Names and values that take turns, as Node has the headers of a message, in pairs. */
export function pairsOf(list: readonly string[]): readonly (readonly [name: string, value: string])[] {
  return list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ''] as const] : []));
}

/** Whether a target is one that a listener can answer: a path, `*`, or a URL. */
function isTarget(target: string): boolean {
  return target.startsWith('/') || target === '*' || URL.canParse(target);
}

/** Node forgets a connection that it has handed over, as with CONNECT: all are remembered here. */
function closingOf(server: Server, flush: () => void): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      flush();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}
