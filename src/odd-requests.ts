import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex as AnyDuplex } from 'node:stream';

// As in listening.ts: not by `import`.
const { Duplex } = process.getBuiltinModule('node:stream');

/** What Node's parser reports. */
interface ParserError extends Error {
  readonly code?: string;
  /** What came, from the request on at which it gave up, where that was the first. */
  readonly rawPacket?: Buffer;
}

/** What is answered where Node's parser gives up, by its code; anything else is 400. */
const plainAnswers: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '400 Headers Too Large',
};

/** Whether all of an answer has gone to the system: it needs no further care. */
function isSent({ writableEnded, socket }: ServerResponse): boolean {
  return writableEnded && socket?.writableLength === 0;
}

/**
 * The connections on which there was a request, with the last answer that is not sent yet. To remember one until the next comes
 * would keep it longer than anybody needs it.
 */
class Begun {
  readonly #unsent = new WeakMap<AnyDuplex, ServerResponse | undefined>();
  /** One function for all answers: nearly each has it. */
  readonly #forget: (this: ServerResponse) => void;

  constructor() {
    const unsent = this.#unsent;
    this.#forget = function () {
      const { socket } = this.req;
      if (unsent.get(socket) === this) unsent.set(socket, undefined);
    };
  }

  /** Notes a request that the listener has heard. */
  note(socket: AnyDuplex, response: ServerResponse): void {
    const isOver = isSent(response);
    this.#unsent.set(socket, isOver ? undefined : response);
    if (!isOver) response.on('finish', this.#forget);
  }

  has(socket: AnyDuplex): boolean {
    return this.#unsent.has(socket);
  }

  unsent(socket: AnyDuplex): ServerResponse | undefined {
    return this.#unsent.get(socket);
  }
}

/** Bytes of answers that one connection may have waiting before those are made that come behind them. */
const mostAhead = 65_536;

/** A request that waits until those before it on its connection are answered. */
interface Held {
  readonly response: ServerResponse;
  readonly hear: () => void;
}

/**
 * Requests that came in one piece behind others. Node stops reading from a client that does not read its answers, but only
 * between pieces, and one piece may ask for a thousand long lists: what is behind waits for its turn.
 */
class Turns {
  readonly #held = new WeakMap<AnyDuplex, Held[]>();
  readonly #flush: () => void;

  constructor(flush: () => void) {
    this.#flush = flush;
  }

  /** Hears a request at once, or where answers wait on its connection, once they have gone out. */
  take(socket: AnyDuplex, response: ServerResponse, hear: () => void): void {
    // Node gives the connection to a response whose turn it is.
    if (response.socket !== null) return hear();
    const held = this.#held.get(socket) ?? [];
    if (held.length === 0 && !socket.isPaused()) {
      hear();
      return this.#flush();
    }
    held.push({ response, hear });
    if (held.length > 1) return;
    this.#held.set(socket, held);
    this.#await(held);
  }

  #await(held: Held[]): void {
    held[0]?.response.once('socket', () => this.#release(held));
  }

  #release(held: Held[]): void {
    let [heard, bytes] = [0, 0];
    for (const { response, hear } of held) {
      if (bytes >= mostAhead) break;
      hear();
      this.#flush();
      heard += 1;
      bytes += response.writableLength;
    }
    held.splice(0, heard);
    this.#await(held);
  }
}

/** How odd requests are answered. */
export interface OddAnswers {
  /** Whether the first request of a connection is one for the listener, whatever its method, where it has no body. */
  readonly isHeard: boolean;
  /** Writes the answers that the listener has, and has not written yet. */
  readonly flush: () => void;
}

/**
 * Answers what never becomes a request: what Node's parser refuses, and CONNECT, which it takes for a proxy's. A request
 * that came before on the same connection gets its answer first. Then the connection is destroyed.
 * @param listener answers what becomes one.
 */
