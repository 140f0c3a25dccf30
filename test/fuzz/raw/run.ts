/** Opens raw connections, many at a time, and puts the rules about connections to the test. */
import { setTimeout as after } from 'node:timers/promises';
import type { Answer } from '../answer.ts';
import { probeProblem } from '../flood.ts';
import { diceAt } from '../generate.ts';
import { scriptOf } from '../request.ts';
import type { Attacked } from '../server.ts';
import type { Verdict } from '../verdict.ts';
import { type Heard, RawClient } from './client.ts';
import type { Outcome } from './kind.ts';
import { kindAt } from './kinds.ts';

/** The raw connections of a seed from one place to another, the end not included. */
export interface RawSpan {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** What came of raw connections. */
export interface RawOutcome {
  readonly probes: number;
  /** Milliseconds until the last socket was gone. */
  readonly socketsGone: number;
  /** Puts to the test what ran. To be called once the server has ended, and its log with it. */
  readonly judge: () => void;
}

const together = 16;
const betweenProbes = 100;
const mostFindings = 60;
/** How long the sockets of clients that have gone, or were refused, may be there. */
const socketMilliseconds = 60_000;
/** The places of raw connections begin behind those of requests, so that no two throw the same dice. */
const firstPlace = 1_000_000_000;

/** Opens the connections of a seed; then waits until the server has let go of them all. */
export async function attackRaw(server: Attacked, span: RawSpan, verdict: Verdict): Promise<RawOutcome> {
  const before = server.sockets();
  const run = new RawRun(server, span, verdict);
  await Promise.all(Array.from({ length: together }, (_, worker) => run.worker(worker)));
  if (server.ended() !== undefined) return { probes: run.probes, socketsGone: 0, judge: () => run.judge() };
  const refused = await gone(server, before);
  const shown = (left: number): string => `${left} sockets are left after ${socketMilliseconds / 1000} s`;
  verdict.check(
    'closed',
    refused.left === 0,
    () => `${shown(refused.left)}, of clients that were refused and stay`,
  );
  for (const client of run.staying) client.socket.destroy();
  const all = await gone(server, before);
  verdict.check('sockets', all.left === 0, () => `${shown(all.left)}, of clients that have gone`);
  return {
    probes: run.probes,
    socketsGone: refused.milliseconds + all.milliseconds,
    judge: () => run.judge(),
  };
}

/** Waits until a server has no more sockets than before, a minute at most. */
async function gone(
  server: Attacked,
  before: number,
): Promise<{ readonly left: number; readonly milliseconds: number }> {
  const begun = performance.now();
  const passed = (): number => performance.now() - begun;
  while (server.sockets() > before && passed() < socketMilliseconds) await after(50);
  return { left: Math.max(0, server.sockets() - before), milliseconds: passed() };
}

class RawRun {
  probes = 0;
  readonly staying: RawClient[] = [];
  readonly #server: Attacked;
  readonly #span: RawSpan;
  readonly #verdict: Verdict;
  readonly #before: number;
  /** Marks of requests to which nothing but the answer to what came behind them was heard. */
  readonly #displaced: { readonly mark: string; readonly repeat: string }[] = [];
  readonly #repeats: Map<string, string> = new Map();

  constructor(server: Attacked, span: RawSpan, verdict: Verdict) {
    this.#server = server;
    this.#span = span;
    this.#verdict = verdict;
    this.#before = verdict.findings.length;
  }

