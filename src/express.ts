import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { type CorsHost, withCors } from './host/cors.ts';
import { delayed, firstHalf } from './host/delivery.ts';
import { type Access, type Connection, refusedByGuard } from './host/guard.ts';
import { type Host, hostOf } from './host/host.ts';
import { bodyReader, declaresBody, headersOf } from './host/incoming.ts';
import { printJson } from './http/json.ts';
import { isForCloud } from './host/place.ts';
import { type HttpResponse, textResponse } from './http/message.ts';
import { jsonReply } from './http/reply.ts';
import { listenAt, type Listening } from './listening.ts';
import type { Fake } from './world/fake.ts';

/**
 * Middleware that answers for a whole cloud below the path where it is mounted; links and the catalog follow.
 * Paths that belong to no cloud go on to the next handler. Mount it before body parsers: malformed and empty
 * bodies have answers of their own, which a parser takes away.
 * @param access who may reach it. By which names, is the application's affair, unless `allowedHosts` are named; the
 * control plane under `/_fake` is for this machine, and for whoever has the control token.
 */
export function imageMembers(fake: Fake | Host, access: Access = {}): RequestHandler {
  const host = withCors(hostOf(fake), access);
  if (access.controlToken !== undefined) host.world.hide(access.controlToken);
  const served = { host, access, bound: undefined, bodyOf: readerFor(host) };
  return async (request, response, next) => {
    const sent = { target: request.url, headers: headersOf(request) };
    if (isForCloud(sent, host.worlds.most > 0)) await answer(served, request, response);
    else next();
  };
}

export type { Access } from './host/guard.ts';
export type { Listening } from './listening.ts';

/** Where a fake listens, and for whom. */
export interface ListenOptions extends Access {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Seconds that a request may take to arrive in full (45). */
  readonly requestSeconds?: number;
}

/**
 * Serves a fake on a port of its own. Bound to this machine (the default), it answers to this machine's names alone.
 * @throws the system's error, with its `code`, where the port cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function listen(fake: Fake | Host, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host: address = '127.0.0.1', requestSeconds, ...access } = options;
  const host = withCors(hostOf(fake), access);
  if (access.controlToken !== undefined) host.world.hide(access.controlToken);
  const served = { host, access, bound: address, bodyOf: readerFor(host) };
  const app: Express = express().disable('x-powered-by');
  app.use((request, response) => answer(served, request, response));
  const listening = await listenAt(app, { port, host: address, requestSeconds });
  served.bound = new URL(listening.url).hostname.replace(/^\[|\]$/g, '');
  return listening;
}

/** A host at a server. */
interface Served {
  readonly host: CorsHost;
  readonly access: Access;
  /** The address that the server listens at, where it is our own. */
  readonly bound: string | undefined;
  readonly bodyOf: ReturnType<typeof bodyReader>;
}

/** Four uploads of all that the fake keeps, or many small bodies, may arrive at a time. */
function readerFor({ limits }: Host): Served['bodyOf'] {
  return bodyReader(4 * Math.max(limits.imageBytes, limits.jsonBytes));
}

const noRoom: HttpResponse = textResponse(
  503,
  [
    ['Content-Type', 'application/json'],
    ['Retry-After', '1'],
  ],
  printJson({ error: 'Too many large bodies arrive at the same time. Try again.' }),
);

async function answer(served: Served, request: Request, response: ServerResponse): Promise<void> {
  try {
    await answered(served, request, response);
  } catch (error) {
    // A bug of the fake is for its developers; a client gets no stack of it.
    console.error(error);
    if (response.headersSent) response.destroy();
    else await write(request, response, bug);
  }
}

const bug: HttpResponse = jsonReply(500, {
  error: 'This is a bug of image-members-fake. Its log has the details; please report them.',
});

async function answered(served: Served, request: Request, response: ServerResponse): Promise<void> {
  const { host, access, bound } = served;
  const head = {
    method: request.method,
    target: request.url,
    base: `${request.protocol}://${request.headers.host ?? 'localhost'}${request.baseUrl}`,
    headers: headersOf(request),
  };
  // As oslo.middleware does, leave it to whoever has let the page in before.
  const isLetIn = response.hasHeader('Access-Control-Allow-Origin');
  if (!isLetIn) host.notice(head);
  const connection: Connection = { bound, peer: request.socket.remoteAddress };
  const refusal = refusedByGuard(head, connection, access);
  if (refusal !== undefined) return write(request, response, refusal);
  const begun = (isLetIn ? host.plain : host).begin(head);
  if (begun.kind === 'answered') return write(request, response, begun.answer);
  if (!declaresBody(request)) return write(request, response, begun.finish(new Uint8Array()));
  const received = await served.bodyOf(request, begun.most);
  if (received.kind === 'noRoom') await write(request, response, noRoom);
  if (received.kind === 'body') await write(request, response, begun.finish(received.body));
}

/** Bytes that may wait for a client that follows events; one that does not read is gone. */
const mostWaiting = 4 * 1024 * 1024;

/** Waits out a delay. Meanwhile nothing is written, and the server must not take the connection for a dead one. */
async function delayedOver(
  { socket }: IncomingMessage,
  response: ServerResponse,
  answered: HttpResponse,
): Promise<void> {
  if ((answered.delivery?.delay ?? 0) === 0) return;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { timeout = 0 } = socket;
  socket.setTimeout(0);
  await delayed(answered, gone.signal);
  socket.setTimeout(timeout);
}

/** Headers go one by one: what middleware does to `writeHead` does not touch them. */
async function write(
  request: IncomingMessage,
  response: ServerResponse,
  answered: HttpResponse,
): Promise<void> {
  const { status, headers, body, delivery, events } = answered;
  await delayedOver(request, response, answered);
  if (response.destroyed) return;
  if (delivery?.cut === 'before-headers') return void request.socket.destroy();
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (delivery?.cut === 'after-headers') {
    response.flushHeaders();
    response.write(firstHalf(answered), () => request.socket.destroy());
  } else if (events !== undefined && request.method !== 'HEAD') {
    response.flushHeaders();
    const send = (text: string): void => {
      if (response.writableLength > mostWaiting) response.destroy();
      else response.write(text);
    };
    response.on(
      'close',
      events(send, () => response.end()),
    );
  } else response.end(request.method === 'HEAD' ? undefined : body);
}
