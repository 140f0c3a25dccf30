/** A request's target below the fake's mount, as Keystone reads it. */
export interface IdentityPath {
  /** Decoded segments behind `/identity`, without empty ones. `%2F` separates like `/`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** The path behind `/identity/v3` and the query as they were sent, for links. */
  readonly self: string;
}

const utf8: TextDecoder = new TextDecoder();

/** Splits the target. Bytes that are no UTF-8 become replacement characters. */
export function readIdentityPath(target: string): IdentityPath {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  return {
    segments: split(decoded(path)).slice(1),
    query: new URLSearchParams(query),
    self: `/${split(path).slice(2).join('/')}${query === '' ? '' : `?${query}`}`,
  };
}

function split(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(path: string): string {
  return path.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    utf8.decode(Uint8Array.from(run.slice(1).split('%'), (digits) => parseInt(digits, 16))),
  );
}

/**
 * What the variable parts of a path are, first to last; undefined where the path does not fit the pattern.
 * @param pattern segments with slashes between them, one in braces being variable: `tokens/{token_id}`; empty: no segment.
 */
export function parametersIn(pattern: string, segments: readonly string[]): readonly string[] | undefined {
  const parts = pattern === '' ? [] : pattern.split('/');
  const fits =
    parts.length === segments.length &&
    parts.every((part, place) => part.startsWith('{') || part === segments[place]);
  return fits ? segments.filter((_, place) => parts[place]?.startsWith('{')) : undefined;
}
