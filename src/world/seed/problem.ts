/** Something that is wrong in a seed: where, what, and what to do about it. Never shows a secret. */
export interface SeedProblem {
  /** Keys and indexes from the top of the seed; empty: the seed as a whole. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly mend: string;
}

/** A path as text: `images[0].members[1].status`. */
export function pathText(path: SeedProblem['path']): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '');
}

/** What is said of a text, a list or a mapping that is too long; undefined where something else is wrong. */
export function sizeProblem(
  path: SeedProblem['path'],
  {
    type,
    input,
    requirement,
  }: { readonly type: string; readonly input: unknown; readonly requirement?: unknown },
): SeedProblem | undefined {
  if (type !== 'max_length' && type !== 'max_entries') return undefined;
  const unit = typeof input === 'string' ? 'characters' : Array.isArray(input) ? 'items' : 'keys';
  const has = typeof input === 'string' ? input.length : Object.keys(Object(input)).length;
  return {
    path,
    problem: `must have at most ${String(requirement)} ${unit}, but has ${has}`,
    mend: `Write ${String(requirement)} or fewer`,
  };
}

const most = 12;

/** Texts as alternatives: "`a`, `b` or `c`". Of many, only the first. */
export function either(texts: readonly string[]): string {
  const quoted = texts.slice(0, most).map((text) => `\`${text}\``);
  const last = texts.length > most ? `one of ${texts.length - most} others` : (quoted.pop() ?? 'nothing');
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** An item whose key an earlier one has already. */
export interface Repeat {
  readonly index: number;
  /** The index of the item that had the key first. */
  readonly first: number;
}

/** The items that repeat the key of an earlier one. Items without key do not count. */
export function repeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item, index: number) => string | undefined,
): readonly Repeat[] {
  const seen = new Map<string, number>();
  const found: Repeat[] = [];
  for (const [index, item] of items.entries()) {
    const key = keyOf(item, index);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else found.push({ index, first });
  }
  return found;
}

/**
 * What the words are called that stand in a place: as its key, unless there is another noun for that or for the one above.
 * @param nouns by such keys.
 */
export function nounOf(path: SeedProblem['path'], nouns: Readonly<Record<string, string>> = {}): string {
  const named = path.slice(-2).find((key) => Object.hasOwn(nouns, key));
  return named === undefined ? `\`${path.at(-1)}\`` : (nouns[named] ?? '');
}
