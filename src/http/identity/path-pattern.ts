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
