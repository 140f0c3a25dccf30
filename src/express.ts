import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkOptions, type OptionKinds } from './domain/given-options.ts';
import { atOnce, piecewise, sendReady, write, type Writer } from './express/writing.ts';
import { addressOf, type MountedRequest, publicUrlOf } from './host/address.ts';
import { type CorsHost, withCors } from './host/cors.ts';
import { type Access, type Connection, refusedByGuard } from './host/guard.ts';
import { type Host, hostOf } from './host/host.ts';
import { bodyReader, declaresBody, headersOf } from './host/incoming.ts';
import { isForCloud, isForPage, isPageFile, placeIn } from './host/place.ts';
import { printJson } from './http/json.ts';
import { type HttpResponse, type RequestHead, sharedResponse, textResponse } from './http/message.ts';
import { jsonReply } from './http/reply.ts';
import { listenAt, type Listening, type TlsFiles } from './listening.ts';
import type { Fake } from './world/fake.ts';

/** Middleware as Express, connect and Vite call it; without `next` it answers each request, as a listener of `node:http`. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Middleware that answers for a whole cloud below the path where it is mounted, in Express, connect or Vite; links and
 * the catalog follow. Paths that belong to no cloud go on to the next handler, and so does an unexpected error. Mount it
 * before body parsers: malformed and empty bodies have answers of their own, which a parser takes away.
 * @param access who may reach it. By which names, is the application's affair, unless `allowedHosts` are named; the
 * control plane under `/_fake` is for this machine, and for whoever has the control token.
 * @throws RangeError for a `publicUrl` that is none; TypeError where `cors` names something that is not an origin.
 */
export function imageMembers(fake: Fake | Host, access: Access = {}): Middleware {
  checkOptions('imageMembers', access, accessOptions);
  const served = servedFor(fake, access, piecewise);
  const { most } = served.host.worlds;
  return (request, response, next) => {
    if (next === undefined) return answerAlone(served, request, response);
    try {
      const head = headOf(served, request);
      if (head === undefined || !isForCloud(head, most > 0)) return next();
      answer(served, { head, request, response, failed: next });
    } catch (error) {
      next(error);
    }
  };
}

const accessOptions: OptionKinds<Access> = {
  allowedHosts: 'any',
  controlToken: 'text',
  publicUrl: 'text',
  trustProxy: 'boolean',
  cors: 'any',
  onWarning: 'function',
};

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

const listenOptions: OptionKinds<ListenOptions> = {
  ...accessOptions,
  port: 'any',
  host: 'any',
  requestSeconds: 'count',
  tls: 'any',
};

/**
 * Serves a fake on a port of its own, with Node's server and no framework in between. Bound to this machine (the default),
 * it answers to this machine's names alone.
 * @throws AddressError, with the system's `code` (`EADDRINUSE`, `EACCES`), where the port cannot be had; RangeError for a port,
 * a host or a `publicUrl` that is none, and for `tls` that does not fit together; TypeError for an option that is unknown or of
 * the wrong kind, and where `cors` names something that is not an origin.
 */
export async function listen(fake: Fake | Host, options: ListenOptions = {}): Promise<Listening> {
  checkOptions('listen', options, listenOptions);
  const { port = 0, host: address = '127.0.0.1', requestSeconds, tls, ...access } = options;
  const served = servedFor(fake, access, atOnce, address);
  const listening = await listenAt((request, response) => answerAlone(served, request, response), {
    port,
    host: address,
    requestSeconds,
    tls,
    oddMethods: true,
    flush: sendReady,
  });
  served.bound = new URL(listening.url).hostname.replace(/^\[|\]$/g, '');
  return listening;
}

/** A host at a server. */
interface Served {
  readonly host: CorsHost;
  readonly access: Access;
  /** The address that the server listens at, where it is our own. */
  bound: string | undefined;
  readonly writer: Writer;
  readonly bodyOf: ReturnType<typeof bodyReader>;
}

