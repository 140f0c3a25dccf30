import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { type Answer, AnswerReader } from '../answer.ts';
import { opened, patienceMilliseconds } from '../connection.ts';
import { imageOf, tokenOf } from '../place.ts';
import type { Dice } from '../../parity/walks/dice.ts';

/** What came over a raw connection. */
export interface Heard {
  readonly answers: readonly Answer[];
  /** Whether the server closed the connection, or broke it off. */
  readonly closed: boolean;
  /** What is wrong with the bytes, if they are no answers. */
  readonly problem: string | undefined;
}

/**
 * A client that writes whatever it likes. What it writes in a request's target carries a mark: `raw-…` may run once,
 * `hidden-…` never.
 */
export class RawClient {
  readonly dice: Dice;
  readonly socket: Socket;
  /** All that was written, for those who want to repeat it. */
  readonly written: Buffer[] = [];
  readonly #index: number;
  readonly #port: number;
  readonly #reader: AnswerReader = new AnswerReader();
  #marks = 0;
  #closed = false;

  private constructor(socket: Socket, port: number, index: number, dice: Dice) {
    this.socket = socket;
    this.dice = dice;
    this.#index = index;
    this.#port = port;
    socket.on('data', (chunk: Buffer) => this.#reader.push(chunk));
    for (const event of ['end', 'close']) socket.once(event, () => (this.#closed = true));
  }

  /** Connects; the client's half stays open when the server closes its own. */
  static async to(port: number, index: number, dice: Dice): Promise<RawClient> {
    return new RawClient(await opened(port, true), port, index, dice);
  }

  /** A mark that no other request has. */
  mark(kind: 'raw' | 'hidden' = 'raw'): string {
    this.#marks += 1;
    return `${kind}-${this.#index}-${this.#marks}`;
  }

  /** A whole request with a mark: one that changes something if it runs, unless another method is given. */
  request(mark: string = this.mark(), method = 'DELETE', headers: readonly string[] = []): string {
    return [
      `${method} /v2/images/${imageOf(0, 0)}/members/${mark} HTTP/1.1`,
      `Host: 127.0.0.1:${this.#port}`,
      `X-Auth-Token: ${tokenOf('producer-0')}`,
      `X-Openstack-Request-Id: req-${mark}`,
      ...headers,
      '',
      '',
    ].join('\r\n');
  }

  /** Writes text, of which each character is a byte. */
  write(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : Buffer.from(text);
    this.written.push(bytes);
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** Waits some milliseconds, as chance has it. */
  async pause(most: number): Promise<void> {
    await after(this.dice.whole(0, most));
  }

  /** Goes away: politely, without a word, or with a reset. */
  leave(how: 'end' | 'destroy' | 'reset' = this.dice.pick(['end', 'destroy', 'reset'])): void {
    if (how === 'end') this.socket.end();
    else if (how === 'destroy') this.socket.destroy();
    else this.socket.resetAndDestroy();
  }

  /**
   * Waits until there are so many answers, or the server has closed, or patience is at an end.
   * @param methods of the requests, in their order; one answer for each.
   */
  async hear(methods: readonly string[]): Promise<Heard> {
    const answers: Answer[] = [];
    const until = performance.now() + patienceMilliseconds;
    try {
      for (const method of methods) {
        let answer = this.#reader.next(method, this.#closed);
        while (answer === undefined && !this.#closed && performance.now() < until) {
          await this.#something(until - performance.now());
          answer = this.#reader.next(method, this.#closed);
        }
        if (answer === undefined) break;
        answers.push(answer);
      }
      return { answers, closed: this.#closed, problem: undefined };
    } catch (error) {
      return { answers, closed: this.#closed, problem: (error as Error).message };
    }
  }

  /** Waits until the server has closed the connection; false where it does not. */
  async closed(): Promise<boolean> {
    const until = performance.now() + patienceMilliseconds;
    while (!this.#closed && performance.now() < until) await this.#something(until - performance.now());
    return this.#closed;
  }

  async #something(milliseconds: number): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const events = ['data', 'end', 'close'].map((event) => once(this.socket, event, { signal }));
    const late = after(milliseconds, undefined, { signal });
    await Promise.race([...events, late]).catch(() => {});
    over.abort();
    await Promise.allSettled([...events, late]);
  }
}
