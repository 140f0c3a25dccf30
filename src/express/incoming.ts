import type { IncomingMessage } from 'node:http';
import { bytesOf } from '../http/message.ts';

/** The headers of a request, each once, in lower case. */
export function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const pairs = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

/**
 * The bytes of a request's body. What a body parser has taken is written out again, as far as it can be.
 * @param most how many bytes are kept, and one more, so that whoever counts them sees that it was too much.
 */
export async function bodyOf(
  request: IncomingMessage & { readonly body?: unknown },
  most: number,
): Promise<Uint8Array> {
  if (request.readableEnded) return parsed(request.body);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length <= most) chunks.push(chunk.subarray(0, most + 1 - length));
    length += chunk.length;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function parsed(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return bytesOf(body);
  return body === undefined ? new Uint8Array() : bytesOf(JSON.stringify(body));
}

/** Whether an address is this machine's own, in IPv4, IPv6, or IPv4 within IPv6. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(address);
}
