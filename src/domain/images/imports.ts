import type { AskFor } from '../ask.ts';
import type { Case, Decided, Setting } from '../case.ts';
import { imageOf } from '../case.ts';
import { callerPermitted, isPermitted } from '../checks.ts';
import { type Change, type Cloud, imageChanged } from '../cloud.ts';
import { imageKey } from '../collation.ts';
import type { Digests, Image, ImageStatus, Task } from '../model.ts';
import { partPolicies } from '../operations.ts';
import { deniedBy } from '../permissions.ts';
import { isRefused, type Refusal, type RefusalName, refuse } from '../refusals.ts';
import { wholeSecond } from '../times.ts';
import { virtualSize } from './data.ts';

/** The ways to import data that there are here: those of Glance's defaults. Source: asked of Glance 25.1, GET /v2/info/import. */
export const importMethods = ['glance-direct', 'web-download', 'copy-image'] as const;

/** The store that images are in. */
export const store = 'fs';

/** The folder of its files, by Glance's default. */
export const dataFolder = '/var/lib/glance/images';

/** The stores that Glance keeps for itself; a request may name them. */
export const reservedStores: readonly string[] = ['os_glance_staging_store', 'os_glance_tasks_store'];

/** Properties by which an image shows that data is imported into it. Source: asked of Glance 25.1. */
const shown = {
  task: 'os_glance_import_task',
  importing: 'os_glance_importing_to_stores',
  failed: 'os_glance_failed_import',
} as const;

/** The status that an image must have for each method, and how it is refused elsewhere. */
const starts: Readonly<
  Record<
    AskFor<'importImage'>['given']['method'],
    { readonly from: ImageStatus; readonly refusal: RefusalName }
  >
> = {
  'glance-direct': { from: 'uploading', refusal: 'importUnstaged' },
  'web-download': { from: 'queued', refusal: 'importUnqueued' },
  'copy-image': { from: 'active', refusal: 'copyInactive' },
};

/**
 * `importFits`: the image's status is one that the method starts from, and its formats are set. Looked at before anybody's
 * permission. Source: glance/api/v2/images.py `import_image`; asked of Glance 25.1.
 */
export function importFits(asked: Case<AskFor<'importImage'>>): Refusal | undefined {
  const { status, containerFormat, diskFormat } = imageOf(asked);
  const { method } = asked.ask.given;
  if (status === 'active' && method !== 'copy-image') return refuse('importActive');
  const { from, refusal } = starts[method];
  if (status !== from) return refuse(refusal, { method });
  if (!containerFormat) return refuse('importFormatUnset', { format: 'container_format' });
  return diskFormat ? undefined : refuse('importFormatUnset', { format: 'disk_format' });
}

/**
 * `importPermitted`: the permission table has the last word; to copy data to other stores takes another right than to
 * change the image. Source: glance/api/v2/images.py `import_image`; asked of Glance 25.1.
 */
export function importPermitted(asked: Case<AskFor<'importImage'>>): Refusal | undefined {
  if (asked.ask.given.method !== 'copy-image') return callerPermitted(asked);
  const permission = asked.profile.permissions.copyImage;
  if (isPermitted({ ...asked, permission })) return undefined;
  return deniedBy(permission, asked.persona, { policy: partPolicies.copyImage, image: asked.ask.image });
}

/** How long the task of an import that hangs keeps others away, in milliseconds. Source: glance/api/v2/images.py `_enforce_import_lock`. */
const lockTime = 3_600_000;

/** `importUnlocked`: no other import holds the image. Source: asked of Glance 25.1. */
export function importUnlocked(asked: Case<AskFor<'importImage'>>): Refusal | undefined {
  const task = asked.cloud.tasks.get(imageOf(asked).properties[shown.task] ?? '');
  if (task === undefined || Date.parse(asked.at) - Date.parse(task.updatedAt) >= lockTime) return undefined;
  return refuse('importLocked');
}

