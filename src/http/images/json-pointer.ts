import { type Refusal, refuse } from '../../domain/refusals.ts';
import { pythonStrip } from '../code-points.ts';

/** A pointer, and what stands behind its first slash, cut at the others. */
interface Cut {
  readonly pointer: string;
  readonly parts: readonly string[];
}

function isBlank(part: string): boolean {
  return pythonStrip(part) === '';
}

/** What Glance does not take in a JSON pointer, in the order in which it looks. */
const rules: readonly (readonly [broken: (cut: Cut) => boolean, refusal: Refusal['name']])[] = [
  [({ pointer }) => !pointer.startsWith('/'), 'pointerWithoutSlash'],
  [
    ({ parts }) => parts.some((part, at) => at > 0 && at < parts.length - 1 && isBlank(part)),
    'pointerSlashesAdjacent',
  ],
  [({ pointer }) => pointer.length > 1 && pointer.endsWith('/'), 'pointerSlashTrailing'],
  [({ parts }) => parts.length === 2 && parts.every(isBlank), 'pointerEmpty'],
  [({ pointer }) => /~(?:[^01]|$)/.test(pointer), 'pointerEscapeUnknown'],
];

function decoded(part: string): string {
  const plain = part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part;
  return pythonStrip(plain);
}

/**
 * The parts of a JSON pointer in Glance's limited form: white space around a part is dropped, and two
 * slashes at the start count as one. Source: asked of Glance 25.1; RFC 6901 for the escapes.
 */
export function readPointer(
  pointer: string,
): { readonly parts: readonly string[] } | { readonly refusal: Refusal } {
  const parts = pointer.slice(1).split('/');
  const broken = rules.find(([isBroken]) => isBroken({ pointer, parts }));
  if (broken !== undefined) return { refusal: refuse(broken[1], { pointer }) };
  const doubled = parts.length > 1 && parts[0] === '';
  return { parts: (doubled ? parts.slice(1) : parts).map(decoded) };
}
