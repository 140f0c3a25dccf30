import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { delayed, firstHalf } from '../host/delivery.ts';
import { byteLength, bytesOf, type Events, type HttpResponse } from '../http/message.ts';

/** How answers are written to the responses of a server. */
export interface Writer {
  /** Writes the status and the headers. */
  head(response: ServerResponse, answered: HttpResponse): void;
  /** Writes the body, and ends the response. */
  body(response: ServerResponse, answered: HttpResponse): void;
  /** Whether answers wait for others that come at the same time, and go out with them. */
  readonly isTogether: boolean;
}

const noSniffing = ['X-Content-Type-Options', 'nosniff'] as const;

/** For responses that nobody else writes to: what Node sends in one piece costs it least. */
export const atOnce: Writer = {
  head(response, { status, headers }) {
    response.writeHead(status, [...headers, noSniffing] as unknown as string[]);
  },
  body(response, { body }) {
    // Node puts head and body into one text, in the encoding of the body; that of a head is Latin-1.
    const isAscii = typeof body === 'string' && byteLength(body) === body.length;
    if (isAscii) response.end(body, 'latin1');
    else response.end(bytesOf(body));
  },
  isTogether: true,
};

/** For responses of an application, whose middleware changes what the methods of a response do. */
export const piecewise: Writer = {
  head: writeHeadPiecewise,
  body(response, { body }) {
    const bytes = bytesOf(body);
    // Middleware looks for a Buffer, and takes other bytes for text.
    response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  },
  isTogether: false,
};

/**
 * Headers go one by one, because middleware that changes `writeHead` loses a list of them. They replace what stands there,
 * as a default of the application does; `Vary` is a list, of which each writes its own part.
 */
function writeHeadPiecewise(response: ServerResponse, { status, headers }: HttpResponse): void {
  response.statusCode = status;
  const written = new Set(['vary']);
  for (const [name, value] of [...headers, noSniffing]) {
    const key = name.toLowerCase();
    if (written.has(key)) response.appendHeader(name, value);
    else response.setHeader(name, value);
    written.add(key);
  }
}

/**
 * Writes an answer: at once or with others of the same moment, unless a fault delays it, or it waits until what it says is kept.
 * @param failed is called where it cannot be written later than at once.
 * @throws where it cannot be written at once.
 */
export function write(
  response: ServerResponse,
  answered: HttpResponse,
  writer: Writer,
  failed: (error: unknown) => void,
): void {
  const { settled } = answered;
  if (settled !== undefined) {
    settled.then((held) => write(response, held, writer, failed)).catch(failed);
    return;
  }
  const delay = answered.delivery?.delay ?? 0;
  if (delay > 0)
    delayedOver(response, answered)
      .then(() => send(response, answered, writer))
      .catch(failed);
  else if (writer.isTogether) sendSoon({ response, answered, writer, failed });
  else send(response, answered, writer);
}

/** An answer that can go out. */
interface Ready {
  readonly response: ServerResponse;
  readonly answered: HttpResponse;
  readonly writer: Writer;
  readonly failed: (error: unknown) => void;
}

// The platform's own: a test may have put others in the place of the global ones, and let them stand still.
const { setImmediate } = process.getBuiltinModule('node:timers');
const now: () => number = performance.now.bind(performance);

/** Milliseconds that an answer waits for others while those are made. */
const longestWait = 1;

let [ready, since]: [ready: Ready[], since: number] = [[], 0];

/**
 * Sends an answer once all requests are answered that came in with its own. To wake whoever waits for an answer is most of
 * what a write costs, and who is awake already needs no waking: see decisions/0025.
 */
function sendSoon(each: Ready): void {
  ready.push(each);
  if (ready.length === 1) {
    since = now();
    setImmediate(sendReady);
  } else if (now() - since > longestWait) sendReady();
}

/** Sends all answers that can go out. */
export function sendReady(): void {
  const all = ready;
  ready = [];
  for (const { response, answered, writer, failed } of all)
    try {
      send(response, answered, writer);
    } catch (error) {
      failed(error);
    }
}

/** Waits out a delay. Meanwhile nothing is written, and the server must not take the connection for a dead one. */
async function delayedOver(response: ServerResponse, answered: HttpResponse): Promise<void> {
  const { socket } = response.req;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { timeout = 0 } = socket;
  socket.setTimeout(0);
  await delayed(answered, gone.signal);
  socket.setTimeout(timeout);
}

function send(response: ServerResponse, answered: HttpResponse, writer: Writer): void {
  const request: IncomingMessage = response.req;
  const { delivery, events } = answered;
  if (response.destroyed) return;
  if (delivery?.cut === 'before-headers') return void request.socket.destroy();
  writer.head(response, request.method === 'HEAD' ? answered : framed(answered, request));
  if (delivery?.cut === 'after-headers') cutOff(response, answered);
  else if (request.method === 'HEAD') response.end();
  else if (events !== undefined) follow(response, events);
  else writer.body(response, answered);
}

/** Statuses of answers that never have a body, nor its length. Source: RFC 9110, 8.6. */
const bodiless: ReadonlySet<number> = new Set([204, 304]);

/**
 * An answer that says that nothing comes behind its head. Node would say it in one of two ways, by the middleware that there is. A
 * service that tells no length says it by the end of the connection; by a chunk of no length, the connection stays.
 */
function framed(
  answered: HttpResponse,
  { httpVersionMajor, httpVersionMinor }: IncomingMessage,
): HttpResponse {
  const { status, headers, body, events } = answered;
  const isFramed = body.length > 0 || events !== undefined || bodiless.has(status);
  if (isFramed || headers.some(([name]) => name.toLowerCase() === 'content-length')) return answered;
  const takesChunks = httpVersionMajor === 1 && httpVersionMinor === 1;
  const end = takesChunks ? (['Transfer-Encoding', 'chunked'] as const) : (['Content-Length', '0'] as const);
  return { ...answered, headers: [...headers, end] };
}

/** Half of the body, and the end of the connection. */
function cutOff(response: ServerResponse, answered: HttpResponse): void {
  response.flushHeaders();
  // Middleware that compresses keeps what it is given, and the callback with it: the half goes past it.
  const { write: plainWrite } = Object.getPrototypeOf(response) as ServerResponse;
  plainWrite.call(response, firstHalf(answered), 'utf8', () => response.req.socket.destroy());
}

/** Bytes that may wait for a client that follows events; one that does not read is gone. */
const mostWaiting = 4 * 1024 * 1024;

function follow(response: ServerResponse, events: Events): void {
  response.flushHeaders();
  const sendPiece = (text: string): void => {
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  response.on(
    'close',
    events(sendPiece, () => response.end()),
  );
}
