import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { addressOf, type MountedRequest, publicUrlOf } from './host/address.ts';
import { type CorsHost, withCors } from './host/cors.ts';
import { delayed, firstHalf } from './host/delivery.ts';
import { type Access, type Connection, refusedByGuard } from './host/guard.ts';
import { type Host, hostOf } from './host/host.ts';
import { bodyReader, declaresBody, headersOf } from './host/incoming.ts';
import { isForCloud } from './host/place.ts';
import { printJson } from './http/json.ts';
import { type Events, type HttpResponse, type RequestHead, textResponse } from './http/message.ts';
import { jsonReply } from './http/reply.ts';
import { listenAt, type Listening, type TlsFiles } from './listening.ts';
import type { Fake } from './world/fake.ts';

/** Middleware as Express, connect and Vite call it; without `next` it answers each request, as a listener of `node:http`. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/**
 * Middleware that answers for a whole cloud below the path where it is mounted, in Express, connect or Vite; links and
 * the catalog follow. Paths that belong to no cloud go on to the next handler, and so does an unexpected error. Mount it
 * before body parsers: malformed and empty bodies have answers of their own, which a parser takes away.
 * @param access who may reach it. By which names, is the application's affair, unless `allowedHosts` are named; the
 * control plane under `/_fake` is for this machine, and for whoever has the control token.
 * @throws RangeError for a `publicUrl` that is none; TypeError where `cors` names something that is not an origin.
 */
export function imageMembers(fake: Fake | Host, access: Access = {}): Middleware {
  const served = servedFor(fake, access, undefined);
  const { most } = served.host.worlds;
  return async (request, response, next) => {
    if (next === undefined) return answerAlone(served, request, response);
    try {
      const head = headOf(served, request);
      if (head !== undefined && isForCloud(head, most > 0))
        return await answered(served, { head, request, response });
    } catch (error) {
      return next(error);
    }
    next();
  };
}

export type { Access } from './host/guard.ts';
export type { Listening, TlsFiles } from './listening.ts';

/** Where a fake listens, and for whom. */
export interface ListenOptions extends Access {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Seconds that a request may take to arrive in full (45). */
  readonly requestSeconds?: number;
  /** What the server proves with who it is: then it speaks HTTPS. */
  readonly tls?: TlsFiles;
}

/**
 * Serves a fake on a port of its own. Bound to this machine (the default), it answers to this machine's names alone.
 * @throws the system's error, with its `code`, where the port cannot be had (`EADDRINUSE`, `EACCES`); RangeError for a
 * `publicUrl` that is none, and for `tls` that does not fit together; TypeError where `cors` names something that is not
 * an origin.
 */
export async function listen(fake: Fake | Host, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host: address = '127.0.0.1', requestSeconds, tls, ...access } = options;
  const served = servedFor(fake, access, address);
  const app: Express = express().disable('x-powered-by');
  app.use((request, response) => answerAlone(served, request, response));
  const listening = await listenAt(app, { port, host: address, requestSeconds, tls });
  served.bound = new URL(listening.url).hostname.replace(/^\[|\]$/g, '');
  return listening;
}

/** A host at a server. */
interface Served {
  readonly host: CorsHost;
  readonly access: Access;
  /** The address that the server listens at, where it is our own. */
  bound: string | undefined;
  readonly bodyOf: ReturnType<typeof bodyReader>;
}

function servedFor(fake: Fake | Host, access: Access, bound: string | undefined): Served {
  const { publicUrl, controlToken } = access;
  const host = withCors(hostOf(fake), access);
  const { imageBytes, jsonBytes } = host.limits;
  if (controlToken !== undefined) host.world.hide(controlToken);
  return {
    host,
    access: publicUrl === undefined ? access : { ...access, publicUrl: publicUrlOf(publicUrl) },
    bound,
    // Four uploads of all that the fake keeps, or many small bodies, may arrive at a time.
    bodyOf: bodyReader(4 * Math.max(imageBytes, jsonBytes)),
  };
}

/** The head of a request as the core takes it; undefined where its target is no web address. */
function headOf({ access }: Served, request: MountedRequest): RequestHead | undefined {
  const address = addressOf(request, access);
  if (address === undefined) return undefined;
  const { host, ...place } = address;
  const headers = { ...headersOf(request), ...(host === undefined ? {} : { host }) };
  return { method: request.method ?? 'GET', ...place, headers };
}

/** A request whose head is known, and its answer to be. */
interface Exchange {
  readonly head: RequestHead;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers on a server of our own, where nobody else does. */
async function answerAlone(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const head = headOf(served, request);
    if (head === undefined) await write(request, response, badTarget);
    else await answered(served, { head, request, response });
  } catch (error) {
    await reportBug(error, request, response);
  }
}

/** A bug of the fake is for its developers; a client gets no stack of it. */
async function reportBug(error: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
  console.error(error);
  if (response.headersSent) response.destroy();
  else await write(request, response, bug);
}

async function answered(served: Served, { head, request, response }: Exchange): Promise<void> {
  const { host, access, bound } = served;
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

const bug: HttpResponse = jsonReply(500, {
  error: 'This is a bug of image-members-fake. Its log has the details; please report them.',
});

const badTarget: HttpResponse = textResponse(400, [['Connection', 'close']], '');

const noRoom: HttpResponse = textResponse(
  503,
  [
    ['Content-Type', 'application/json'],
    ['Retry-After', '1'],
  ],
  printJson({ error: 'Too many large bodies arrive at the same time. Try again.' }),
);

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

async function write(
  request: IncomingMessage,
  response: ServerResponse,
  answered: HttpResponse,
): Promise<void> {
  const { status, body, delivery, events } = answered;
  await delayedOver(request, response, answered);
  if (response.destroyed) return;
  if (delivery?.cut === 'before-headers') return void request.socket.destroy();
  response.statusCode = status;
  writeHeaders(response, answered);
  if (delivery?.cut === 'after-headers') {
    response.flushHeaders();
    // Middleware that compresses keeps what it is given, and the callback with it: the half goes past it.
    const { write } = Object.getPrototypeOf(response) as ServerResponse;
    write.call(response, firstHalf(answered), 'utf8', () => request.socket.destroy());
  } else if (events !== undefined && request.method !== 'HEAD') follow(response, events);
  // Middleware looks for a Buffer, and takes other bytes for text.
  else
    response.end(
      request.method === 'HEAD'
        ? undefined
        : typeof body === 'string'
          ? body
          : Buffer.from(body.buffer, body.byteOffset, body.length),
    );
}

/**
 * Headers go one by one: middleware that changes `writeHead` loses those that it is given. They replace what stands there,
 * as a default of the application does; `Vary` is a list, of which each writes its own part.
 */
function writeHeaders(response: ServerResponse, { headers }: HttpResponse): void {
  const written = new Set(['vary']);
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (written.has(key)) response.appendHeader(name, value);
    else response.setHeader(name, value);
    written.add(key);
  }
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

function follow(response: ServerResponse, events: Events): void {
  response.flushHeaders();
  const send = (text: string): void => {
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  response.on(
    'close',
    events(send, () => response.end()),
  );
}
