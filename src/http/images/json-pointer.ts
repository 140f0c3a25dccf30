import { type Refusal, refuse } from '../../domain/refusals.ts';
import { pythonSpace, pythonStrip } from '../code-points.ts';

const adjacent: RegExp = new RegExp(`/[${pythonSpace}]*/`);

/** What Glance does not take in a JSON pointer, in the order in which it looks. */
const rules: readonly (readonly [broken: (pointer: string) => boolean, refusal: Refusal['name']])[] = [
  [(pointer) => !pointer.startsWith('/'), 'pointerWithoutSlash'],
  [(pointer) => adjacent.test(pointer.slice(1)), 'pointerSlashesAdjacent'],
  [(pointer) => pointer.length > 1 && pointer.endsWith('/'), 'pointerSlashTrailing'],
  [(pointer) => pythonStrip(pointer.slice(1)) === '/', 'pointerEmpty'],
  [(pointer) => /~(?:[^01]|$)/.test(pointer), 'pointerEscapeUnknown'],
];

function decoded(part: string): string {
  return pythonStrip(part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The parts of a JSON pointer in Glance's limited form: white space around a part is dropped, and two
 * slashes at the start count as one. Source: asked of Glance 25.1; RFC 6901 for the escapes.
 */
export function readPointer(
  pointer: string,
): { readonly parts: readonly string[] } | { readonly refusal: Refusal } {
  const broken = rules.find(([isBroken]) => isBroken(pointer));
  if (broken !== undefined) return { refusal: refuse(broken[1], { pointer }) };
  return { parts: pointer.replace(/^\/+/, '').split('/').map(decoded) };
}
