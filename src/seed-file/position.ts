import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Position } from '../world/seed-error.ts';
import type { SeedProblem } from '../world/seed/problem.ts';

/** Where the value of a path stands in a YAML document: its key, or itself in a list; else what is nearest around it. */
export function positionIn(
  document: Document,
  lines: LineCounter,
  path: SeedProblem['path'],
): Position | undefined {
  let place: Node | null = document.contents;
  let node: Node | null = place;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? (node.resolve(document) ?? null) : node, step);
    if (next === undefined) break;
    ({ place, node } = next);
  }
  if (!place?.range) return undefined;
  const { line, col } = lines.linePos(place.range[0]);
  return { line, column: col };
}

interface Step {
  readonly place: Node | null;
  readonly node: Node | null;
}

function stepInto(node: Node | null, step: string | number): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { place: item, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (!pair || !isNode(pair.key)) return undefined;
  return { place: pair.key, node: isNode(pair.value) ? pair.value : null };
}
