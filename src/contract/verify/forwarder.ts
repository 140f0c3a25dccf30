import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { connectionHeaders, listenAt, type Listening, pairsOf } from '../../listening.ts';
import type { ContractCloud } from '../cloud.ts';
import { begun, type Connection, ended, reasonFor } from '../connection.ts';

/** Where the verifier sends its requests. */
export interface VerifierTarget {
  readonly url: string;
  /** A text of the verifier, with the server's own URL. */
  inWords(text: string): string;
  close(): Promise<void>;
}

/**
 * The server itself, or what forwards to it where it speaks TLS: the official verifier takes neither the certificate
 * of an authority nor one of its own.
 * @param failed hears of a request that the server did not answer.
 */
export async function targetOf(
  { providerBaseUrl, cloud }: { readonly providerBaseUrl: string; readonly cloud: ContractCloud },
  failed: (why: string) => void,
): Promise<VerifierTarget> {
  const { protocol, origin, pathname } = new URL(providerBaseUrl);
  if (protocol !== 'https:')
    return { url: providerBaseUrl, inWords: (text) => text, close: () => Promise.resolve() };
  const connection = (token: string | undefined): Connection => cloud.connection?.(token) ?? {};
  const forwarder = await forwardTo({ origin, connection, failed });
  return {
    url: forwarder.url + pathname,
    inWords: (text) => text.replaceAll(forwarder.url, origin),
    close: () => forwarder.close(),
  };
}

/** Where a forwarder sends what comes in, and how. */
interface Forwarding {
  /** The origin of the server: `https://glance.example:9292`. */
  readonly origin: string;
  /** How the server is reached by whoever has this token. */
  connection(token: string | undefined): Connection;
  /** Hears of a request that the server did not answer. */
  failed(why: string): void;
}

/** Headers that are not passed on: the host is another one. */
const ownHeaders: readonly string[] = [...connectionHeaders, 'host'];

/** Forwards plain HTTP from this machine to a server with TLS. Headers go on as they came, and answers as they flow. */
async function forwardTo(forwarding: Forwarding): Promise<Listening> {
  return listenAt(
    (request, response) => {
      forward(forwarding, request, response).catch((error: unknown) => {
        const why = reasonFor(error, forwarding.origin);
        forwarding.failed(
          `${request.method} ${forwarding.origin}${request.url} was not answered: ${ended(why)}`,
        );
        response.destroy();
      });
    },
    { port: 0, host: '127.0.0.1' },
  );
}

async function forward(
  { origin, connection }: Forwarding,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = request.headers['x-auth-token'];
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method = 'GET', rawHeaders } = request;
  const outgoing = {
    method,
    headers: byName(passedOn(rawHeaders)),
    body: body.length > 0 ? body : undefined,
  };
  const answer = await begun(
    origin + (request.url ?? '/'),
    outgoing,
    connection(typeof token === 'string' ? token : undefined),
  );
  response.sendDate = false;
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, passedOn(answer.rawHeaders).flat());
  await pipeline(answer, response);
}

type Pairs = ReturnType<typeof pairsOf>;

/** The headers of a message, without those that are for one connection. */
function passedOn(raw: readonly string[]): Pairs {
  return pairsOf(raw).filter(([name]) => !ownHeaders.includes(name.toLowerCase()));
}

/** Headers by their names as they came; a name that came several times has several values. */
function byName(pairs: Pairs): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of pairs)
    headers[name] = name in headers ? [headers[name] ?? '', value].flat() : value;
  return headers;
}