/** `storesKnown`: the stores are ones that there are, and are named in one way. Source: glance/common/utils.py `get_stores_from_request`. */
export function storesKnown({ ask }: Case<AskFor<'importImage'>>): Refusal | undefined {
  const { stores, method } = ask.given;
  if (isRefused(stores)) return stores;
  const copied = method === 'copy-image' && !ask.given.allStores && stores.names.includes(store);
  return copied ? refuse('copyPresent', { store }) : undefined;
}

/** `sourceAllowed`: a URI that passes Glance's filter. Source: glance/common/utils.py `validate_import_uri`. */
export function sourceAllowed({ ask }: Case<AskFor<'importImage'>>): Refusal | undefined {
  return ask.given.method === 'web-download' ? ask.given.sourceProblem : undefined;
}

/** Bytes that the database keeps of what a task was asked for, and about how many of them the image and the stores take. */
const [mostInput, inputFrame] = [65_535, 120];

/** `importStorable`: the request fits into the column of the task. Source: asked of Glance 25.1 (65,000 and 70,000 bytes). */
export function importStorable({ ask }: Case<AskFor<'importImage'>>): Refusal | undefined {
  return ask.given.request.length + inputFrame > mostInput ? refuse('serverErred') : undefined;
}

/** Starts the import: the image is `importing` until it ends. */
export function importImage(asked: Case<AskFor<'importImage'>>): Decided {
  const { given } = asked.ask;
  const before = imageOf(asked);
  const stores = isRefused(given.stores) ? [] : given.stores.names;
  const view = { kind: 'accepted' } as const;
  // Where all stores have the data there is nothing to do.
  if (given.method === 'copy-image' && given.allStores) return { changes: [], view };
  const task = startedTask(asked, stores);
  const lock = { ...before.properties, [shown.task]: task.id };
  const image = hangs(given)
    ? { ...before, properties: lock }
    : {
        ...before,
        status: given.method === 'copy-image' ? before.status : ('importing' as const),
        properties: { ...lock, [shown.importing]: listed(stores), [shown.failed]: '' },
        updatedAt: asked.at,
      };
  return {
    changes: [imageChanged(image), { kind: 'taskChanged', task }],
    view,
  };
}

/** Staged data is where it is: Glance waits for ever for data of `glance-direct` that is at a URI. Source: asked of Glance 25.1. */
function hangs({ method, hasUri }: AskFor<'importImage'>['given']): boolean {
  return method === 'glance-direct' && hasUri;
}

function startedTask(asked: Case<AskFor<'importImage'>>, stores: readonly string[]): Task {
  const { ask, caller, at, limits } = asked;
  const end = wholeSecond(Date.parse(at) + limits.importSeconds * 1000);
  return {
    id: asked.uuid(),
    image: ask.image,
    owner: caller.tenant,
    user: caller.user,
    requestId: asked.requestId,
    status: 'processing',
    message: '',
    request: ask.given.request,
    stores,
    createdAt: at,
    updatedAt: at,
    endsAt: hangs(ask.given) ? null : end,
    expiresAt: null,
  };
}

function listed(stores: readonly string[]): string {
  return [...new Set(stores)].toSorted().join(',');
}

/** What imports need to end. */
export interface Ending extends Pick<Setting, 'cloud' | 'limits'> {
  /** The world's time in milliseconds since 1970. */
  readonly now: number;
  digest(bytes: Uint8Array): Digests;
}

/** The imports that have ended by now. */
export interface EndedImports {
  readonly changes: readonly Change[];
  /** When the next one ends, in milliseconds since 1970; Infinity: none that is known does. */
  readonly next: number;
}

/** Ends the imports whose time has come. */
export function endedImports(ending: Ending): EndedImports {
  const due: Task[] = [];
  let next = Infinity;
  for (const task of ending.cloud.tasks.values()) {
    if (task.endsAt === null) continue;
    const end = Date.parse(task.endsAt);
    if (end <= ending.now) due.push(task);
    else next = Math.min(next, end);
  }
  let room = ending.limits.imageBytes - ending.cloud.usage.data;
  const changes = due.flatMap((task) => {
    const ended = endOf(task, room, ending);
    room -= ended.grown;
    return ended.changes;
  });
  return { changes, next };
}

