/** The parameters of a query in the order in which they were sent, repetitions included. */
export type QueryParameters = readonly (readonly [key: string, value: string])[];

/** The value that a name has first; undefined where it has none. */
export function firstOf(parameters: QueryParameters, name: string): string | undefined {
  return parameters.find(([key]) => key === name)?.[1];
}

/** The value that a name has last; empty where it has none. */
export function lastOf(parameters: QueryParameters, name: string): string {
  return parameters.findLast(([key]) => key === name)?.[1] ?? '';
}

const encoder: TextEncoder = new TextEncoder();
const decoder: TextDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * `%XX` and `+` undone; what only looks like an escape stays. A character that was sent as it is, is one byte.
 * Throws where the result is no UTF-8.
 */
function decoded(text: string): string {
  const bytes: number[] = [];
  for (const piece of text.replaceAll('+', ' ').split(/(%[0-9A-Fa-f]{2})/)) {
    if (/^%[0-9A-Fa-f]{2}$/.test(piece)) bytes.push(Number.parseInt(piece.slice(1), 16));
    else for (let at = 0; at < piece.length; at += 1) bytes.push(piece.charCodeAt(at));
  }
  return decoder.decode(Uint8Array.from(bytes));
}

/**
 * Reads a query as WebOb does: `&` and `;` separate, blank values count, a name alone has the value ``.
 * @param query without the `?`.
 * @returns undefined where a name or value is not UTF-8.
 */
export function readQuery(query: string): QueryParameters | undefined {
  const pairs = query.split(/[&;]/).filter((pair) => pair !== '');
  try {
    return pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decoded(pair), '']
        : [decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))];
    });
  } catch {
    return undefined;
  }
}

function quoted(text: string): string {
  const bytes = Array.from(encoder.encode(text), (byte) => {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(character)) return character;
    return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return bytes.join('');
}

/** Writes a query as Python's `urlencode` does. */
export function printQuery(parameters: QueryParameters): string {
  return parameters.map(([key, value]) => `${quoted(key)}=${quoted(value)}`).join('&');
}

/** The links of a list: paths with a query. */
export interface PageLinks {
  readonly first: string;
  readonly next?: string;
}

/** Each parameter once, where it came first, with the value that came last. */
function collapsed(parameters: QueryParameters): Map<string, string> {
  const single = new Map(parameters);
  single.delete('marker');
  return single;
}

/**
 * The links that a list carries. A full page has a `next`, whatever follows.
 * @param path of the list.
 * @param nextMarker the id of the last item of a full page; undefined where there is no `next`.
 * Source: RULES.md §4, GET /v2/images; asked of Glance 25.1 for repeated parameters.
 */
export function pageLinks(
  path: string,
  parameters: QueryParameters,
  nextMarker: string | undefined,
): PageLinks {
  const single = collapsed(parameters);
  const query = printQuery([...single]);
  const first = query === '' ? path : `${path}?${query}`;
  if (nextMarker === undefined) return { first };
  return { first, next: `${path}?${printQuery([...single, ['marker', nextMarker]])}` };
}
