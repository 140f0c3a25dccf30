import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net';
import { pactEnvironment, pactProgram } from '../../src/contract/pact-packages.ts';

/** A server for a test. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
}

/** A provider that answers `/200` with 200, `/drop` not at all, and anything else with 404. From `/end` on nothing listens, from `/hang` on nothing is answered. */
export async function plainProvider(): Promise<TestServer> {
  let hangs = false;
  const server = createServer((request, response) => {
    request.resume();
    hangs ||= request.url === '/hang';
    if (hangs) return;
    if (request.url === '/end') {
      server.close();
      return server.closeAllConnections();
    }
    if (request.url === '/drop') return void request.socket.destroy();
    response.writeHead(request.url === '/200' ? 200 : 404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Bytes that a server writes: some of them, and then one after the other without end. */
interface RawAnswer {
  readonly bytes: string;
  /** Whether the connection is closed behind them. */
  readonly isLast?: boolean;
  /** What is written again every 50 milliseconds. */
  readonly drip?: string;
}

/** A server that writes bytes as they stand, by the target of the request, and closes the connection where it has to. */
export async function rawServer(
  answers: Readonly<Record<string, RawAnswer>>,
): Promise<TestServer & { readonly heard: string[] }> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    let text = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      const end = text.indexOf('\r\n\r\n');
      if (end < 0 || text.length < end + 4 + length) return;
      heard.push(text);
      const target = text.split(' ')[1] ?? '';
      const {
        bytes,
        isLast = false,
        drip,
      }: RawAnswer = answers[target] ?? {
        bytes: 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
      };
      text = '';
      if (isLast) socket.end(bytes, 'latin1');
      else socket.write(bytes, 'latin1');
      if (drip === undefined) return;
      const dripping = setInterval(() => socket.write(drip, 'latin1'), 50);
      socket.once('close', () => clearInterval(dripping));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The exit code of the official verifier for some arguments, as its users call it. */
export async function officialCode(
  provider: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  const { hostname, port } = new URL(provider);
  const words = ['verifier', `--hostname=${hostname}`, `--port=${port}`, '--transport=http'];
  const name = ['--provider-name=image-members-api', '--no-colour', '--state-change-teardown'];
  const env = { ...pactEnvironment(), SSL_CERT_FILE: '/dev/null', SSL_CERT_DIR: '/dev/null', ...variables };
  const child = spawn(pactProgram(), [...words, ...name, ...args], { env, stdio: 'ignore' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}
