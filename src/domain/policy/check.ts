/**
 * A rule of oslo.policy, read: a check, or checks put together.
 * Source: oslo.policy 4.0, the policy language; asked of it for what it does with what it does not understand.
 */
export type Check =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  /** What could not be read: nobody passes it. */
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'rule'; readonly name: string }
  /** Names of roles know no case. */
  | { readonly kind: 'role'; readonly role: string }
  /** Something of the token, or a constant, compared with something of the image, or a constant. */
  | { readonly kind: 'compare'; readonly left: string; readonly right: string }
  /** A check over HTTP, or another extension. */
  | { readonly kind: 'remote'; readonly text: string }
  | { readonly kind: 'not'; readonly of: Check }
  | { readonly kind: 'and' | 'or'; readonly all: readonly Check[] };

/** Whether a role can be called so. Source: Keystone's schema of roles, 1 to 255 characters, not all of them spaces. */
export function isNameOfRole(text: string): boolean {
  return /\S/.test(text) && text.length <= 255;
}

/** Extensions that ask somebody else. */
const remote: readonly string[] = ['http', 'https'];

/** A word of a rule. */
type Word =
  | { readonly kind: '(' | ')' | 'and' | 'or' | 'not' }
  | { readonly kind: 'check'; readonly check: Check };

/** Levels of parentheses and of `not` that are read. */
const deepest = 200;

/**
 * Reads a rule: a text of the policy language, or the older list of lists, of which one list must hold as a whole.
 * @param rule what the file has for it.
 */
export function checkOf(rule: string | readonly unknown[]): Check {
  return typeof rule === 'string' ? ofText(rule) : ofLists(rule);
}

function ofLists(lists: readonly unknown[]): Check {
  if (lists.length === 0) return { kind: 'always' };
  const all = lists
    .filter((each) => each !== '' && !(Array.isArray(each) && each.length === 0))
    .map((each): Check => ({ kind: 'and', all: [each].flat().map((one) => single(String(one))) }));
  return all.length === 0 ? { kind: 'never' } : { kind: 'or', all };
}

function ofText(text: string): Check {
  if (text === '') return { kind: 'always' };
  const words = wordsOf(text);
  const unreadable: Check = { kind: 'unreadable', text };
  const read = words.length === 0 ? undefined : anyOf(words, 0, 0);
  return read === undefined || read.next !== words.length ? unreadable : read.check;
}

/** Words stand between spaces; parentheses may touch the first and the last letter of one. */
function wordsOf(text: string): readonly Word[] {
  return text.split(/\s+/).flatMap((token): readonly Word[] => {
    const opened = /^\(*/.exec(token)?.[0].length ?? 0;
    const bare = token.slice(opened);
    const inner = bare.slice(0, endBefore(')', bare));
    const lowered = inner.toLowerCase();
    const closed = bare.length - inner.length;
    const middle: readonly Word[] =
      inner === ''
        ? []
        : [
            lowered === 'and' || lowered === 'or' || lowered === 'not'
              ? { kind: lowered }
              : { kind: 'check', check: single(inner) },
          ];
    return [...signs('(', opened), ...middle, ...signs(')', closed)];
  });
}

/** Where a text ends without the same sign again and again at its end. A pattern would look from each of them to its end. */
function endBefore(sign: string, text: string): number {
  let end = text.length;
  while (text[end - 1] === sign) end -= 1;
  return end;
}

function signs(kind: '(' | ')', count: number): readonly Word[] {
  return Array.from({ length: count }, () => ({ kind }));
}

/** One check: `role:admin`, `project_id:%(owner)s`, `@`, `!`. */
function single(text: string): Check {
  if (text === '@') return { kind: 'always' };
  if (text === '!') return { kind: 'never' };
  const colon = text.indexOf(':');
  if (colon === -1) return { kind: 'unreadable', text };
  const [left, right] = [text.slice(0, colon), text.slice(colon + 1)];
  if (left === 'rule') return { kind: 'rule', name: right };
  if (left === 'role') return { kind: 'role', role: right };
  return remote.includes(left) ? { kind: 'remote', text } : { kind: 'compare', left, right };
}

interface Read {
  readonly check: Check;
  /** The place of the first word behind it. */
  readonly next: number;
}

/** `a or b or c`: the weakest of the operators. */
function anyOf(words: readonly Word[], from: number, depth: number): Read | undefined {
  return chain('or', words, from, (at) => chain('and', words, at, (place) => operand(words, place, depth)));
}

function chain(
  operator: 'and' | 'or',
  words: readonly Word[],
  from: number,
  part: (from: number) => Read | undefined,
): Read | undefined {
  const all: Check[] = [];
  let next = from;
  for (;;) {
    const read = part(next);
    if (read === undefined) return undefined;
    all.push(read.check);
    next = read.next;
    if (words[next]?.kind !== operator) break;
    next += 1;
  }
  const [only] = all;
  return { check: all.length === 1 && only !== undefined ? only : { kind: operator, all }, next };
}

function operand(words: readonly Word[], from: number, depth: number): Read | undefined {
  const word = words[from];
  if (word === undefined || depth > deepest) return undefined;
  if (word.kind === 'check') return { check: word.check, next: from + 1 };
  if (word.kind === 'not') {
    const read = operand(words, from + 1, depth + 1);
    return read && { check: { kind: 'not', of: read.check }, next: read.next };
  }
  if (word.kind !== '(') return undefined;
  const read = anyOf(words, from + 1, depth + 1);
  return read !== undefined && words[read.next]?.kind === ')'
    ? { check: read.check, next: read.next + 1 }
    : undefined;
}

/** What keeps the text of an `unreadable` check from being read. */
export function unreadableBecause(text: string): string {
  if (text.trim() === '') return 'it is nothing but spaces';
  const ends = /(?:^|[\s(])(and|or|not)$/i.exec(text.trimEnd())?.[1];
  if (ends !== undefined) return `nothing follows \`${ends}\` at its end`;
  const begins = /^(and|or)\s/i.exec(text.trimStart())?.[1];
  if (begins !== undefined) return `nothing stands before \`${begins}\` at its beginning`;
  if (text.split('(').length !== text.split(')').length) return 'its parentheses do not match';
  if (!text.includes(':'))
    return `\`${text.trim().slice(0, 60)}\` is no check, which has a colon, such as role:member`;
  return 'its checks must be joined by `and` or `or`, and nested less than 200 deep';
}
