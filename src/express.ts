import { createServer, type ServerResponse } from 'node:http';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { bodyOf, headersOf, isLoopback } from './express/incoming.ts';
import { answerOddMethods } from './express/odd-methods.ts';
import { versionSegments } from './http/versions.ts';
import { listenAt, type Listening } from './listening.ts';
import { isControl } from './world/control.ts';
import type { Fake } from './world/fake.ts';

/** Bytes of a body that are kept however few image data may be: requests in JSON count nowhere. */
const leastKept: number = 1024 * 1024;

/** First segments of paths that are the fake's wherever it is mounted. */
const ours: ReadonlySet<string> = new Set([
  ...versionSegments,
  '',
  'versions',
  'identity',
  'healthcheck',
  '_fake',
]);

/**
 * Middleware that answers for a whole cloud below the path where it is mounted; links and the catalog follow.
 * Paths that belong to no cloud go on to the next handler. Mount it before body parsers: malformed and empty
 * bodies have answers of their own, which a parser takes away.
 */
export function imageMembers(fake: Fake): RequestHandler {
  return async (request, response, next) => {
    const first = request.path.split('/').find((segment) => segment !== '') ?? '';
    if (ours.has(first)) await answer(fake, request, response);
    else next();
  };
}

export type { Listening } from './listening.ts';

/** Where a fake listens, and with what. */
export interface ListenOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
}

/**
 * Serves a fake on a port of its own.
 * @throws the system's error, with its `code`, where the port cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function listen(
  fake: Fake,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<Listening> {
  const app: Express = express().disable('x-powered-by');
  app.use((request, response) => answer(fake, request, response));
  const server = createServer({ keepAliveTimeout: 65_000 }, app);
  answerOddMethods(server, fake.exchange);
  return listenAt(server, port, host);
}

async function answer(fake: Fake, request: Request, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request, Math.max(fake.limits.imageBytes, leastKept));
  const asked = {
    method: request.method,
    target: request.url,
    base: `${request.protocol}://${request.headers.host ?? 'localhost'}${request.baseUrl}`,
    headers: headersOf(request),
    body,
  };
  const forbidden = isControl(asked) && !isLoopback(request.socket.remoteAddress);
  const replied = forbidden ? { status: 403, headers: [], body: '' } : fake.exchange(asked);
  response.writeHead(replied.status, replied.headers.flat());
  response.end(request.method === 'HEAD' ? undefined : replied.body);
}
