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

const most = 12;

/** Texts as alternatives: "`a`, `b` or `c`". Of many, only the first. */
export function either(texts: readonly string[]): string {
  const quoted = texts.slice(0, most).map((text) => `\`${text}\``);
  const last = texts.length > most ? `one of ${texts.length - most} others` : (quoted.pop() ?? 'nothing');
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
