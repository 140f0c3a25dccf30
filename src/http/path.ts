/** The path of a request as Glance sees it behind its WSGI server. */
export interface RequestPath {
  /** The segments, decoded, without empty ones: doubled slashes count as one (RULES.md §2, Routes and methods). */
  readonly segments: readonly string[];
  /** Whether the path ends with a slash; such a path is no route. */
  readonly trailing: boolean;
  /** The query without its question mark. */
  readonly query: string;
}

const utf8: TextDecoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Splits a request's target. `%2F` separates like `/`; characters outside ASCII come out as Latin-1, as
 * Glance's server decodes them (RULES.md §7 item 15).
 * @returns undefined where the bytes of the path are not UTF-8: the server behind Glance breaks on them.
 */
export function readPath(target: string): RequestPath | undefined {
  const mark = target.indexOf('?');
  const path = latin1(mark === -1 ? target : target.slice(0, mark));
  if (!isUtf8(path)) return undefined;
  return {
    segments: path.split('/').filter((segment) => segment !== ''),
    trailing: path.endsWith('/'),
    query: mark === -1 ? '' : target.slice(mark + 1),
  };
}

function latin1(encoded: string): string {
  return encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}

function isUtf8(text: string): boolean {
  if (/^[\x00-\x7f]*$/.test(text)) return true;
  try {
    utf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}
