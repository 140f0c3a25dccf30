import type { TaskListAsk } from '../domain/ask.ts';
import { isAdministrator } from '../domain/case.ts';
import { reachesLevel } from '../domain/checks.ts';
import { readWholeNumber } from '../domain/images/filter-words.ts';
import { dataFolder, reservedStores, store } from '../domain/images/imports.ts';
import type { Caller, Task } from '../domain/model.ts';
import { type CloudDocument, documentPolicies } from '../domain/operations.ts';
import type { Profile } from '../domain/profile.ts';
import { isRefused, type Refusal, refuse } from '../domain/refusals.ts';
import type { Release } from '../domain/release.ts';
import { taskType } from '../domain/tasks.ts';
import { type JsonSchema, uuidPattern } from './json-schema.ts';
import { printJson, readJson } from './json.ts';
import { type HttpResponse, textResponse } from './message.ts';
import { firstOf, lastOf, pageLinks, type PageLinks, type QueryParameters, readQuery } from './query.ts';

/** The parameters of GET /v2/tasks that are no filters. */
const steering: ReadonlySet<string> = new Set(['limit', 'marker', 'sort_key', 'sort_dir']);

const statuses: readonly string[] = ['pending', 'processing', 'success', 'failure'];

/** Ids with dashes, without them, or in braces. Source: oslo.utils `is_uuid_like`. */
const uuidLike: RegExp = /^(?:urn:)?(?:uuid:)?\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

/**
 * Reads the query of GET /v2/tasks, in Glance's order of errors. They show only to those who may list tasks.
 * Source: glance/api/v2/tasks.py; asked of Glance 25.1. @param query without the `?`.
 */
export function readTaskQuery(query: string): TaskListAsk | Refusal {
  const parameters = readQuery(query);
  if (parameters === undefined) return refuse('queryUndecodable');
  const first = (name: string): string | undefined => firstOf(parameters, name);
  const [direction = 'desc', marker, limit] = [first('sort_dir'), first('marker'), first('limit')];
  const problem = problemIn(parameters, { direction, marker, limit });
  if (problem !== undefined) return problem;
  return {
    kind: 'list',
    ...(limit === undefined ? {} : { limit: readWholeNumber(limit) ?? 0 }),
    ...(marker === undefined ? {} : { marker }),
    filters: parameters.filter(([key]) => !steering.has(key)).map(([key, value]) => ({ key, value })),
    sortKey: first('sort_key') ?? 'created_at',
    descending: direction === 'desc',
  };
}

function problemIn(
  parameters: QueryParameters,
  {
    direction,
    marker,
    limit,
  }: {
    readonly direction: string;
    readonly marker: string | undefined;
    readonly limit: string | undefined;
  },
): Refusal | undefined {
  if (!['asc', 'desc'].includes(direction)) return refuse('taskSortDirectionInvalid', { direction });
  const [status, type] = [lastOf(parameters, 'status'), lastOf(parameters, 'type')];
  if (status !== '' && !statuses.includes(status)) return refuse('taskStatusInvalid', { status });
  if (type !== '' && type !== 'import') return refuse('taskTypeInvalid', { type });
  if (marker !== undefined && marker !== '' && !uuidLike.test(marker)) return refuse('taskMarkerForm');
  const count = limit === undefined ? 0 : readWholeNumber(limit);
  if (count === undefined) return refuse('limitNotInteger');
  return count < 0 ? refuse('limitNegative') : undefined;
}

/** The imports into an image as JSON: the rows of Glance's database as they are. Source: asked of Glance 25.1. */
export function imageTasksJson(tasks: readonly Task[]): object {
  return { tasks: tasks.map(rowJson) };
}

function rowJson(task: Task): object {
  return {
    id: task.id,
    type: taskType,
    status: task.status,
    owner: task.owner,
    expires_at: task.expiresAt && inMicroseconds(task.expiresAt),
    created_at: inMicroseconds(task.createdAt),
    updated_at: inMicroseconds(task.updatedAt),
    deleted_at: null,
    deleted: false,
    image_id: task.image,
    request_id: task.requestId,
    user_id: task.user,
    input: inputJson(task),
    result: resultJson(task),
    message: task.message,
  };
}

function inMicroseconds(time: string): string {
  return time.replace('Z', '.000000');
}

function inputJson({ image, request, stores }: Task): object {
  return { image_id: image, import_req: readJson(request).value, backend: stores };
}

function resultJson({ status, image }: Task): object | null {
  return status === 'success' ? { image_id: image } : null;
}

/** A task as JSON, in Glance's order of keys. Source: asked of Glance 25.1. */
export function taskJson(task: Task): object {
  return {
    id: task.id,
    input: inputJson(task),
    type: taskType,
    status: task.status,
    owner: task.owner,
    message: task.message,
    result: resultJson(task),
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    self: `/v2/tasks/${task.id}`,
    schema: '/v2/schemas/task',
    image_id: task.image,
    request_id: task.requestId,
    user_id: task.user,
    ...(task.expiresAt === null ? {} : { expires_at: task.expiresAt }),
  };
}

