import { printQuery, type QueryParameters } from '../query.ts';

/** The links of an image list: paths with a query. */
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
 * The links that an image list carries. A full page has a `next`, whatever follows.
 * @param nextMarker the id of the last image of a full page; undefined where there is no `next`.
 * Source: RULES.md §4, GET /v2/images; asked of Glance 25.1 for repeated parameters.
 */
export function pageLinks(parameters: QueryParameters, nextMarker: string | undefined): PageLinks {
  const single = collapsed(parameters);
  const query = printQuery([...single]);
  const first = query === '' ? '/v2/images' : `/v2/images?${query}`;
  if (nextMarker === undefined) return { first };
  return { first, next: `/v2/images?${printQuery([...single, ['marker', nextMarker]])}` };
}
