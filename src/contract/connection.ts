import http, { type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions } from 'node:http';
import https from 'node:https';
import { type SecureContextOptions } from 'node:tls';
import { isLoopbackName } from '../host/own-host.ts';

/** How a server is reached: what TLS trusts and shows, and how long and how large an answer may be. */
export interface Connection {
  /** Certificates of authorities, in PEM; those that Node knows if left out. */
  readonly ca?: SecureContextOptions['ca'];
  /** The certificate of this client, in PEM, and its key. */
  readonly cert?: string;
  readonly key?: string;
  /** Whether the certificate of the server is looked at (true). */
  readonly verify?: boolean;
  /** Seconds that an answer may take, from the request to its last byte (60). */
  readonly seconds?: number;
  /** Bytes that the body of an answer may have (64 MiB). */
  readonly bytes?: number;
  /** The variables that name the proxies between: HTTPS_PROXY, HTTP_PROXY, NO_PROXY; none if left out. Needs Node 24.5. */
  readonly proxies?: NodeJS.ProcessEnv;
}

/** A request that is sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Uint8Array | string | undefined;
  /** Another target of the request line than that of the URL, with no header beside the given ones. */
  readonly exactly?: { readonly target: string };
  /** Ends the request. */
  readonly signal?: AbortSignal;
  /** In place of the seconds of the connection, where these are more. */
  readonly seconds?: number;
  /** Bytes of the answer that are read at most, where the connection allows more. */
  readonly bytes?: number;
}

/** What a request is sent with so that it ends when the program is to end, by its method. */
export type Hurry = (method: string) => Pick<OutgoingRequest, 'signal' | 'seconds'>;

/** Seconds that a request may take once the program is to end. */
export const hurriedSeconds = 5;

/**
 * Requests that end with a program: one under way that reads, at once; one that changes something, after five seconds, so that
 * it is known what it made; those that come later, to take away what was made, have five seconds each.
 */
export function hurriedBy(signal: AbortSignal): Hurry {
  const soon = new AbortController();
  const end = (): void => soon.abort(signal.reason);
  signal.addEventListener('abort', () => setTimeout(end, hurriedSeconds * 1000).unref(), { once: true });
  return (method) =>
    signal.aborted
      ? { seconds: hurriedSeconds }
      : { signal: method === 'GET' || method === 'HEAD' ? signal : soon.signal };
}

/** An answer, read in full. */
export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** Nothing was answered. The message says why, and what to do; it has no header and no body in it. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Sends a request and reads its answer. Redirects are not followed. @throws NoAnswer */
export async function answerTo(
  url: string,
  request: OutgoingRequest,
  connection: Connection = {},
): Promise<Answer> {
  try {
    const incoming = await begun(url, request, connection);
    const chunks: Buffer[] = [];
    const bytes = Math.min(connection.bytes ?? defaultBytes, request.bytes ?? Infinity);
    for await (const chunk of bodyOf(incoming, { bytes })) chunks.push(chunk);
    const { statusCode: status = 0, headers } = incoming;
    return { status, headers, text: Buffer.concat(chunks).toString() };
  } catch (error) {
    throw new NoAnswer(reasonFor(error, url), { cause: error });
  }
}

/**
 * Sends a request, and waits for the head of the answer. An answer that is not whole in time is destroyed.
 * @throws the system's error, or Late; `reasonFor` has it in words.
 */
export function begun(
  url: string,
  { method, headers, body, exactly, signal, seconds: most = Infinity }: OutgoingRequest,
  connection: Connection = {},
): Promise<IncomingMessage> {
  const target = new URL(url);
  const options: RequestOptions = {
    method,
    headers,
    agent: agentFor(target, connection),
    ...(signal === undefined ? {} : { signal }),
    ...(exactly === undefined ? {} : { path: exactly.target }),
  };
  // By these names, since interceptors put theirs in place of them.
  const client = target.protocol === 'https:' ? https : http;
  return sent(
    () => {
      const outgoing = client.request(target, options);
      if (exactly !== undefined && !('connection' in headers)) outgoing.removeHeader('connection');
      return outgoing.end(body);
    },
    Math.min(connection.seconds ?? 60, most),
  );
}

/** Waits for the head of the answer to a request, which is sent again where its connection had gone stale. */
function sent(send: () => http.ClientRequest, seconds: number, isAgain = false): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = send();
    let awaited: { destroy(error: Error): unknown } = outgoing;
    const timer = setTimeout(() => awaited.destroy(new Late(seconds)), seconds * 1000);
    outgoing.once('response', (incoming) => {
      awaited = incoming;
      incoming.once('close', () => clearTimeout(timer));
      resolve(incoming);
    });
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      // A connection that was kept may be closed by the server just when it is used again.
      const isStale = outgoing.reusedSocket && lost.includes(error.code ?? '') && !isAgain;
      if (isStale) resolve(sent(send, seconds, true));
      else reject(error);
    });
  });
}

/** Codes of a connection that was closed by its other end. */
const lost: readonly string[] = ['ECONNRESET', 'EPIPE'];

/** An answer was not whole in time. */
export class Late extends Error {
  readonly code = 'ETIMEDOUT';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`no answer within ${seconds} second${seconds === 1 ? '' : 's'}`);
    this.seconds = seconds;
  }
}