export function answerOddRequests(
  server: Server,
  { isHeard, flush }: OddAnswers,
  listener: RequestListener,
): void {
  const [begun, turns] = [new Begun(), new Turns(flush)];
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request as { readonly socket: AnyDuplex };
    if (socket instanceof Replay) request.method = socket.method;
    // Behind a request for another protocol Node's parser no longer reports its errors, and the connection would hang.
    if (request.headers.upgrade !== undefined || socket instanceof Replay) response.shouldKeepAlive = false;
    turns.take(socket, response, () => listener(request, response));
    begun.note(socket, response);
  });
  // Node would answer 417 by itself, past the listener above.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
  const replays = isHeard ? replaying(server, (socket) => begun.has(socket)) : () => false;
  const refuse = (socket: AnyDuplex, status: string): void => {
    flush();
    refused(socket, begun.unsent(socket), status);
  };
  server.on('clientError', (error: ParserError, socket) => {
    const head = error.code === 'HPE_INVALID_METHOD' ? oddHead(error.rawPacket) : undefined;
    if (!replays(socket, head)) refuse(socket, plainAnswers[error.code ?? ''] ?? '400 Bad Request');
  });
  server.on('connect', (request, socket) => {
    if (!replays(socket, connectHead(request))) refuse(socket, '405 Method Not Allowed');
  });
}

/** Refuses what came, behind the answer to the request before. */
function refused(socket: AnyDuplex, response: ServerResponse | undefined, status: string): void {
  const isComplete = response?.req.complete;
  socket.on('error', () => socket.destroy());
  if (isComplete && !response?.writableFinished) response?.once('close', () => end(socket, status));
  else if (isComplete === false && response?.headersSent) socket.destroy();
  else end(socket, status);
}

/**
 * What hands a request to a server once more, and says whether it does: the first of a connection, once. What the parser says of
 * such a connection afterwards is about what nobody reads.
 */
function replaying(
  server: Server,
  isBegun: (socket: AnyDuplex) => boolean,
): (socket: AnyDuplex, head: OddHead | undefined) => boolean {
  const replayed = new WeakSet<AnyDuplex>();
  return (socket, head) => {
    if (replayed.has(socket)) return true;
    if (head === undefined || isBegun(socket) || socket instanceof Replay) return false;
    replayed.add(socket);
    const event = 'encrypted' in socket ? 'secureConnection' : 'connection';
    server.emit(event, new Replay(socket as Socket, head));
    return true;
  };
}

function end(socket: AnyDuplex, status: string): void {
  const close = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  if (!socket.writable) socket.destroy();
  else socket.end(close, () => socket.destroy());
}

/** The head of a request whose method Node's parser does not know, or does not hand over. */
interface OddHead {
  readonly method: string;
  /** What stands behind the method, up to the empty line. */
  readonly rest: string;
}

/** Characters of the longest method that is heard. */
const longestMethod = 32;

/** A line that is a request of a token and a path, and the whole of its head, up to the first empty line. Source of what a token is: RFC 9110, 5.6.2. */
const wholeHead: RegExp = new RegExp(
  `^([!#$%&'*+.^_\`|~\\w-]{1,${longestMethod}})( /[^ \\r\\n]* HTTP/1\\.[01]\\r\\n(?:[^]*?\\r\\n)??\\r\\n)`,
);

/** Headers that say that a body may follow. */
const bodied: RegExp = /\r\n(?:content-length|transfer-encoding|upgrade|expect)[ \t]*:/i;

function oddHead(packet: Buffer | undefined): OddHead | undefined {
  const [, method, rest] = wholeHead.exec(packet?.toString('latin1') ?? '') ?? [];
  return method === undefined || rest === undefined || bodied.test(rest) ? undefined : { method, rest };
}

/** CONNECT of a path, which is no proxy's. */
function connectHead({ url = '', httpVersion, rawHeaders }: IncomingMessage): OddHead | undefined {
  const lines = rawHeaders.map((text, place) => (place % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
  return oddHead(Buffer.from(`CONNECT ${url} HTTP/${httpVersion}\r\n${lines}\r\n`, 'latin1'));
}

/** A method that Node's parser takes, and nothing else depends on. */
const standIn = 'REPORT';

/** The one request of a connection, once more, with a method that Node's parser takes: what else comes is dropped. */
class Replay extends Duplex {
  readonly method: string;
  readonly #socket: Socket;
  #head: string;

  constructor(socket: Socket, { method, rest }: OddHead) {
    super();
    this.method = method;
    this.#socket = socket;
    this.#head = standIn + rest;
    socket.on('error', () => this.destroy()).once('close', () => this.destroy());
    socket.resume();
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  get encrypted(): boolean {
    return 'encrypted' in this.#socket;
  }

  get timeout(): number | undefined {
    return this.#socket.timeout;
  }

  setTimeout(milliseconds: number, heard?: () => void): this {
    this.#socket.setTimeout(milliseconds, heard);
    return this;
  }

  override _read(): void {
    if (this.#head !== '') this.push(this.#head, 'latin1');
    this.#head = '';
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => {
      this.#socket.destroy();
      done();
    });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
