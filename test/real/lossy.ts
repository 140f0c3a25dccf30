/** A way to a database that loses what it is told to lose. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of the next statement: `answer`: it arrives, and its answer does not; `statement`: it does not arrive. */
export type Loss = 'answer' | 'statement';

/** A port that leads to another one, until it is told to lose something; then the connection is gone. */
export interface LossyWay extends AsyncDisposable {
  readonly port: number;
  /** The next message that has these bytes in it is lost, or its answer. */
  lose(loss: Loss, holding: string): void;
  /** How often something was lost. */
  readonly losses: number;
  /** How many have connected. */
  readonly connections: number;
}

/** Opens a way to a port of this machine. */
export async function lossyWay(to: number): Promise<LossyWay> {
  let next: { readonly loss: Loss; readonly holding: string } | undefined;
  let [losses, connections] = [0, 0];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    connections += 1;
    const database = connect(to, '127.0.0.1');
    let isDeaf = false;
    const end = (): void => [client, database].forEach((socket) => socket.destroy());
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('close', end).on('error', end);
    }
    client.on('data', (bytes) => {
      if (next === undefined || !bytes.includes(next.holding)) return void database.write(bytes);
      const { loss } = next;
      next = undefined;
      losses += 1;
      if (loss === 'statement') return end();
      isDeaf = true;
      database.write(bytes);
    });
    // It has answered: what it was asked is done.
    database.on('data', (bytes) => (isDeaf ? end() : client.write(bytes)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lose(loss, holding) {
      next = { loss, holding };
    },
    get losses() {
      return losses;
    },
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
