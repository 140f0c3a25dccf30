import type { IncomingMessage } from 'node:http';
import { rememberedLast } from '../domain/remembered.ts';

interface Place {
  /** As the URL standard writes it: `localhost`, `127.0.0.1`, `[::1]`. */
  readonly name: string;
  readonly port: number;
  /** Whether the name always means this machine. */
  readonly isLoopback: boolean;
}

/**
 * What a `Host` header names; undefined where it names nothing. A name ends without its dot.
 * @see https://url.spec.whatwg.org/#host-parsing: 127.1, 0x7f000001 and 127.0.0.1 are one host.
 */
export const placeOf: (host: string) => Place | undefined = rememberedLast((host) => {
  // Clients send the same one again and again, and a URL takes its time to read.
  const url = /^[^\s/?#@\\]+$/.test(host) ? URL.parse(`http://${host}`) : null;
  if (url === null) return undefined;
  const name = url.hostname.replace(/\.$/, '');
  return { name, port: Number(url.port || 80), isLoopback: isLoopbackName(name) };
});

/** Names that no DNS server can point elsewhere (RFC 6761), and addresses of this machine for itself. */
const loopback: RegExp = /^(?:(?:.+\.)?localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|\[::\])$/;

/** Whether a host, as the URL standard writes it, is always this machine. */
export function isLoopbackName(name: string): boolean {
  return loopback.test(name);
}

/**
 * Whether the `Host` of a request names the server that it came to: the address and port that it arrived at, a loopback
 * name where that is a loopback address, or one of some other names. Any other name was pointed here by somebody else,
 * as DNS rebinding does, and a page of that name would have the server for its own.
 * @param allowed further names, as `placeOf` gives them; with any port, for a proxy has its own.
 */
export function isOwnHost({ headers, socket }: IncomingMessage, allowed: readonly string[]): boolean {
  const place = placeOf(headers.host ?? '');
  if (place === undefined) return false;
  if (allowed.includes(place.name)) return true;
  if (place.port !== socket.localPort) return false;
  // A server for both families sees an address of IPv4 within one of IPv6.
  const address = (socket.localAddress ?? '').replace(/^::ffff:(?=\d+\.)|%.*$/g, '');
  const arrived = address.includes(':') ? `[${address}]` : address;
  return place.name === arrived || (place.isLoopback && isLoopbackName(arrived));
}
