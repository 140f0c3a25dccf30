import type { Wire } from '../domain/profile.ts';
import type { RequestHead } from './message.ts';
import type { RequestPath } from './path.ts';

const suffix = '.json';

/** A request, and its path. */
interface Sent {
  readonly request: RequestHead;
  readonly path: RequestPath;
}

/**
 * A request whose path ends in `.json` as one without it that accepts JSON, where the service knows the suffix; it
 * goes before `Accept`. A tag keeps its name, whatever it ends in. Source: CLOUD-IMAGES.md §4.
 */
export function withoutJsonSuffix(sent: Sent, { jsonSuffix }: Wire): Sent {
  const { request, path } = sent;
  const [before, last = ''] = path.segments.slice(-2);
  const suffixed = last.length > suffix.length && last.endsWith(suffix) && before !== 'tags';
  if (!jsonSuffix || path.trailing || !suffixed) return sent;
  return {
    request: { ...request, headers: { ...request.headers, accept: 'application/json' } },
    path: { ...path, segments: [...path.segments.slice(0, -1), last.slice(0, -suffix.length)] },
  };
}
