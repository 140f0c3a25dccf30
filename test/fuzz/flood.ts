/** Sends the requests of a seed, many at a time, and puts the rules about requests to the test. */
import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import { BrokenConnection, Connection } from './connection.ts';
import { attackAt } from './generate.ts';
import { type FailureLine, isBroken, isListed } from './log.ts';
import { imageOf, laneCount, probe, tokenOf } from './place.ts';
import { type Attack, curlOf, scriptOf, wireOf } from './request.ts';
import type { Attacked } from './server.ts';
import type { Verdict } from './verdict.ts';

/** The requests of a seed from one place to another, the end not included. */
export interface Span {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** What came of a flood. */
export interface Flooded {
  /** Answers by the first digit of their status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each mutation was sent. */
  readonly tried: Readonly<Record<string, number>>;
  readonly probes: number;
  /** The longest that an answer took, in milliseconds, and to which request. */
  readonly slowest: { readonly milliseconds: number; readonly name: string };
  /** Memory after each reset, in KiB. */
  readonly memory: readonly number[];
  /** Puts answers of 500 or more, and ended connections, to the test. To be called once the server has ended, and its log with it. */
  readonly judge: () => void;
}

/** Requests between two that must be answered as ever. */
const betweenProbes = 200;
/** Requests between two resets. */
const betweenResets = 4000;
/** After a reset memory may be so many times what it was after the first: what is freed comes back to the system late. */
export const memoryFactor = 2;
const mostFindings = 40;
/** A request that is longer may be refused before all of it was sent. */
const unreadBytes = 65_536;

/** Sends requests in lanes, each lane one at a time; after every few thousand the world begins anew. */
export async function flood(server: Attacked, span: Span, verdict: Verdict): Promise<Flooded> {
  const run = new Run(server, span.seed, verdict);
  const memory: number[] = [];
  for (let from = span.from; from < span.to && run.goesOn; from += betweenResets) {
    const to = Math.min(span.to, from + betweenResets);
    await Promise.all(Array.from({ length: laneCount }, (_, lane) => run.lane(lane, from, to)));
    if (!run.goesOn) break;
    await server.reset();
    memory.push(await settledMemory(server, (memory[0] ?? Infinity) * memoryFactor));
  }
  const [first = 0] = memory;
  const last = memory.at(-1) ?? 0;
  const grown = (): string =>
    `after resets: ${memory.map((each) => `${Math.round(each / 1024)} MiB`).join(', ')}`;
  if (memory.length > 1) verdict.check('memory', last <= first * memoryFactor, grown);
  const { statuses, tried, probes, slowest } = run;
  return { statuses, tried, probes, slowest, memory, judge: () => run.judge() };
}

/** Memory once it is little enough, or after ten seconds: a collection of garbage takes its time. */
async function settledMemory(server: Attacked, enough: number): Promise<number> {
  for (let left = 40; left > 0 && server.memory() > enough; left -= 1) await after(250);
  return server.memory();
}

class Run {
  readonly statuses: Record<string, number> = {};
  readonly tried: Record<string, number> = {};
  probes = 0;
  slowest: Flooded['slowest'] = { milliseconds: 0, name: 'none' };
  readonly #server: Attacked;
  readonly #seed: number;
  readonly #verdict: Verdict;
  readonly #before: number;
  readonly #failures: { readonly attack: Attack; readonly answer: Answer }[] = [];
  /** What got no answer. On purpose that happens where Glance breaks, and the web server in front of it ends the connection. */
  readonly #cut: Attack[] = [];

  constructor(server: Attacked, seed: number, verdict: Verdict) {
    this.#server = server;
    this.#seed = seed;
    this.#verdict = verdict;
    this.#before = verdict.findings.length;
  }

  /** A server that is gone, or that fails at everything, has said enough. */
  get goesOn(): boolean {
    const tooMany = this.#verdict.findings.length - this.#before > mostFindings;
    return this.#server.ended() === undefined && !tooMany;
  }

  async lane(lane: number, from: number, to: number): Promise<void> {
    const connection = new Connection(this.#server.port);
    const first = from + ((lane - (from % laneCount) + laneCount) % laneCount);
    for (let index = first; index < to && this.goesOn; index += laneCount) {
      await this.#send(connection, attackAt(this.#seed, index, `127.0.0.1:${this.#server.port}`));
      if (index % betweenProbes === 0) await this.#probe(index);
    }
    connection.close();
  }

  async #send(connection: Connection, attack: Attack): Promise<void> {
    const repeat = (): string => this.#repeat(attack);
    for (const name of attack.mutations) this.tried[name] = (this.tried[name] ?? 0) + 1;
    try {
      const answer = await this.#ask(connection, attack);
      const shown = answer.headers.get('x-openstack-request-id')?.[0];
      const own = ownId(attack);
      // The identity APIs give every answer an id of their own.
      const isOther = shown !== undefined && attackId.test(shown) && own !== undefined && shown !== own;
      this.#verdict.check('answered', !isOther, () => `request ${own} got the answer to ${shown}`, repeat);
      const digit = `${Math.floor(answer.status / 100)}xx`;
      this.statuses[digit] = (this.statuses[digit] ?? 0) + 1;
      if (answer.status >= 500) this.#failures.push({ attack, answer });
    } catch (error) {
      const isRunning = this.#server.ended() === undefined;
      if (isRunning && error instanceof BrokenConnection && error.bytes === 0) {
        this.#cut.push(attack);
        return;
      }
      const rule = isRunning ? 'answered' : 'running';
      this.#verdict.check(rule, false, () => `${named(attack)}: ${(error as Error).message}`, repeat);
    }
  }