interface Ended {
  readonly changes: readonly Change[];
  /** Bytes of data that there are more than before. */
  readonly grown: number;
}

/** Ends an import. A task whose image was deleted meanwhile succeeds all the same. Source: asked of Glance 25.1. */
function endOf(task: Task, room: number, { cloud, digest }: Ending): Ended {
  const at = task.endsAt ?? task.updatedAt;
  const image = cloud.images.get(imageKey(task.image));
  if (image === undefined || image.properties[shown.task] !== task.id)
    return { changes: [over(task, at, 'success', '')], grown: 0 };
  const { [shown.task]: _, ...properties } = image.properties;
  if (image.status === 'active') {
    const free = { ...image, properties };
    return { changes: [imageChanged(free), over(task, at, 'success', '')], grown: 0 };
  }
  const bytes = bytesOf(task, image, cloud, room);
  const grown = (bytes?.length ?? 0) - (image.staged?.length ?? 0);
  if (bytes === undefined || grown > room) return failed(task, image, at);
  const done: Image = {
    ...image,
    status: 'active',
    size: bytes.length,
    virtualSize: virtualSize(image, bytes.length),
    properties: { ...properties, [shown.importing]: '' },
    data: { bytes, ...digest(bytes) },
    staged: null,
    updatedAt: at,
  };
  const message = bytes.length === 0 ? '' : `Copied ${Math.floor(bytes.length / 2 ** 20)} MiB`;
  return { changes: [imageChanged(done), over(task, at, 'success', message)], grown };
}

/** The data that a task imports; undefined where it cannot be had, or no store takes it. */
function bytesOf(task: Task, image: Image, cloud: Cloud, room: number): Uint8Array | undefined {
  if (task.stores.length !== 1 || task.stores[0] !== store) return undefined;
  if (image.staged !== null) return image.staged;
  const found = cloud.downloads.get(sourceOf(task) ?? '');
  if (typeof found !== 'number') return found;
  return found > room ? undefined : new Uint8Array(found);
}

/** The URI that a task downloads from; undefined where it needs none. */
export function sourceOf({ request }: Task): string | undefined {
  const { method } = JSON.parse(request) as { readonly method?: { readonly uri?: unknown } };
  return typeof method?.uri === 'string' ? method.uri : undefined;
}

/**
 * An import that fails gives the image back, with the stores that have no data. It gets stuck with no store at all, with
 * the same store twice, and with staged data. Source: asked of Glance 25.1.
 */
function failed(task: Task, image: Image, at: string): Ended {
  const changes = [over(task, at, 'failure', 'Task failed due to Internal Error')];
  if (task.stores.length > 1 && new Set(task.stores).size < task.stores.length) return { changes, grown: 0 };
  const { [shown.task]: lock = null, ...properties } = image.properties;
  const isStoreless = task.stores.length === 0;
  const returned: Image = {
    ...image,
    status: image.staged === null || isStoreless ? 'queued' : 'importing',
    properties: {
      ...properties,
      ...(isStoreless ? { [shown.task]: lock } : {}),
      [shown.importing]: '',
      [shown.failed]: listed(task.stores),
    },
    updatedAt: at,
  };
  return { changes: [imageChanged(returned), ...changes], grown: 0 };
}

/** Hours that a task is seen once it is over; Glance's `[task] task_time_to_live`. */
const hoursSeen = 48;

function over(task: Task, at: string, status: 'success' | 'failure', message: string): Change {
  const expiresAt = wholeSecond(Date.parse(at) + hoursSeen * 3_600_000);
  return {
    kind: 'taskChanged',
    task: { ...task, status, message, updatedAt: at, endsAt: null, expiresAt },
  };
}
