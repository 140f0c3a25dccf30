import type { Normal } from './normalise.ts';

/**
 * Ids and times in normal answers are numbered as they come: `<uuid:2>`, `<time:1>`. Where one answer has another id more, all
 * later numbers move. So answers of two clouds are compared under a renaming of what is numbered.
 */
const numbered = /<(time[^:<>]*|uuid|hex):([^<>]+)>/g;

const kindOf = (name: string): string => (name.startsWith('time') ? 'time' : name);

/** All that is numbered in an answer, in one text. */
export function numbersIn(normal: Normal): string {
  return (JSON.stringify(normal).match(numbered) ?? []).join('');
}

/** Puts the numbers of one cloud in place of those of another. */
export interface Renaming {
  /** Notes that two texts stand at the same place. */
  learn(text: string, other: string): void;
  /** A text of the other cloud as the first would have numbered it. What the first does not have keeps its number, with an n. */
  rename(other: string): string;
}

/** A renaming that is learned from texts that are alike but for their numbers. */
export function renamingOf(): Renaming {
  const known = new Map<string, string>();
  return {
    learn(text, other) {
      const numbers = [...text.matchAll(numbered)];
      for (const [index, [, name = '', number = '']] of [...other.matchAll(numbered)].entries()) {
        const key = `${kindOf(name)} ${number}`;
        if (!known.has(key)) known.set(key, numbers[index]?.[2] ?? '');
      }
    },
    rename: (other) =>
      other.replace(numbered, (_, name: string, number: string) => {
        return `<${name}:${known.get(`${kindOf(name)} ${number}`) ?? `n${number}`}>`;
      }),
  };
}

/** A text without the numbers of its ids and times. */
export function unnumbered(text: string): string {
  return text.replace(numbered, '<$1>');
}

/**
 * Whether two texts name the same things. How times compare depends on how fast a cloud answers: which times are equal is no
 * difference.
 */
export function sameThings(text: string, other: string, { rename }: Renaming): boolean {
  if (text === other) return true;
  if (unnumbered(text) !== unnumbered(other)) return false;
  const timeless = (each: string): string => each.replace(/<(time[^:<>]*):[^<>]+>/g, '<$1>');
  return timeless(text) === timeless(rename(other));
}

/** The same answers with what is numbered in them numbered anew, in the order in which the normaliser sees it. */
export function renumbered(answers: readonly Normal[]): readonly Normal[] {
  const numbers = new Map<string, string>();
  const counts = new Map<string, number>();
  const numberOf = (name: string, old: string): string => {
    const key = `${name} ${old}`;
    const found = numbers.get(key);
    if (found !== undefined) return found;
    const kind = kindOf(name);
    const next = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, next);
    numbers.set(key, String(next));
    return String(next);
  };
  const text = (old: string): string =>
    old.replace(numbered, (_, name: string, number: string) => `<${name}:${numberOf(name, number)}>`);
  return answers.map(({ status, headers, body }) => {
    const first = mapped(body, text);
    return { status, headers: mapped(headers, text) as Normal['headers'], body: first };
  });
}

function mapped(value: unknown, text: (old: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((each) => mapped(each, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [text(key), mapped(each, text)]));
}
