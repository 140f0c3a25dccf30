import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** What may get a number for its id. */
interface Thing {
  readonly name: string;
  readonly id?: string;
}

/**
 * The things with ids: those that have none get seven digits, the first no zero, that are made from kind and name. An
 * id that is taken, or that would read as another one's name, is passed over.
 */
export function numbered<T extends Thing>(kind: string, things: readonly T[]): readonly T[] {
  const taken = new Set(things.flatMap(({ id, name }) => (id === undefined ? [name] : [id, name])));
  return things.map((thing) => {
    if (thing.id !== undefined) return thing;
    let id = number(`${kind}:${thing.name}`);
    for (let turn = 2; taken.has(id); turn += 1) id = number(`${kind}:${thing.name}:${turn}`);
    taken.add(id);
    return { ...thing, id };
  });
}

/** Seven digits that depend on the text alone. */
function number(text: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(text));
  return String(1_000_000 + ((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % 9_000_000));
}
