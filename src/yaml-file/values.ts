import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { closestWord } from '../domain/closest-word.ts';

/** Whether plain scalars become numbers and booleans, or stay the text that stands in the file. */
export type ScalarStyle = 'typed' | 'written';

/** Keys and indexes from the top of a document. */
export type YamlPath = readonly (string | number)[];

/** Something that is wrong at a place of the text, counted in characters. */
export interface YamlPlace {
  readonly offset: number;
  readonly problem: string;
  readonly mend: string;
}

/** A key that its mapping has already. */
export interface YamlRepeat extends YamlPlace {
  readonly key: string;
  /** The line where it stands first. */
  readonly first: number;
}

/** The values of a document, with the way back to its text. */
export interface DocumentValues {
  readonly value: unknown;
  readonly problems: readonly YamlPlace[];
  /** Keys that their mapping has already. */
  readonly repeats: readonly YamlRepeat[];
  /** Where the value of a path stands, or what is nearest around it. */
  offset(path: YamlPath): number;
  /** The text of a plain scalar. */
  written(path: YamlPath): string | undefined;
}

/** Values that aliases may stand for in one document, all together: a few lines can stand for more than there is memory. */
const mostExpanded = 1_000_000;

/**
 * The values of a document without syntax errors. An alias shares the value of its anchor, and `<<` merges as in YAML
 * 1.1: the mapping's own keys come before merged ones, and the first of several sources before the others.
 */
export function valuesOf(
  document: Document,
  style: ScalarStyle,
  lineOf: (offset: number) => number,
): DocumentValues {
  const walk: Walk = {
    style,
    lineOf,
    problems: [],
    repeats: [],
    anchors: new Map(),
    targets: new Map(),
    expanded: 0,
  };
  const { value } = walked(walk, document.contents);
  return {
    value,
    problems: walk.problems,
    repeats: walk.repeats,
    offset: (path) => offsetOf(foundAt(walk, document, path).place),
    written: (path) => {
      const { node, isWhole } = foundAt(walk, document, path);
      return isWhole && isScalar(node) && node.type === Scalar.PLAIN ? node.source : undefined;
    },
  };
}

/** One way through a document, in its order: an anchor counts from where it stands. */
interface Walk {
  readonly style: ScalarStyle;
  lineOf(offset: number): number;
  readonly problems: YamlPlace[];
  readonly repeats: YamlRepeat[];
  readonly anchors: Map<string, Anchored>;
  /** What each alias stands for. */
  readonly targets: Map<Alias, Node>;
  /** How many values aliases stand for by now. */
  expanded: number;
}

interface Walked {
  readonly value: unknown;
  /** How many values it has, aliases written out. */
  readonly size: number;
}

interface Anchored {
  readonly node: Node;
  /** Undefined while what it names has not ended yet. */
  walked: Walked | undefined;
}

/** What stands for a value that has a problem of its own. */
const broken: Walked = { value: undefined, size: 1 };

function walked(walk: Walk, node: unknown): Walked {
  if (isAlias(node)) return aliased(walk, node);
  if (!isNode(node)) return { value: null, size: 1 };
  const { anchor } = node as { readonly anchor?: string };
  const anchored: Anchored = { node, walked: undefined };
  if (anchor !== undefined) walk.anchors.set(anchor, anchored);
  anchored.walked = isCollection(node) ? collection(walk, node) : scalar(walk, node as Scalar);
  return anchored.walked;
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function refuse(walk: Walk, node: unknown, problem: string, mend: string): Walked {
  walk.problems.push({ offset: offsetOf(node), problem, mend });
  return broken;
}

function aliased(walk: Walk, node: Alias): Walked {
  const anchored = walk.anchors.get(node.source);
  // What stands after `*` may be a password.
  if (anchored === undefined) {
    const meant = closestWord(node.source, [...walk.anchors.keys()]);
    const guess = meant === undefined ? '' : `; did you mean \`*${meant}\`?`;
    const mend =
      'Name an anchor (`&name`) that stands further up, or put a text that begins with `*` in quotes';
    return refuse(walk, node, `this alias has no anchor of its name before it${guess}`, mend);
  }
  const { walked: target } = anchored;
  if (target === undefined)
    return refuse(
      walk,
      node,
      'this alias stands inside of its own anchor, so it would contain itself',
      'Move the anchor to what is to be repeated, outside of this place',
    );
  walk.targets.set(node, anchored.node);
  const before = walk.expanded;
  walk.expanded += target.size;
  if (walk.expanded <= mostExpanded) return target;
  if (before > mostExpanded) return broken;
  return refuse(
    walk,
    node,
    `from here on, aliases stand for more than ${mostExpanded} values`,
    'Write fewer aliases of anchors that have aliases in them',
  );
}

/** Tags that say of a value what it is anyway. */
const plainTags = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

function hasForeignTag({ tag }: { readonly tag?: string }): boolean {
  return tag !== undefined && !plainTags.test(tag);
}

function foreignTag(walk: Walk, node: Node): Walked {
  const problem = 'this value has a tag of YAML (`!!name`) that means nothing here';
  return refuse(walk, node, problem, 'Write the value as a text, a list or a mapping, without a tag');
}

function scalar(walk: Walk, node: Scalar): Walked {
  if (hasForeignTag(node)) return foreignTag(walk, node);
  const { value, source = '', type } = node;
  const isTyped = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const asWritten = !isTyped || (walk.style === 'written' && type === Scalar.PLAIN && value !== null);
  return { value: asWritten ? source : value, size: 1 };
}

function collection(walk: Walk, node: YAMLMap | YAMLSeq): Walked {
  if (hasForeignTag(node)) return foreignTag(walk, node);
  if (isMap(node)) return mapping(walk, node);
  const items = node.items.map((each) => walked(walk, each));
  return { value: items.map(({ value }) => value), size: items.reduce((sum, { size }) => sum + size, 1) };
}

function mapping(walk: Walk, node: YAMLMap): Walked {
  const own = new Map<string, unknown>();
  const merged = new Map<string, unknown>();
  const first = new Map<string, Pair>();
  let size = 1;
  for (const pair of node.items) {
    const name = keyOf(walk, pair.key);
    if (name === undefined) continue;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, pair);
    else repeated(walk, pair, name, earlier);
    const valued = walked(walk, pair.value);
    size += valued.size;
    if (isMergeKey(pair.key)) merge(walk, merged, pair, valued.value);
    else own.set(name, valued.value);
  }
  return { value: Object.fromEntries([...merged, ...own]), size };
}

