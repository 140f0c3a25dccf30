import { Agent, request } from 'node:http';
import { listen } from '../../src/express.ts';
import type { Host } from '../../src/host/host.ts';
import type { Fake } from '../../src/world/fake.ts';
import type { OpenDoor, Wire, WireReply } from './teller.ts';

const agent: Agent = new Agent({ keepAlive: true });

/** Express on a port of its own. Requests are written with node:http, which sends what fetch does not: raw paths, a GET with a body, no `Accept`. */
export async function express(fake: Fake | Host): Promise<OpenDoor> {
  const { url, close } = await listen(fake);
  return { base: url, send: (wire) => overSocket(url, wire), close };
}

/** Sends a request as it stands to a server. */
export function overSocket(url: string, { method, target, headers, body }: Wire): Promise<WireReply> {
  const { hostname, port } = new URL(url);
  const framed = body !== undefined && headers['transfer-encoding'] === undefined;
  const length = framed ? { 'content-length': String(body.length) } : {};
  return new Promise((resolve, reject) => {
    const asked = request({
      agent,
      hostname,
      port,
      method,
      path: target,
      headers: { ...headers, ...length },
    });
    asked.once('error', reject);
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        resolve({
          status,
          headers: pairsOf(response.rawHeaders),
          body: new Uint8Array(Buffer.concat(chunks)),
        });
      });
    });
    asked.end(body);
  });
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));
}
