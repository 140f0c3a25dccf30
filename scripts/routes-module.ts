import { type DescribedReads, type DescribedParts, readsOf } from './routes-reads.ts';

/** The part of the description that the router's table is made from. */
export interface Described extends DescribedParts {
  readonly paths: Readonly<Record<string, DescribedPath>>;
}

type DescribedPath = Readonly<Record<string, DescribedOperation>> &
  Pick<DescribedReads, 'parameters'> & {
    /** The methods that Glance answers on the path, and the fake does not. */
    readonly 'x-unserved'?: readonly string[];
    /** Whether the path is as if it were not there for all other methods. */
    readonly 'x-other-methods'?: 'unknown';
    /** The methods that `Allow` lists, where these are not all. */
    readonly 'x-allow'?: readonly string[];
  };

interface DescribedOperation extends DescribedReads {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly 'x-body'?: 'ignored' | 'breaks';
  readonly responses?: Readonly<Record<string, unknown>>;
}

/** Glance lists the methods of `Allow` in this order (RULES.md §2, Routes and methods). */
const methods: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

const declarations = `
/** What becomes of a request's body: read as JSON, taken as bytes, refused where there is one, ignored, or Glance breaks on it. */
export type RouteBody = 'json' | 'bytes' | 'none' | 'ignored' | 'breaks';

/** One operation of the Image API: where it is reached, and which body it takes. */
export interface Route {
  readonly operation: RoutedOperation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The segments of the path: literal texts and parameters. */
  readonly path: readonly (string | { readonly param: string })[];
  readonly body: RouteBody;
  /** Media types the body may have, anything else being 415; empty where nobody looks at the media type. */
  readonly mediaTypes: readonly string[];
  /** The methods of the path, as the \`Allow\` header of a 405 lists them; empty: with another one it is no path. */
  readonly allow: string;
  /** Those of them that Glance answers and the fake does not: 501; left out: none. */
  readonly unserved?: readonly string[];
  /** Whether it belongs to the metadata definitions, which not every service has; left out: it does not. */
  readonly metadefs?: true;
  /** What somebody reads of a request: the names of query parameters, of headers, and of fields of a JSON body. */
  readonly reads: {
    readonly query: readonly string[] | 'all';
    readonly headers: readonly string[];
    readonly fields: readonly string[] | 'all';
  };
}
`;

/** The text of src/http/routes.ts: plain data with explicit types, in the order of the description. */
export function routesModule(description: Described): string {
  const rows = Object.entries(description.paths).flatMap(([path, item]) => rowsOf(path, item, description));
  const operations = rows.map((row) => `  | '${row.operation}'`).join('\n');
  return [
    '',
    '/** The name of an operation of the Image API. */',
    `export type RoutedOperation =\n${operations};`,
    declarations,
    '/** Every operation that is served under `/v2`, in the order of the description. */',
    `export const routes: readonly Route[] = [\n${rows.map((row) => JSON.stringify(row)).join(',\n')},\n];`,
    '',
  ].join('\n');
}

function rowsOf(path: string, item: DescribedPath, parts: DescribedParts) {
  const present = methods.filter((method) => item[method] !== undefined);
  const others = methods.filter((method) => item['x-unserved']?.includes(method));
  const all = methods.filter((method) => present.includes(method) || others.includes(method));
  const allow = item['x-other-methods'] === 'unknown' ? [] : (item['x-allow'] ?? all);
  return present.map((method) => ({
    ...rowOf(method, path, item[method]!),
    allow: allow.map((each) => each.toUpperCase()).join(', '),
    ...(others.length > 0 && { unserved: others.map((each) => each.toUpperCase()) }),
    ...(item[method]!.tags?.includes('metadata definitions') && { metadefs: true }),
    reads: readsOf(parts, [item, item[method]!]),
  }));
}

function rowOf(method: string, path: string, operation: DescribedOperation) {
  const refused = operation.responses?.['415'] as { readonly $ref?: string } | undefined;
  // Which of the profiles want JSON to be called so, the profiles say themselves.
  const checked = refused !== undefined && refused.$ref !== '#/components/responses/JsonExpected';
  return {
    operation: operation.operationId,
    method: method.toUpperCase(),
    path: path.slice(1).split('/').map(segmentOf),
    body: bodyOf(operation),
    mediaTypes: checked ? Object.keys(operation.requestBody?.content ?? {}) : [],
  };
}

/** A segment of a path in a description: a literal text, or a parameter in braces. */
export function segmentOf(segment: string): string | { readonly param: string } {
  const param = /^\{(.+)\}$/.exec(segment)?.[1];
  return param === undefined ? segment : { param };
}

function bodyOf(operation: DescribedOperation): string {
  if (operation['x-body'] !== undefined) return operation['x-body'];
  const types = Object.keys(operation.requestBody?.content ?? {});
  if (types.length === 0) return 'none';
  return types.includes('application/octet-stream') ? 'bytes' : 'json';
}
