import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Answer, AnswerReader } from './answer.ts';

/** How long an answer may take: more than a busy machine needs, and less than a client's patience. */
export const patienceMilliseconds = 30_000;

/** Opens a connection to a server on this machine. An error later on closes it, and is told by `close`. */
export async function opened(port: number, allowHalfOpen = false): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen, noDelay: true });
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** The connection broke before there was an answer. */
export class BrokenConnection extends Error {
  /** How much of an answer had come. */
  readonly bytes: number;

  constructor(how: string, bytes: number) {
    super(`the connection ${how}, after ${bytes} bytes of an answer`);
    this.bytes = bytes;
  }
}

/** A client with one connection, which it opens anew when the server has closed it. */
export class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #reader: AnswerReader = new AnswerReader();

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * Sends the bytes of one request and waits for its answer.
   * @throws BrokenConnection where the connection breaks; Error where there is no answer otherwise, where it comes too
   * late, or where more than it came.
   */
  async ask(bytes: Uint8Array, method: string): Promise<Answer> {
    const socket = await this.#open();
    if (this.#reader.left > 0) throw new Error(`${this.#reader.left} bytes came that belong to no answer`);
    const answered = answerOn(socket, this.#reader, method);
    socket.write(bytes);
    try {
      const answer = await answered;
      if (!answer.goesOn) this.close();
      return answer;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  async #open(): Promise<Socket> {
    if (this.#socket !== undefined && !this.#socket.destroyed) return this.#socket;
    this.#reader = new AnswerReader();
    const reader = this.#reader;
    this.#socket = await opened(this.#port);
    this.#socket.on('data', (chunk: Buffer) => reader.push(chunk));
    return this.#socket;
  }
}

function answerOn(socket: Socket, reader: AnswerReader, method: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => done(() => reject(new Error(why)));
    const late = setTimeout(
      () => failed(`no answer within ${patienceMilliseconds} ms`),
      patienceMilliseconds,
    );
    const look = (over?: string): void => {
      try {
        const answer = reader.next(method, over !== undefined);
        if (answer !== undefined) done(() => resolve(answer));
        else if (over !== undefined) done(() => reject(new BrokenConnection(over, reader.begun)));
      } catch (error) {
        failed((error as Error).message);
      }
    };
    const [onData, onEnd, onError] = [
      (): void => look(),
      (): void => look('was closed'),
      (error: Error): void => look(`broke (${error.message})`),
    ];
    const done = (settle: () => void): void => {
      clearTimeout(late);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onError);
      settle();
    };
    socket.on('data', onData).once('end', onEnd).once('close', onEnd).once('error', onError);
  });
}
