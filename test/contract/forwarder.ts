import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { http as routes, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { listenAt, type Listening } from '../../src/listening.ts';
import { handlers } from '../../src/msw.ts';
import type { Fake } from '../../src/world/fake.ts';

/** A fake behind MSW that a program of its own can reach: its URL. */
export async function behindMsw(fake: Fake): Promise<{ readonly url: string } & AsyncDisposable> {
  const base = 'http://cloud.test';
  // The relay of a verification and the forwarder run in this process, too.
  const own = routes.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough());
  const intercepted = setupServer(...handlers(fake, { baseUrl: base }), own);
  intercepted.listen({ onUnhandledFrame: 'error' });
  const forwarder = await forwarderTo(base);
  return {
    url: forwarder.url,
    async [Symbol.asyncDispose]() {
      await forwarder[Symbol.asyncDispose]();
      intercepted.close();
    },
  };
}

/**
 * Forwards whatever comes in at a port to a URL that is intercepted in this process: the official verifier is a
 * program of its own, and reaches nothing but sockets. Bodies go on as they came, and none where none came.
 */
async function forwarderTo(base: string): Promise<Listening> {
  return listenAt(
    (incoming, response) => {
      forward(base, incoming, response).catch((error: unknown) => response.destroy(error as Error));
    },
    { port: 0, host: '127.0.0.1' },
  );
}

async function forward(base: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bytesOf(incoming);
  const headers: OutgoingHttpHeaders = { ...incoming.headers };
  for (const name of ['host', 'connection', 'transfer-encoding', 'content-length']) delete headers[name];
  if (body.length > 0) headers['content-length'] = body.length;
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const { method } = incoming;
    // By this name, since that is the one which interceptors put theirs in place of.
    const outgoing = http.request(`${base}${incoming.url}`, { method, headers }, resolve);
    outgoing.once('error', reject);
    outgoing.end(body.length === 0 ? undefined : body);
  });
  const answered = await bytesOf(reply);
  response.writeHead(reply.statusCode ?? 0, reply.rawHeaders);
  response.end(answered);
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
