import type { FakeSide } from './fake-side.ts';
import { type Names, namesOf, type Story } from './names.ts';
import { differencesOf, type Normal, normaliser } from './normalise.ts';
import type { Answer, Asked, Side } from './side.ts';

/** One question with both answers. */
export interface Compared {
  readonly asked: Asked;
  readonly real: Normal;
  readonly fake: Normal;
  /** Empty where they agree. */
  readonly differences: readonly string[];
  /** The fake's own account of the decision: operation, check, refusal. */
  readonly rule: string;
  /**
   * The real answer took from one second into the next: which one its times are of is unknown, and later times
   * may seem to differ. Such a story proves nothing where it differs; tell it again.
   */
  readonly blurred: boolean;
  /** The second, since 1970, in which it was. */
  readonly second: number;
}

/** Both sides of one story, asked in step. The fake's clock follows the real one's seconds. */
export interface Pair {
  ask(asked: Asked): Promise<Compared>;
  /** Keeps a value of the last answers under a name: `<kept:name>`. The path leads to it through JSON, or is `header:name`. */
  keep(name: string, path: string): void;
}

/** Tells a story to both sides. */
export function pairOf(real: Side, fake: FakeSide, story: Story): Pair {
  const names = [namesOf(real, story), namesOf(fake, story)] as const;
  const normal = [normaliser(names[0], fake), normaliser(names[1], fake)] as const;
  let last: readonly Answer[] = [];
  return {
    async ask(asked) {
      const start = secondNow();
      const expanded = names[0].expandAsked(asked);
      const a = await real.ask(expanded);
      const moment = await momentOf(real, expanded, a, start);
      const b = await fake.ask(names[1].expandAsked(asked), moment.second * 1000);
      last = [a, b];
      const [first, second] = [normal[0](a, asked.method), normal[1](b, asked.method)];
      const differences = differencesOf(first, second);
      return { asked, real: first, fake: second, differences, rule: ruleOf(fake), ...moment };
    },
    keep(name, path) {
      names.forEach((each, index) => keepFrom(each, last[index], name, path));
    },
  };
}

const secondNow = (): number => Math.floor(Date.now() / 1000);

/**
 * The second in which something was changed. Where the answer took from one second into the next and does not
 * tell, the image is looked at.
 */
async function momentOf(
  real: Side,
  { method, path }: Asked,
  { status, body }: Answer,
  start: number,
): Promise<{ readonly second: number; readonly blurred: boolean }> {
  const end = secondNow();
  if (start === end || status >= 300 || method === 'GET') return { second: end, blurred: false };
  const [image] = /^\/v2\/images\/[0-9a-f-]{36}/.exec(path) ?? [];
  const told = secondsIn(body, start, end);
  const looked = told.length > 0 || image === undefined ? told : await secondsOf(real, image, start, end);
  return looked.length > 0
    ? { second: Math.max(...looked), blurred: false }
    : { second: end, blurred: body.length === 0 };
}

async function secondsOf(real: Side, path: string, start: number, end: number): Promise<readonly number[]> {
  const { body } = await real.ask({ as: 'admin', method: 'GET', path });
  return secondsIn(body, start, end);
}

/** The times that a body speaks of, from one second to another. */
function secondsIn(body: Uint8Array, start: number, end: number): readonly number[] {
  const times = new TextDecoder().decode(body).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g) ?? [];
  return times.map((each) => Date.parse(each) / 1000).filter((each) => each >= start && each <= end);
}

/** Keeps a value of an answer, see `Pair.keep`. What the answer lacks is kept as nothing. */
export function keepFrom(names: Names, answer: Answer | undefined, name: string, path: string): void {
  names.keep(name, valueAt(answer, path));
}

function valueAt(answer: Answer | undefined, path: string): string {
  if (answer === undefined) throw new Error('nothing was asked yet');
  if (path.startsWith('header:')) return answer.headers[path.slice(7)] ?? '';
  const { body, headers } = answer;
  if (!(headers['content-type'] ?? '').includes('json')) return '';
  let value: unknown = JSON.parse(new TextDecoder().decode(body));
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return typeof value === 'string' ? value : '';
}

/**
 * How a fake decided its last request, in words: the check that refused, or all the checks that let it pass, and
 * what a list was narrowed by.
 */
export function ruleOf({ last, fake }: FakeSide): string {
  if (last === undefined) return 'not asked';
  const { operation, refused } = last.trace;
  if (refused !== null)
    return `${operation ?? 'no operation'}: check ${refused.check}, refusal ${refused.refusal}`;
  const checks: readonly string[] | undefined = Object.entries(fake.rules.checks).find(
    ([name]) => name === operation,
  )?.[1];
  if (checks === undefined) return `${operation ?? 'no operation'}: answered before any check`;
  const asked = [...new URLSearchParams(last.target.split('?')[1] ?? '').keys()];
  const narrowed = operation === 'listImages' ? `; filters ${[...new Set(asked)].join(', ') || 'none'}` : '';
  return `${operation}: passed ${checks.join(', ')}${narrowed}`;
}
