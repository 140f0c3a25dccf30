import { createServer, request as ask } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pipeline } from 'node:stream';

/** A proxy as companies have one, on a free port. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** What came through, once per connection or request: `CONNECT localhost:443`, `GET http://broker/`. */
  readonly heard: readonly string[];
}

/** Passes plain requests on, and opens tunnels for the others. */
export async function proxy(): Promise<Proxy> {
  const heard: string[] = [];
  const server = createServer((incoming, response) => {
    const { method, url = '', headers } = incoming;
    heard.push(`${method} ${url}`);
    const outgoing = ask(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
      pipeline(answer, response, () => {});
    });
    pipeline(incoming, outgoing, () => {});
  });
  server.on('connect', ({ url = '' }, socket) => {
    heard.push(`CONNECT ${url}`);
    const there = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      pipeline(there, socket, there, () => {});
    });
    there.once('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
