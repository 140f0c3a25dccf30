/** The matching rules of a pact file, as far as an explanation of a difference needs them. */

/** A step of a path such as `$.images[*]['os-name']`: a name, a place in a list, or whatever is there. */
export type Step = string | number | typeof anything;

export const anything: unique symbol = Symbol('*');

/** A matcher as pact files of the versions 2 to 4 have it. */
export interface FileMatcher {
  readonly match?: string;
  readonly regex?: string;
  readonly min?: number;
  readonly max?: number;
  readonly value?: unknown;
  readonly format?: string;
  readonly variants?: readonly FileVariant[];
}

/** An item that a list must hold somewhere, with rules of its own. */
export interface FileVariant {
  readonly index: number;
  readonly rules?: Readonly<Record<string, FileRule>>;
  readonly generators?: Readonly<Record<string, { readonly type?: string; readonly expression?: string }>>;
}

/** The matchers of a place; in version 2 a matcher itself. */
export interface FileRule extends FileMatcher {
  readonly combine?: string;
  readonly matchers?: readonly FileMatcher[];
}

/** A rule with its path taken apart. */
export interface PlacedRule {
  readonly steps: readonly Step[];
  readonly matchers: readonly FileMatcher[];
}

/** The rules by their paths, as a list. */
export function placedRules(rules: Readonly<Record<string, FileRule>>): readonly PlacedRule[] {
  return Object.entries(rules).map(([path, rule]) => ({
    steps: stepsOf(path),
    matchers: rule.matchers ?? (rule.match === undefined && rule.regex === undefined ? [] : [rule]),
  }));
}

/** The rules of a body. Version 2 has all rules in one list, by `$.body.x` and `$.headers.X`. */
export function bodyRules(matchingRules: Readonly<Record<string, unknown>>): readonly PlacedRule[] {
  const isVersion2 = Object.keys(matchingRules).some((name) => name.startsWith('$'));
  const rules = (isVersion2 ? matchingRules : (matchingRules['body'] ?? {})) as Readonly<
    Record<string, FileRule>
  >;
  const placed = placedRules(rules);
  return isVersion2
    ? placed
        .filter(({ steps: [first] }) => first === 'body')
        .map(({ steps, matchers }) => ({ steps: steps.slice(1), matchers }))
    : placed;
}

/** The steps of a path: `$['it\'s'][0].b` has three. */
export function stepsOf(path: string): readonly Step[] {
  const step = /\.(\*|[^.[\]]+)|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+)|(\*))\]|^([^$.[\]]+)/g;
  return [...path.matchAll(step)].map(([, plain, single, double, index, any, bare]): Step => {
    if (plain === '*' || any !== undefined) return anything;
    if (index !== undefined) return Number(index);
    const quoted = single ?? double;
    return quoted === undefined ? (plain ?? bare ?? '') : quoted.replaceAll(/\\(.)/gs, '$1');
  });
}

/** A path as one writes it: `$.images[2]['os-name']`. */
export function pathOf(steps: readonly Step[]): string {
  const written = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    if (step === anything) return '[*]';
    const name = String(step);
    return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? `.${name}` : `['${name.replaceAll(/['\\]/g, '\\$&')}']`;
  });
  return `$${written.join('')}`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(json: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>((value, step) => inside(value, step), json);
}

/**
 * The example at a path. A rule may allow more items than there are examples: the last one speaks for those.
 */
export function exampleAt(json: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (value, step) =>
      Array.isArray(value) && typeof step === 'number' ? (value[step] ?? value.at(-1)) : inside(value, step),
    json,
  );
}

function inside(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null || step === anything) return undefined;
  return Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[String(step)] : undefined;
}

/** The rule of a place: that with the most exact path, which may be the path of something around it. */
export function ruleFor(
  rules: readonly PlacedRule[],
  place: readonly Step[],
): { readonly matchers: readonly FileMatcher[]; readonly isOwn: boolean } | undefined {
  const fitting = rules
    .filter(({ steps }) => steps.length <= place.length && steps.every((step, at) => covers(step, place[at])))
    .toSorted((one, other) => weight(other) - weight(one));
  const [best] = fitting;
  return best && { matchers: best.matchers, isOwn: best.steps.length === place.length };
}

function covers(step: Step, at: Step | undefined): boolean {
  return step === anything || step === at;
}

/** The Pact specification multiplies: a name that fits counts two, anything counts one, the root two. */
function weight({ steps }: PlacedRule): number {
  return steps.length * 1000 + steps.filter((step) => step !== anything).length;
}