/** The key as it stands in the file: `0050091234` is the id of a tenant, and no number. */
function keyOf(walk: Walk, key: unknown): string | undefined {
  const { value } = walked(walk, key);
  const node = isAlias(key) ? walk.targets.get(key) : key;
  if (node === null || node === undefined) return key === null ? '' : undefined;
  if (isScalar(node)) return node.type === Scalar.PLAIN ? (node.source ?? '') : String(value);
  refuse(walk, node, 'a key is a list or a mapping', 'Write a text as key: `key: value`');
  return undefined;
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.source === '<<';
}

function repeated(walk: Walk, { key }: Pair, name: string, earlier: Pair): void {
  const first = walk.lineOf(offsetOf(earlier.key));
  const problem = `\`${name}\` stands in this mapping already, in line ${first}`;
  const mend =
    name === '<<' ? 'Merge several mappings with a list: `<<: [*one, *other]`' : 'Take one of them out';
  walk.repeats.push({ offset: offsetOf(key), problem, mend, key: name, first });
}

/** Takes over the keys of one `<<`: the first of its sources wins, and over an earlier `<<` the later one, as in PyYAML. */
function merge(walk: Walk, merged: Map<string, unknown>, { key, value: node }: Pair, value: unknown): void {
  const sources: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isMerged = sources.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
  if (isMerged) {
    const all = sources.toReversed().flatMap((each) => Object.entries(each as object));
    for (const [name, each] of all) merged.set(name, each);
  } else if (!sources.includes(broken.value)) {
    const mend =
      'Write `<<: *name` or `<<: [*one, *other]` with anchors of mappings; put a key `<<` in quotes';
    refuse(walk, node ?? key, '`<<` merges mappings, and this is none', mend);
  }
}

/** Where a path leads: the node, what shows its place, and whether it leads there to its end. */
interface Found {
  readonly place: unknown;
  readonly node: unknown;
  readonly isWhole: boolean;
}

function foundAt({ targets }: Walk, { contents }: Document, path: YamlPath): Found {
  const target = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  let found: Omit<Found, 'isWhole'> = { place: contents, node: contents };
  for (const step of path) {
    const next = stepInto(target(found.node), step, target);
    if (next === undefined) return { ...found, isWhole: false };
    found = next;
  }
  return { place: found.place, node: target(found.node), isWhole: true };
}

function stepInto(
  node: unknown,
  step: string | number,
  target: (node: unknown) => unknown,
): Omit<Found, 'isWhole'> | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { place: item, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = pairsOf(node, target).get(String(step));
  if (pair !== undefined) return { place: pair.key, node: pair.value };
  const merges = node.items.filter(({ key }) => isMergeKey(key)).map(({ value }) => target(value));
  const sources = merges.flatMap((each) => (isSeq(each) ? each.items.map(target) : [each]));
  for (const source of sources) {
    const merged = stepInto(source, step, target);
    if (merged !== undefined) return merged;
  }
  return undefined;
}

const pairsOfMaps: WeakMap<YAMLMap, ReadonlyMap<string, Pair>> = new WeakMap();

/** The pairs of a mapping by their keys, the last of those with the same one. Of many problems, each asks where it stands. */
function pairsOf(node: YAMLMap, target: (node: unknown) => unknown): ReadonlyMap<string, Pair> {
  const known = pairsOfMaps.get(node);
  if (known !== undefined) return known;
  const pairs = new Map<string, Pair>();
  for (const pair of node.items) {
    const name = target(pair.key);
    if (isScalar(name)) pairs.set(name.source ?? String(name.value), pair);
  }
  pairsOfMaps.set(node, pairs);
  return pairs;
}
