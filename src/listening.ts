import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. `await using` closes it at the end of the block. */
export interface Listening extends AsyncDisposable {
  /** Where it is: `http://127.0.0.1:41235`. */
  readonly url: string;
  readonly port: number;
  /** Stops at once, open connections included. */
  close(): Promise<void>;
}

/**
 * Has a server listen; port 0 takes any free one.
 * @throws the system's error, with its `code`, where the port cannot be had (`EADDRINUSE`, `EACCES`).
 */
export async function listenAt(server: Server, port: number, host: string): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = server.address() as AddressInfo;
  const name = taken.family === 'IPv6' ? `[${taken.address}]` : taken.address;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${name}:${taken.port}`, port: taken.port, close, [Symbol.asyncDispose]: close };
}