/** An answer began, and did not end as it should. The message says how much of it came. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished';
}

/** An answer has more bytes than are read. */
export class TooLarge extends Unfinished {
  constructor(bytes: number) {
    super(`its answer has more than ${bytes} bytes`);
  }
}

const defaultBytes: number = 64 * 1024 * 1024;

/** The body of an answer as it comes. @throws Unfinished where it does not end, or is too large. */
export async function* bodyOf(
  incoming: IncomingMessage,
  { bytes = defaultBytes }: Connection,
): AsyncGenerator<Buffer> {
  let came = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      came += chunk.length;
      if (came > bytes) throw new TooLarge(bytes);
      yield chunk;
    }
  } catch (error) {
    const length = incoming.headers['content-length'];
    const part = `${came}${length === undefined ? '' : ` of ${length}`} bytes of its body came`;
    if (error instanceof Late)
      throw new Unfinished(`its answer did not end within ${error.seconds} seconds: ${part}`, {
        cause: error,
      });
    if (!lost.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new Unfinished(`the connection was closed before its answer ended: ${part}`, { cause: error });
  }
}

/** The agent of all sends to a proxy where Node is set to use those of the environment. */
const loopbackAgent: http.Agent = new http.Agent({ keepAlive: true });

const agents = new WeakMap<Connection, http.Agent>();

/** Connections of one kind are kept open for each other; they do not keep the program alive. */
function agentFor({ protocol, hostname }: URL, connection: Connection): http.Agent | undefined {
  const { ca, cert, key, verify = true, proxies } = connection;
  if (protocol !== 'https:' && proxies === undefined)
    return isLoopbackName(hostname) ? loopbackAgent : undefined;
  const options = {
    keepAlive: true,
    ...(proxies === undefined ? {} : { proxyEnv: proxies }),
    ...(protocol === 'https:' ? { rejectUnauthorized: verify } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert, key: key ?? cert }),
  };
  const known =
    agents.get(connection) ?? (protocol === 'https:' ? new https.Agent(options) : new http.Agent(options));
  agents.set(connection, known);
  return known;
}

type ReasonText = (url: URL, message: string) => string;

const unknownIssuer: ReasonText = ({ host }) =>
  `the certificate of ${host} is signed by nobody that this machine trusts. Name the file of its authority as \`cacert\` in clouds.yaml, or in the variable NODE_EXTRA_CA_CERTS; for a cloud for trials, \`verify: false\` looks at no certificate`;
const noTls: ReasonText = ({ host, protocol }) =>
  `${host} does not speak TLS there. Is ${protocol}// right, or has it to be http://, or another port?`;
const unknownClient: ReasonText = ({ host }) =>
  `${host} refused the TLS connection: it wants a certificate of this client, or another one. Name its file as \`cert\`, and that of its key as \`key\`, in clouds.yaml`;
const closed: ReasonText = ({ host, protocol }) =>
  `${host} closed the connection without an answer. Is ${protocol}// right? A server that speaks TLS closes plain connections, and needs https://`;
const notHttp: ReasonText = ({ host }) =>
  `what ${host} sent is not HTTP. Is the port right, and does it want https://?`;
const noWay: ReasonText = ({ host }) =>
  `this machine has no way to ${host}. Is the network up, and is the address right?`;

/** What happened and what to do, by the codes of Node and of OpenSSL. */
const reasons: Readonly<Record<string, ReasonText>> = {
  ECONNREFUSED: ({ host }) =>
    `nothing listens at ${host} (connection refused). Is the server up, and is the port right?`,
  ENOTFOUND: ({ hostname }) => `the name ${hostname} is not known (DNS). Is it written right?`,
  EAI_AGAIN: ({ hostname }) =>
    `the name ${hostname} could not be looked up, since no name server answered. Is the network up, and is the name right?`,
  ETIMEDOUT: ({ host }, message) =>
    `${host} was silent for too long (${message}). Is the address right, is a firewall between, or is the server too busy? \`api_timeout\` in clouds.yaml sets the seconds`,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  ECONNRESET: closed,
  EPIPE: closed,
  EPROTO: (url, message) => (message.includes('alert') ? unknownClient : noTls)(url, message),
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_HTTP_REQUEST: noTls,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
  SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  CERT_SIGNATURE_FAILURE: unknownIssuer,
  CERT_HAS_EXPIRED: ({ host }) =>
    `the certificate of ${host} has expired. Renew it, or set the clock of this machine`,
  CERT_NOT_YET_VALID: ({ host }) =>
    `the certificate of ${host} is not valid yet. Is the clock of this machine right?`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ hostname }, message) =>
    `the certificate is not for the name ${hostname} (${message}). Use a name that it is for`,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: unknownClient,
  ERR_SSL_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: unknownClient,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: unknownClient,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: unknownClient,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: unknownClient,
};

/** A reason as the end of a sentence: one that asks, or has its full stop, stays as it is. */
export function ended(reason: string): string {
  return /[?.]$/.test(reason) ? reason : `${reason}.`;
}

/** Why nothing was answered, and what to do: without a full stop at its end. */
export function reasonFor(error: unknown, url: string): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (error instanceof Unfinished) return message;
  const target = URL.parse(url);
  const text = code.startsWith('HPE_') ? notHttp : reasons[code];
  if (target === null || text === undefined) return (message || code || String(error)).replace(/\.$/, '');
  return text(target, message);
}