  async worker(number: number): Promise<void> {
    const { from, to } = this.#span;
    for (let index = from + number; index < to; index += together) {
      const tooMany = this.#verdict.findings.length - this.#before > mostFindings;
      if (this.#server.ended() !== undefined || tooMany) return;
      await this.#attack(index);
      if (index % betweenProbes !== 0) continue;
      this.probes += 1;
      const problem = await probeProblem(this.#server.port);
      this.#verdict.check(
        'between',
        problem === undefined,
        () => `after raw connection ${index}: ${problem}`,
      );
    }
  }

  async #attack(index: number): Promise<void> {
    const { name, act } = kindAt(index);
    const at = `raw connection ${index} (${name})`;
    const dice = diceAt(this.#span.seed, firstPlace + index);
    try {
      const client = await RawClient.to(this.#server.port, index, dice);
      const outcome = await act(client);
      const repeat = (): string => this.#repeat(client, index);
      await this.#judge(client, outcome, at, repeat);
      this.#repeats.set(String(index), repeat());
      if (outcome.must === 'stays') this.staying.push(client);
      else if (outcome.must !== 'leaves') client.leave();
    } catch (error) {
      const rule = this.#server.ended() === undefined ? 'answered' : 'running';
      this.#verdict.check(rule, false, () => `${at}: ${(error as Error).message}`);
    }
  }

  #repeat(client: RawClient, index: number): string {
    const again = `npm run fuzz -- --seed ${this.#span.seed} --only-connection ${index}`;
    return `${scriptOf(Buffer.concat(client.written), 9292)}\n${again}`;
  }

  async #judge(client: RawClient, outcome: Outcome, at: string, repeat: () => string): Promise<void> {
    const check = (rule: 'answered' | 'closed', problem: string | undefined): void =>
      this.#verdict.check(rule, problem === undefined, () => `${at}: ${problem}`, repeat);
    if (outcome.must === 'answers') {
      const heard = await client.hear(outcome.marks.map(() => 'DELETE'));
      check('answered', heard.problem ?? orderProblem(heard.answers, outcome.marks, outcome.marks.length));
    } else if (outcome.must === 'settles') {
      const heard = await client.hear(['DELETE']);
      check(
        'closed',
        heard.problem ?? (heard.closed || heard.answers.length > 0 ? undefined : 'neither answer nor end'),
      );
    } else if (outcome.must === 'closes') {
      const valid = outcome.valid ?? [];
      const heard = await client.hear(Array.from({ length: 20 }, () => 'DELETE'));
      const closed = await client.closed();
      check(
        'closed',
        heard.problem ?? (closed ? orderProblem(heard.answers, valid, 0) : 'the server keeps it open'),
      );
      this.#displace(heard, valid, repeat);
    }
  }

  /** Where the first answer is to what was malformed, the valid request before it must not have run. */
  #displace({ answers }: Heard, valid: readonly string[], repeat: () => string): void {
    const [first] = valid;
    const [answer] = answers;
    if (first !== undefined && answer !== undefined && idOf(answer) === undefined)
      this.#displaced.push({ mark: first, repeat: repeat() });
  }

  judge(): void {
    const { marks } = this.#server.log;
    for (const { mark, repeat } of this.#displaced)
      this.#verdict.check(
        'once',
        !marks.has(mark),
        () => `${mark} ran, and the answer to it was that to what came behind it`,
        () => repeat,
      );
    for (const [mark, times] of marks) {
      const holds = mark.startsWith('raw') && times === 1;
      const repeat = (): string => this.#repeats.get(mark.split('-')[1] ?? '') ?? '';
      this.#verdict.check(
        'once',
        holds,
        () => `${mark} ran ${times} times: ${kindAt(Number(mark.split('-')[1])).name}`,
        repeat,
      );
    }
  }
}

function idOf({ headers }: Answer): string | undefined {
  return headers.get('x-openstack-request-id')?.[0];
}

/** What is wrong with answers to requests with these marks: too few, or not in their order. */
function orderProblem(
  answers: readonly Answer[],
  marks: readonly string[],
  least: number,
): string | undefined {
  if (answers.length < least) return `${answers.length} of ${least} requests are answered`;
  const ids = answers.map(idOf);
  const wrong = ids.findIndex(
    (id, at) => id !== undefined && marks[at] !== undefined && id !== `req-${marks[at]}`,
  );
  return wrong === -1 ? undefined : `answer ${wrong + 1} is to ${ids[wrong]}, not to req-${marks[wrong]}`;
}
