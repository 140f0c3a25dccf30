import { reachesLevel } from '../domain/checks.ts';
import { readWholeNumber } from '../domain/images/filter-words.ts';
import type { Caller } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { isRefused, type Refusal, refuse } from '../domain/refusals.ts';
import type { HttpResponse } from './message.ts';
import { firstOf, lastOf, pageLinks, type QueryParameters, readQuery } from './query.ts';
import { jsonReply } from './reply.ts';

/** An operation that reads metadata definitions. No world has any, so it asks nothing of the world. */
export type MetadefOperation =
  | 'listNamespaces'
  | 'showNamespace'
  | 'listNamespaceObjects'
  | 'showNamespaceObject'
  | 'listNamespaceProperties'
  | 'showNamespaceProperty'
  | 'listNamespaceTags'
  | 'showNamespaceTag'
  | 'listNamespaceResourceTypes'
  | 'listResourceTypes';

/** What a request for metadata definitions has. */
export interface MetadefRequest {
  /** Without the `?`. */
  readonly query: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly profile: Profile;
  readonly caller: Caller;
}

/** A value of the answer, or a refusal. */
type Read = (request: MetadefRequest) => object | Refusal;

const readers: { readonly [O in MetadefOperation]: Read } = {
  listNamespaces,
  listResourceTypes: (request) => listRefusal(request) ?? { resource_types: [] },
  showNamespace: ({ query, parameters }) =>
    readQuery(query) ? notFound(parameters) : refuse('queryUndecodable'),
  listNamespaceObjects: ({ query, parameters }) => pageProblem(query, objectsLimit) ?? notFound(parameters),
  showNamespaceObject: ({ parameters }) => notFound(parameters),
  listNamespaceProperties: ({ parameters }) => missing(parameters),
  showNamespaceProperty: ({ parameters }) => missing(parameters),
  listNamespaceTags: ({ query, parameters }) => pageProblem(query, tagsLimit) ?? missing(parameters),
  showNamespaceTag: ({ parameters }) => missing(parameters),
  listNamespaceResourceTypes: ({ parameters }) => missing(parameters),
};

/**
 * What a Glance answers that has no metadata definitions loaded: empty lists, and no namespace.
 * Source: asked of Glance 25.1, with the policy defaults of 2023.1 and with the old ones.
 */
export function readMetadefs(operation: MetadefOperation, request: MetadefRequest): HttpResponse | Refusal {
  const value = readers[operation](request);
  return isRefused(value) ? value : jsonReply(200, value);
}

function notFound({ namespace = '' }: MetadefRequest['parameters']): Refusal {
  return refuse('namespaceNotFound', { namespace });
}

/** The same in other words: Glance has two. */
function missing({ namespace = '' }: MetadefRequest['parameters']): Refusal {
  return refuse('namespaceMissing', { namespace });
}

/** Whoever lacks the role learns of no list. */
function listRefusal({ profile, caller }: MetadefRequest): Refusal | undefined {
  const level = profile.wire.metadefs;
  return level !== null && reachesLevel(profile, caller, level) ? undefined : refuse('resourceNotFound');
}

/** Columns that namespaces can be sorted by; by others, Glance fails. */
const sortKeys: readonly string[] = [
  'id',
  'namespace',
  'display_name',
  'description',
  'visibility',
  'protected',
  'owner',
  'created_at',
  'updated_at',
];

function listNamespaces(request: MetadefRequest): object | Refusal {
  const parameters = readQuery(request.query);
  if (parameters === undefined) return refuse('queryUndecodable');
  const limit = firstOf(parameters, 'limit');
  // Glance reads the number before anything else, and does not expect that it is none.
  if (limit !== undefined && readWholeNumber(limit) === undefined) return refuse('serverErred');
  return (
    sortProblem(parameters) ??
    (Number(limit) < 0 ? refuse('limitNegative') : undefined) ??
    listRefusal(request) ??
    markerProblem(parameters) ?? {
      namespaces: [],
      schema: '/v2/schemas/metadefs/namespaces',
      ...pageLinks('/v2/metadefs/namespaces', parameters, undefined),
    }
  );
}

/** A list that is narrowed by `resource_types` is empty before Glance comes to look at the rest. */
function markerProblem(parameters: QueryParameters): Refusal | undefined {
  const marker = firstOf(parameters, 'marker');
  if (marker) return notFound({ namespace: marker });
  if (firstOf(parameters, 'resource_types') !== undefined) return undefined;
  if (marker === '') return refuse('namespaceMarkerEmpty');
  return sortKeys.includes(firstOf(parameters, 'sort_key') ?? 'id') ? undefined : refuse('serverErred');
}

function sortProblem(parameters: QueryParameters): Refusal | undefined {
  const direction = firstOf(parameters, 'sort_dir') ?? 'desc';
  if (!['asc', 'desc'].includes(direction)) return refuse('sortDirectionUnknown', { direction });
  const visibility = lastOf(parameters, 'visibility');
  return ['', 'public', 'private'].includes(visibility)
    ? undefined
    : refuse('visibilityUnknown', { visibility });
}

type LimitRule = (limit: string) => Refusal | undefined;

/** What is wrong with the query of a list inside a namespace. */
function pageProblem(query: string, limitRule: LimitRule): Refusal | undefined {
  const parameters = readQuery(query);
  if (parameters === undefined) return refuse('queryUndecodable');
  const limit = firstOf(parameters, 'limit');
  return sortProblem(parameters) ?? (limit === undefined ? undefined : limitRule(limit));
}

function objectsLimit(limit: string): Refusal | undefined {
  const count = readWholeNumber(limit);
  if (count === undefined) return refuse('limitNotInteger');
  return count <= 0 ? refuse('limitNegative') : undefined;
}

/** An empty limit is none, and 0 is fine. */
function tagsLimit(limit: string): Refusal | undefined {
  if (limit === '' || readWholeNumber(limit) === 0) return undefined;
  return objectsLimit(limit);
}
