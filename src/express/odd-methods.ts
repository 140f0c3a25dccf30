import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRequest, HttpResponse } from '../http/message.ts';
import { headersOf } from './incoming.ts';

type Exchange = (request: HttpRequest) => HttpResponse;
type Head = Omit<HttpRequest, 'base' | 'body'>;

interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

/**
 * Answers methods that Node's parser refuses (`FOO`, `post`) or takes for a proxy's (`CONNECT`): to Glance they
 * are methods like others, 405 with `Allow` (RULES.md §2, Routes and methods). The connection ends after each.
 */
export function answerOddMethods(server: Server, exchange: Exchange): void {
  server.on('clientError', (error: ParserError, socket) => {
    const head = error.code === 'HPE_INVALID_METHOD' ? readHead(error.rawPacket) : undefined;
    if (head === undefined) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else reply(socket, exchange, head);
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    reply(socket, exchange, { method: 'CONNECT', target: request.url ?? '/', headers: headersOf(request) });
  });
}

function readHead(packet: Buffer | undefined): Head | undefined {
  const [line = '', ...rest] = (packet?.toString('latin1').split('\r\n\r\n')[0] ?? '').split('\r\n');
  const match = /^(\S+) (\S+) HTTP\/1\.[01]$/.exec(line);
  if (match === null) return undefined;
  const headers = rest.map((header): [string, string] => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  return { method: match[1] ?? '', target: match[2] ?? '', headers: Object.fromEntries(headers) };
}

function reply(socket: Duplex, exchange: Exchange, head: Head): void {
  const base = `http://${head.headers['host'] ?? 'localhost'}`;
  const { status, headers, body } = exchange({ ...head, base, body: new Uint8Array() });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.end(body);
}
