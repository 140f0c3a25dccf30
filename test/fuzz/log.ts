import { identityRefusals } from '../../src/domain/identity/refusals.ts';
import { refusalsV2 } from '../../src/domain/identity/v2/refusals.ts';
import { refusals } from '../../src/domain/refusals.ts';
import { probe, roles, secretMark, stranger } from './place.ts';

/** A line of the log about a request with a status of 500 or more, or whose connection was ended without an answer. */
export interface FailureLine {
  readonly method: string;
  readonly target: string;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly refused: { readonly refusal: string } | null;
}

const shownOfEach = 10;
const listed: ReadonlySet<string> = new Set(
  [refusals, identityRefusals, refusalsV2].flatMap(
    (table: Readonly<Record<string, { readonly status: number }>>) =>
      Object.keys(table).filter((name) => (table[name]?.status ?? 0) >= 500),
  ),
);

/** Reads what `serve --json` prints on stderr, as it comes, and keeps what is worth a look. */
export class LogBook {
  /** Lines about requests. */
  requests = 0;
  /** Lines that are no JSON: a stack trace, or something else that nobody asked for. */
  readonly strange: string[] = [];
  /** Lines with a secret of the seed. */
  readonly leaks: string[] = [];
  readonly failures: FailureLine[] = [];
  /** What was printed on stdout: with `--json` the line that says where the server answers, and nothing else. */
  output = '';
  /** How often each mark of a raw connection was in the target of a request. */
  readonly marks: Map<string, number> = new Map();
  #rest = '';

  /** Takes what was printed. */
  take(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  /** What was printed without a line break behind it counts too. */
  end(): void {
    if (this.#rest !== '') this.#read(this.#rest);
    this.#rest = '';
  }

  #read(line: string): void {
    if (hasSecret(line) && this.leaks.length < shownOfEach) this.leaks.push(line);
    const entry = parsed(line);
    if (entry === undefined) {
      if (this.strange.length < shownOfEach) this.strange.push(line);
      return;
    }
    if (typeof entry.target !== 'string') return;
    this.requests += 1;
    const { status = 0, method = '', target, refused = null } = entry;
    if (status >= 500 || status === 0) this.failures.push({ status, method, target, refused });
    for (const [mark] of target.matchAll(/\b(?:raw|hidden)-\d+-\d+\b/g))
      this.marks.set(mark, (this.marks.get(mark) ?? 0) + 1);
  }
}

function parsed(line: string): Partial<FailureLine> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A secret of the seed as a word of its own: a longer word that has one in it opens nothing. */
const wholeSecret: RegExp = new RegExp(
  `(?<![\\w\\u0080-\\uffff-])(?:(?:${roles.join('|')})-\\d+|${probe.user}|${stranger})-(?:token|password|key)-${secretMark}(?![\\w\\u0080-\\uffff-])`,
);

/** Whether a secret of the seed is in a line, as it is or percent-encoded up to three times. */
export function hasSecret(line: string): boolean {
  let text = line;
  for (let times = 0; times < 4; times += 1) {
    if (wholeSecret.test(text)) return true;
    if (!text.includes('%')) return false;
    text = text.replaceAll(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  }
  return false;
}

/** Whether the fake answers so on purpose: by a refusal that is listed with such a status. */
export function isListed({ refused }: FailureLine): boolean {
  return refused !== null && listed.has(refused.refusal);
}

/** Whether it broke Glance itself. */
export function isBroken({ refused }: FailureLine): boolean {
  return refused?.refusal === 'serverBroke';
}
