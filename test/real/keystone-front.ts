/**
 * A second way into a Keystone, whose catalog leads to another Glance: two Glance servers with different policies can
 * then be tried with one Keystone, by clients that take the address of Glance from the catalog and from nowhere else.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenAt } from '../../src/listening.ts';

/** Passes all on to the Keystone at `authUrl`, and writes `other` for `glance` in its replies. */
export async function keystoneFront(
  authUrl: string,
  glance: string,
  other: string,
): Promise<{ authUrl: string; close(): Promise<void> }> {
  const { origin, pathname } = new URL(authUrl);
  const { url, close } = await listenAt(
    (asked, reply) => {
      const own = `http://${asked.headers.host ?? ''}`;
      const rewrite = (text: string): string => text.replaceAll(glance, other).replaceAll(origin, own);
      pass(asked, reply, origin, rewrite).catch((error: unknown) => reply.destroy(error as Error));
    },
    { port: 0, host: '127.0.0.1' },
  );
  return { authUrl: `${url}${pathname}`, close };
}

async function pass(
  asked: IncomingMessage,
  reply: ServerResponse,
  origin: string,
  rewrite: (text: string) => string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked as AsyncIterable<Buffer>) chunks.push(chunk);
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = asked.headers;
  const got = await fetch(origin + (asked.url ?? '/'), {
    method: asked.method ?? 'GET',
    headers: headers as Record<string, string>,
    redirect: 'manual',
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
  const body = rewrite(await got.text());
  const framing = ['content-length', 'content-encoding', 'transfer-encoding', 'connection'];
  const kept = [...got.headers].filter(([name]) => !framing.includes(name));
  reply.writeHead(got.status, kept.flat());
  reply.end(body);
}