  async #ask(connection: Connection, attack: Attack): Promise<Answer> {
    const begun = performance.now();
    const bytes = wireOf(attack);
    const answer = await connection.ask(bytes, attack.method).catch((error: Error) => {
      // A server that refuses a long body unread may reset the connection, and the answer is lost with what was on its way.
      if (!(error instanceof BrokenConnection) || bytes.length <= unreadBytes) throw error;
      return connection.ask(bytes, attack.method);
    });
    const milliseconds = performance.now() - begun;
    if (milliseconds > this.slowest.milliseconds) this.slowest = { milliseconds, name: named(attack) };
    // Node's parser may refuse these when they have been answered already: the connection ends then.
    if (attack.mutations.includes('headers: broken framing')) connection.close();
    return answer;
  }

  async #probe(index: number): Promise<void> {
    this.probes += 1;
    const problem = await probeProblem(this.#server.port);
    this.#verdict.check('between', problem === undefined, () => `after request ${index}: ${problem}`);
  }

  #repeat(attack: Attack): string {
    const port = '9292';
    const again = `npm run fuzz -- --seed ${this.#seed} --only ${attack.index} --round ${this.#server.round}`;
    return `${curlOf(attack, `http://127.0.0.1:${port}`) ?? scriptOf(wireOf(attack), port)}\n${again}`;
  }

  /** Looks for the line of the log to each answer of 500 or more, and to each ended connection. To be called once the log is complete. */
  judge(): void {
    const lines = [...this.#server.log.failures];
    for (const attack of this.#cut) {
      const at = lines.findIndex((line) => line.status === 0 && isBroken(line) && isOf(line, attack));
      if (at !== -1) lines.splice(at, 1);
      this.#verdict.check(
        'answered',
        at !== -1,
        () => `${named(attack)}: the connection was ended without an answer`,
        () => this.#repeat(attack),
      );
    }
    // Of two answers to one target, that of Express's own error handler is the one without a line.
    const inTurn = this.#failures.toSorted((left, right) => isExpress(left.answer) - isExpress(right.answer));
    for (const { attack, answer } of inTurn) {
      const at = lines.findIndex((line) => answer.status === line.status && isOf(line, attack));
      const [line] = at === -1 ? [] : lines.splice(at, 1);
      const said = line === undefined ? 'not in the log' : (line.refused?.refusal ?? 'no refusal');
      this.#verdict.check(
        'listed',
        line !== undefined && isListed(line),
        () => `${named(attack)}: ${answer.status}, ${said}`,
        () => this.#repeat(attack),
      );
    }
  }
}

function isExpress({ headers }: Answer): number {
  return headers.has('content-security-policy') ? 1 : 0;
}

/**
 * Whether a line is about an attack: its target may have been masked in part, a long one is cut, Node's parser drops spaces behind it,
 * and a whole URL is its path.
 */
function isOf({ method, target }: FailureLine, attack: Attack): boolean {
  if (method !== attack.method) return false;
  const [first = '', ...rest] = target.split(/\*\*\*|…$/);
  // A whole URL is answered, and logged, as its path.
  const sent = attack.target.replace(/^https?:\/\/[^/?#]*(?=\/)/i, '');
  return rest.length === 0 ? target === sent.trimEnd() : sent.startsWith(first);
}

const attackId: RegExp = /^req-\d+$/;

/** The id that an attack gave itself, where it did and no mutation gave it another one. */
function ownId({ headers }: Attack): string | undefined {
  const ids = headers.filter(([name]) => name === 'X-Openstack-Request-Id').map(([, value]) => value);
  return ids.length === 1 && attackId.test(ids[0] ?? '') ? ids[0] : undefined;
}

function named({ index, operation, mutations }: Attack): string {
  return `request ${index} (${[operation, ...mutations].join('; ')})`;
}

/** Asks as somebody whom no attack concerns, over a connection of its own: what is wrong with the answer, if anything. */
export async function probeProblem(port: number): Promise<string | undefined> {
  const head = `GET /v2/images?owner=${probe.tenant} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Auth-Token: ${tokenOf(probe.user)}\r\n\r\n`;
  const connection = new Connection(port);
  try {
    const { status, body } = await connection.ask(Buffer.from(head), 'GET');
    if (status !== 200) return `GET /v2/images is answered ${status}`;
    const { images } = JSON.parse(Buffer.from(body).toString()) as { images: readonly { id: string }[] };
    const [ids, right] = [
      images.map(({ id }) => id).toSorted(),
      probe.images.map((each) => imageOf(999, each)),
    ];
    return ids.join() === right.join()
      ? undefined
      : `GET /v2/images lists ${ids.join()} in place of ${right.join()}`;
  } catch (error) {
    return `GET /v2/images: ${(error as Error).message}`;
  } finally {
    connection.close();
  }
}
