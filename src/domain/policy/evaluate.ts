import type { Check } from './check.ts';

/** What a rule may look at: of a token, and of what it is about. */
export interface Facts {
  /** With those that they imply, in small letters. */
  readonly roles: ReadonlySet<string>;
  /** What is known of the token, by the names that policies have; null: it has none. */
  readonly token: Readonly<Record<string, string | null>>;
  /** What is known of the image; null: it has none. */
  readonly image: Readonly<Record<string, string | null>>;
}

/** What comes of a rule: whether it is passed, or what that depends on which nobody knows here. */
export type Result = boolean | { readonly depends: string };

/** What a rule is worked out with. */
export interface Asked {
  /** The rule of a name; undefined: there is none, not even a default one. */
  rule(name: string): Check | undefined;
  readonly facts: Facts;
  /** What came of rules before: one that many others lead to is worked out once. */
  readonly known: Map<string, Result>;
}

/** Rules and parentheses that are followed one within the other: oslo.policy fails some way beyond. */
const deepest = 500;
const tooDeep: Result = { depends: `rules more than ${deepest} levels down` };

/** Attributes of a token that nothing here says. */
const tokenAttributes: ReadonlySet<string> = new Set([
  'user_id',
  'user_domain_id',
  'project_domain_id',
  'domain_id',
]);

/** Attributes of an image that a rule may look at, and that differ from image to image. */
const imageAttributes: ReadonlySet<string> = new Set(
  'image_id id name status created_at updated_at min_disk min_ram protected checksum os_hash_algo os_hash_value disk_format container_format size virtual_size tags os_hidden extra_properties'.split(
    ' ',
  ),
);

/**
 * Works a rule out.
 * @param above the rules that led here: nobody can tell what comes of one that leads back to itself.
 * @param depth how many levels led here.
 */
export function evaluate(check: Check, asked: Asked, above: readonly string[] = [], depth = 0): Result {
  if (depth > deepest) return tooDeep;
  switch (check.kind) {
    case 'always':
      return true;
    case 'never':
    case 'unreadable':
      return false;
    case 'remote':
      return { depends: check.text };
    case 'role':
      return ofRole(check.role, asked.facts);
    case 'compare':
      return compared(check.left, check.right, asked.facts);
    case 'rule':
      return ofRule(check.name, asked, above, depth);
    case 'not':
      return negated(evaluate(check.of, asked, above, depth + 1));
    default:
      return together(check.kind, check.all, (each) => evaluate(each, asked, above, depth + 1));
  }
}

function ofRule(name: string, asked: Asked, above: readonly string[], depth: number): Result {
  const before = asked.known.get(name);
  if (before !== undefined) return before;
  if (above.includes(name)) return { depends: `a rule that leads back to itself (${name})` };
  const rule = asked.rule(name);
  if (rule === undefined) return false;
  const result = evaluate(rule, asked, [...above, name], depth + 1);
  asked.known.set(name, result);
  return result;
}

function negated(result: Result): Result {
  return typeof result === 'boolean' ? !result : result;
}

/** What decides alone does so whatever the others depend on. */
function together(kind: 'and' | 'or', all: readonly Check[], work: (check: Check) => Result): Result {
  const decides = kind === 'or';
  let open: Result = !decides;
  for (const each of all) {
    const result = work(each);
    if (result === decides) return decides;
    if (typeof result === 'object') open = result;
  }
  return open;
}

function ofRole(role: string, { roles, image }: Facts): Result {
  const name = filledIn(role, image);
  if (typeof name === 'object') return name;
  return name !== undefined && roles.has(name.toLowerCase());
}

/** Both sides as texts, as Python prints them. */
function compared(left: string, right: string, { roles, token, image }: Facts): Result {
  const match = filledIn(right, image);
  if (match === undefined) return false;
  // A list holds what one of its items is; unlike `role:`, this knows case.
  if (left === 'roles') return typeof match === 'object' ? match : roles.has(match);
  const constant = literal(left);
  if (constant !== undefined) return typeof match === 'object' ? match : match === constant;
  if (tokenAttributes.has(left) && !Object.hasOwn(token, left)) return { depends: left };
  const value = Object.hasOwn(token, left) ? token[left] : undefined;
  if (value === undefined) return false;
  return typeof match === 'object' ? match : match === (value ?? 'None');
}

/** A constant of Python as its `str` prints it; undefined for a name. */
function literal(text: string): string | undefined {
  const [, , quoted] = /^(['"])(.*)\1$/.exec(text) ?? [];
  if (quoted !== undefined) return quoted;
  return /^(?:None|True|False|-?\d+(?:\.\d+)?)$/.test(text) ? text : undefined;
}

/**
 * A text with the attributes of the image in their places: undefined where the image has no such attribute, as long as it
 * has no property of that name.
 */
function filledIn(text: string, image: Facts['image']): string | { readonly depends: string } | undefined {
  const places = placesIn(text);
  const names = places.map(({ name }) => name);
  const unknown = names.find((name) => imageAttributes.has(name));
  if (unknown !== undefined) return { depends: `%(${unknown})s` };
  if (names.some((name) => !Object.hasOwn(image, name))) return undefined;
  const before = places.map(
    ({ name, start }, at) => text.slice(places[at - 1]?.end ?? 0, start) + (image[name] ?? 'None'),
  );
  return before.join('') + text.slice(places.at(-1)?.end ?? 0);
}

interface Place {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Where `%(name)s` stands in a text. A pattern would look from each `%(` to the end of a text that closes none. */
function placesIn(text: string): readonly Place[] {
  const places: Place[] = [];
  let start = text.indexOf('%(');
  while (start !== -1) {
    const close = text.indexOf(')', start);
    if (close === -1) break;
    const isWhole = text[close + 1] === 's';
    if (isWhole) places.push({ name: text.slice(start + 2, close), start, end: close + 2 });
    start = text.indexOf('%(', close + (isWhole ? 2 : 1));
  }
  return places;
}

/** The names that a rule leads to, itself included. */
export function reachedFrom(
  name: string,
  rule: Asked['rule'],
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  const check = rule(name);
  if (check !== undefined)
    for (const each of leaves(check)) if (each.kind === 'rule') reachedFrom(each.name, rule, found);
  return found;
}

/** The rules that a rule names itself. */
export function namedIn(check: Check): readonly string[] {
  return leaves(check).flatMap((each) => (each.kind === 'rule' ? each.name : []));
}

/** Whether a rule leads back to itself. */
export function leadsToItself(name: string, rule: Asked['rule']): boolean {
  const check = rule(name);
  const next = check === undefined ? [] : namedIn(check);
  const found = new Set<string>();
  for (const each of next) reachedFrom(each, rule, found);
  return found.has(name);
}

/** The single checks of a rule. */
export function leaves(check: Check): readonly Check[] {
  if (check.kind === 'not') return leaves(check.of);
  return check.kind === 'and' || check.kind === 'or' ? check.all.flatMap(leaves) : [check];
}