function servedFor(fake: Fake | Host, access: Access, writer: Writer, bound?: string): Served {
  const { publicUrl, controlToken } = access;
  const host = withCors(hostOf(fake), access);
  const { imageBytes, jsonBytes } = host.limits;
  if (controlToken !== undefined) host.world.hide(controlToken);
  return {
    host,
    access: publicUrl === undefined ? access : { ...access, publicUrl: publicUrlOf(publicUrl) },
    bound,
    writer,
    // Four uploads of all that the fake keeps, or many small bodies, may arrive at a time.
    bodyOf: bodyReader(4 * Math.max(imageBytes, jsonBytes)),
  };
}

/** The head of a request as the core takes it; undefined where its target is no web address. */
function headOf({ access }: Served, request: MountedRequest): RequestHead | undefined {
  const address = addressOf(request, access);
  if (address === undefined) return undefined;
  const { host, base, target } = address;
  const sent = headersOf(request);
  const headers = host === undefined || host === sent['host'] ? sent : { ...sent, host };
  return { method: request.method ?? 'GET', base, target, headers };
}

/** A request whose head is known, and its answer to be. */
interface Exchange {
  readonly head: RequestHead;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** To be called where the request cannot be answered once its head has been looked at. */
  readonly failed: (error: unknown) => void;
}

/** Answers on a server of our own, where nobody else does. */
function answerAlone(served: Served, request: IncomingMessage, response: ServerResponse): void {
  const failed = (error: unknown): void => reportBug(served, response, error);
  try {
    const head = headOf(served, request);
    if (head === undefined) write(response, badTarget, served.writer, failed);
    else answer(served, { head, request, response, failed });
  } catch (error) {
    failed(error);
  }
}

/** A bug of the fake is for its developers; a client gets no stack of it. */
function reportBug({ writer }: Served, response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else write(response, bug, writer, () => response.destroy());
}

/**
 * Answers a request: before this returns where no body is to be waited for, and no fault delays the answer.
 * @throws where that goes wrong; what goes wrong later is handed to `failed`.
 */
function answer(served: Served, exchange: Exchange): void {
  const { host, access, bound, bodyOf, writer } = served;
  const { head, request, response, failed } = exchange;
  const finish = (answered: HttpResponse): void => write(response, answered, writer, failed);
  // As oslo.middleware does, leave it to whoever has let the page in before.
  const isLetIn = response.hasHeader('Access-Control-Allow-Origin');
  if (!isLetIn) host.notice(head);
  const connection: Connection = { bound, peer: request.socket.remoteAddress };
  const refusal = refusedByGuard(head, connection, access);
  if (refusal !== undefined) return finish(refusal);
  if (isForPage(head)) return void pageFor(host, head).then(finish).catch(failed);
  const begun = (isLetIn ? host.plain : host).begin(head);
  if (begun.kind === 'answered') return finish(begun.answer);
  if (!declaresBody(request)) return finish(begun.finish(noBody));
  bodyOf(request, begun.most, (received) => {
    try {
      if (received.kind === 'noRoom') finish(noRoom);
      if (received.kind === 'body') finish(begun.finish(received.body));
    } catch (error) {
      failed(error);
    }
  });
}

const noBody: Uint8Array = new Uint8Array();

/** The inspector: nothing of it is loaded before somebody opens it. */
async function pageFor(host: CorsHost, head: RequestHead): Promise<HttpResponse> {
  const { world: named, prefix, target } = placeIn(head);
  const { pageAnswer } = await import('./inspector/answer.ts');
  const { world, worlds } = host;
  const answer = await pageAnswer({
    method: head.method,
    target,
    base: head.base + prefix,
    world: named === undefined ? world : worlds.find(named),
  });
  return isPageFile(head) ? answer : host.kept(head, answer);
}

const bug: HttpResponse = sharedResponse(
  jsonReply(500, {
    error: 'This is a bug of image-members-fake. Its log has the details; please report them.',
  }),
);

const badTarget: HttpResponse = sharedResponse(textResponse(400, [['Connection', 'close']], ''));

const noRoom: HttpResponse = sharedResponse(
  textResponse(
    503,
    [
      ['Content-Type', 'application/json'],
      ['Retry-After', '1'],
    ],
    printJson({ error: 'Too many large bodies arrive at the same time. Try again.' }),
  ),
);
