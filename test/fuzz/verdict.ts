/** What must hold whatever anybody sends. The texts are the names of CI's tests and the rows of docs/TRUST.md. */
export const rules = {
  answered: 'every request gets an answer, and its own',
  listed: 'only refusals that are listed have a status of 500 or more',
  between: 'a valid request in between is answered in full',
  running: 'the server never ends by itself',
  printed: 'the server prints log lines alone, and no stack trace',
  secrets: 'no token, password or key of the seed is in a log or a recording',
  memory: 'memory comes back after a reset',
  once: 'no request runs twice, and none that was hidden in another one',
  closed: 'what is not HTTP is refused, and its connection closed',
  sockets: 'no socket of a client that has gone is left after a minute',
  stopped: 'SIGTERM ends the server within 5 s, with connections open, and with exit code 0',
  recorded: 'a recording under attack is written within 90 s',
  core: 'the core answers requests that are made to be slow, and fails on purpose alone',
  load: 'nothing that was acknowledged to one of 64 clients at a time is lost',
  faults: 'the server survives its log, its output, and signals during uploads',
} as const;

/** The name of a rule. */
export type Rule = keyof typeof rules;

/** A rule that did not hold once. */
export interface Finding {
  readonly rule: Rule;
  readonly what: string;
  /** A command that repeats it, or the lines that show it. */
  readonly repeat: string;
}

/** Counts how often each rule was put to the test, and keeps where it did not hold. */
export class Verdict {
  readonly findings: Finding[] = [];
  readonly checks: Record<Rule, number> = Object.fromEntries(
    Object.keys(rules).map((rule) => [rule, 0]),
  ) as Record<Rule, number>;
  readonly #heard: (finding: Finding) => void;

  /** @param heard is called with each finding, when it is found. */
  constructor(heard: (finding: Finding) => void) {
    this.#heard = heard;
  }

  /** Puts a rule to the test; the sentence says what is wrong where it does not hold. */
  check(rule: Rule, holds: boolean, what: () => string, repeat: () => string = () => ''): void {
    this.checks[rule] += 1;
    if (holds) return;
    const finding = { rule, what: what(), repeat: repeat() };
    this.findings.push(finding);
    this.#heard(finding);
  }
}