/** A page of tasks as JSON, without what is dear to read. Source: asked of Glance 25.1. */
export function tasksJson(tasks: readonly Task[], full: boolean, query: string): object {
  const { first, next }: PageLinks = pageLinks(
    '/v2/tasks',
    readQuery(query) ?? [],
    full ? tasks.at(-1)?.id : undefined,
  );
  return {
    tasks: tasks.map((task) => ({
      id: task.id,
      type: taskType,
      status: task.status,
      owner: task.owner,
      created_at: task.createdAt,
      updated_at: task.updatedAt,
      self: `/v2/tasks/${task.id}`,
      schema: '/v2/schemas/task',
      ...(task.expiresAt === null ? {} : { expires_at: task.expiresAt }),
    })),
    first,
    schema: '/v2/schemas/tasks',
    next,
  };
}

const text = { type: 'string' } as const;
const textOrNull: JsonSchema = { type: ['null', 'string'] };

/** The properties of a task, as Glance's schema has them. Source: glance/api/v2/tasks.py; asked of Glance 25.1. */
const properties = ({ taskTypes }: Release): Readonly<Record<string, JsonSchema>> => ({
  id: { description: 'An identifier for the task', pattern: uuidPattern, ...text },
  type: {
    description: 'The type of task represented by this content',
    enum: taskTypes,
    ...text,
  },
  status: { description: 'The current status of this task', enum: statuses, ...text },
  input: { description: 'The parameters required by task, JSON blob', type: ['null', 'object'] },
  result: { description: 'The result of current task, JSON blob', type: ['null', 'object'] },
  owner: { description: 'An identifier for the owner of this task', ...text },
  message: {
    description: 'Human-readable informative message only included when appropriate (usually on failure)',
    ...text,
  },
  image_id: { description: 'Image associated with the task', ...text },
  request_id: { description: 'Human-readable informative request-id', ...text },
  user_id: { description: 'User associated with the task', ...text },
  expires_at: { description: 'Datetime when this resource would be subject to removal', ...textOrNull },
  created_at: { description: 'Datetime when this resource was created', ...text },
  updated_at: { description: 'Datetime when this resource was updated', ...text },
  self: { readOnly: true, ...text },
  schema: { readOnly: true, ...text },
});

/** The properties that a list leaves out. */
const dear: ReadonlySet<string> = new Set(['input', 'result', 'message']);

function listed(release: Release): JsonSchema {
  const shown = Object.entries(properties(release)).filter(([name]) => !dear.has(name));
  return { name: 'task', properties: Object.fromEntries(shown) };
}

/** What `POST /v2/images` says besides: the ways to import data, and the stores. Source: RULES.md §7 item 24. */
export function importHeaders({ importMethods }: Pick<Profile, 'importMethods'>): HttpResponse['headers'] {
  const stores = ['OpenStack-image-store-ids', [store, ...reservedStores].join(',')] as const;
  return importMethods.length === 0
    ? [stores]
    : [['OpenStack-image-import-methods', importMethods.join(',')], stores];
}

/** What a cloud says of itself. Source: asked of Glance 25, 30 and 33, /v2/info, /v2/cache and /v2/schemas. */
const documents: Readonly<Record<CloudDocument, (profile: Profile) => object>> = {
  showImportInfo: ({ importMethods }) => ({
    'import-methods': { description: 'Import methods available.', type: 'array', value: importMethods },
  }),
  listStores: () => ({ stores: [{ id: store, default: 'true' }] }),
  showStoresDetail: ({ release: { storeWeight } }) => ({
    stores: [
      {
        id: store,
        default: 'true',
        type: 'file',
        properties: { data_dir: dataFolder, chunk_size: 65_536, thin_provisioning: false },
        ...(storeWeight ? { weight: 0 } : {}),
      },
    ],
  }),
  // A cloud without quotas.
  showUsage: () => ({ usage: {} }),
  // A cloud without a cache.
  listCache: () => refuse('cacheAbsent'),
  clearCache: () => refuse('cacheAbsent'),
  showTaskSchema: ({ release }) => ({ name: 'task', properties: properties(release) }),
  showTasksSchema: ({ release }) => ({
    name: 'tasks',
    properties: { tasks: { type: 'array', items: listed(release) }, schema: text },
    links: [{ rel: 'describedby', href: '{schema}' }],
  }),
};

/** Whether an operation shows what asks nothing of the world. */
export function isCloudDocument(operation: string): operation is CloudDocument {
  return Object.hasOwn(documents, operation);
}

/** What such an operation shows, to administrators alone where a policy guards it. */
export function cloudDocumentReply(
  operation: CloudDocument,
  { profile, caller }: { readonly profile: Profile; readonly caller: Caller },
): HttpResponse | Refusal {
  const policy = documentPolicies[operation];
  const may = reachesLevel(profile, caller, 'any') && isAdministrator(caller, profile);
  if (policy !== undefined && !may) return refuse('notAuthorized', { policy });
  const document: object | Refusal = documents[operation](profile);
  return isRefused(document)
    ? document
    : textResponse(200, [['Content-Type', 'application/json']], printJson(document));
}
