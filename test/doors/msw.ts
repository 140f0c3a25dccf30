import { setupServer } from 'msw/node';
import { handlers } from '../../src/msw.ts';
import type { Host } from '../../src/host/host.ts';
import type { Fake } from '../../src/world/fake.ts';
import type { OpenDoor, Wire, WireReply } from './teller.ts';

/** MSW in Node, asked with fetch. It listens during one test only, so that it does not stand before the other doors. */
export async function msw(fake: Fake | Host): Promise<OpenDoor> {
  const base = 'http://cloud.test';
  const server = setupServer(...handlers(fake, { baseUrl: base }));
  server.listen({ onUnhandledFrame: 'error' });
  return { base, send: (wire) => withFetch(base, wire), close: async () => server.close() };
}

/** Sends a request with fetch; redirects are not followed. */
export async function withFetch(base: string, { method, target, headers, body }: Wire): Promise<WireReply> {
  const reply = await fetch(base + target, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: Uint8Array.from(body) }),
  });
  return {
    status: reply.status,
    headers: [...reply.headers],
    body: new Uint8Array(await reply.arrayBuffer()),
  };
}
