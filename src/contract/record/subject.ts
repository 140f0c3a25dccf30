import type { Cloud } from '../../domain/cloud.ts';
import { imageKey, sameToDatabase } from '../../domain/collation.ts';
import type { DeletedImage, Image } from '../../domain/model.ts';
import { readQuery } from '../../http/query.ts';
import type { Asker } from './asker.ts';
import type { Kept } from './kept.ts';

/** An image that an exchange is about. */
export interface Subject {
  readonly id: string;
  /** Null where nothing but the id of a deleted image is known. */
  readonly image: Image | DeletedImage | null;
  /** How many members it has besides those that stand in the image; none, if left out. */
  readonly fill?: number;
}

/** The images that a recorded list is about. */
export interface Listed {
  readonly subjects: readonly Subject[];
  /** Whether the list holds what the contract made and nothing else, because the query names an id or a name. */
  readonly narrowed: boolean;
}

/** The image of an id, there or deleted; undefined where there never was one. */
export function subjectOf({ images, deletedImages }: Cloud, id: string): Subject | undefined {
  const key = imageKey(id);
  const image = images.get(key);
  if (image !== undefined) return { id: image.id, image };
  const deleted = deletedImages.get(key);
  return deleted === undefined ? undefined : { id: deleted?.id ?? id, image: deleted };
}

/** The images that a list is about: those that the query names, and those of the answer. */
export function listedIn(kept: Kept, query: string, asker: Asker | null): Listed {
  const parameters = readQuery(query) ?? [];
  const valuesOf = (name: string): readonly string[] =>
    parameters.filter(([key, value]) => key === name && value !== '').flatMap(([, value]) => choices(value));
  const { before } = kept;
  const byId = ['id', 'marker'].flatMap(valuesOf).map((id) => subjectOf(before, id));
  const names = valuesOf('name');
  const byName = (names.length === 0 ? [] : [...before.images.values()])
    .filter(({ name }) => names.some((each) => sameToDatabase(each, name)))
    .map((image): Subject => ({ id: image.id, image }));
  const narrowed = names.length + valuesOf('id').length > 0;
  const answered = narrowed || !isPredictable(parameters, kept, asker) ? [] : answeredIn(kept);
  const all = [...byId, ...byName, ...answered].filter((each) => each !== undefined);
  return { subjects: [...new Map(all.map((each) => [each.id, each])).values()], narrowed };
}

/** The values that a filter takes: `in:a,b` takes two. */
export function choices(value: string): readonly string[] {
  if (value.startsWith('in:')) return value.slice('in:'.length).split(',');
  return [value.replace(/^eq:/, '')];
}

/**
 * Whether the images of a list would be on the same page of any cloud, however many images it has: the newest come
 * first, or only such are listed as one has few of.
 */
function isPredictable(
  parameters: readonly (readonly [string, string])[],
  kept: Kept,
  asker: Asker | null,
): boolean {
  const query = new Map(parameters);
  if (kept.response.status !== 200 || query.has('marker')) return false;
  const { images, next } = listIn(kept);
  if (next !== undefined) return false;
  const order = [query.get('sort') ?? '', query.get('sort_key') ?? '', query.get('sort_dir') ?? ''].join(' ');
  const few = asker?.role !== 'admin' && ['shared', 'private'].includes(query.get('visibility') ?? '');
  return images.length > 0 && (few || /^(?:created_at(?::desc)?)? (?:created_at)? (?:desc)?$/.test(order));
}

function answeredIn(kept: Kept): readonly (Subject | undefined)[] {
  return listIn(kept).images.map(({ id }) => subjectOf(kept.before, id));
}

interface List {
  readonly images: readonly { readonly id: string }[];
  readonly next?: string;
}

function listIn({ response }: Kept): List {
  return JSON.parse(new TextDecoder().decode(response.body)) as List;
}
