import type { ImageChange } from '../../domain/images/image-change.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { shownRepr } from '../python-repr.ts';

/** The dialects of JSON patch, by the version in their media type. */
export type PatchVersion = '2.0' | '2.1';

/** What an entry of a patch asks for, its path not looked at yet. */
export interface RawOperation {
  readonly op: ImageChange['op'];
  readonly path: unknown;
}

type Raw = Readonly<Record<string, unknown>>;
type Read = RawOperation | { readonly refusal: Refusal };

/** The operations that Glance knows, in its order. */
const operations: readonly ImageChange['op'][] = ['add', 'remove', 'replace'];

/** v2.1: `{"op": "add", "path": "/a", "value": …}` (RFC 6902). */
function named(raw: Raw): Read {
  const given = Object.hasOwn(raw, 'op') ? raw['op'] : null;
  if (given === null) return { refusal: refuse('patchOperationMissing') };
  const op = operations.find((each) => each === given);
  if (op === undefined) {
    return {
      refusal: refuse('patchOperationUnknown', { op: typeof given === 'string' ? given : shownRepr(given) }),
    };
  }
  if (!Object.hasOwn(raw, 'path')) return { refusal: refuse('patchPathMissing') };
  return { op, path: raw['path'] };
}

/** v2.0: `{"add": "/a", "value": …}` (draft 4 of what became RFC 6902). */
function keyed(raw: Raw): Read {
  const [op, other] = operations.filter((each) => Object.hasOwn(raw, each));
  if (other !== undefined) return { refusal: refuse('patchOperationsSeveral') };
  return op === undefined ? { refusal: refuse('patchOperationNone') } : { op, path: raw[op] };
}

/** How each dialect writes operation and path. */
const dialects: Readonly<Record<PatchVersion, (raw: Raw) => Read>> = { '2.0': keyed, '2.1': named };

/** Operation and path of an entry of a patch in its dialect. */
export function readOperation(raw: Raw, version: PatchVersion): Read {
  return dialects[version](raw);
}
