import type { Cloud } from '../../domain/cloud.ts';
import { folded, imageKey, sameToDatabase } from '../../domain/collation.ts';
import { membersFrom, noMembers } from '../../domain/member-table.ts';
import type { DeletedImage, Image, Member } from '../../domain/model.ts';
import { readJson } from '../../http/json.ts';
import { bytesOf, type HttpResponse, textOf, type Body } from '../../http/message.ts';
import { readQuery } from '../../http/query.ts';
import type { Route } from '../../http/routes.ts';
import {
  type ApiExchange,
  type RecordedCaller,
  recordedCallerOf,
  type RecordedExchange,
} from './recorded-exchange.ts';

/** More images than these say no more of a list. */
const mostListed = 3;

/** The images that an exchange is about; of a list, first those that belong to others. */
export function recordedImagesOf(
  recorded: RecordedExchange,
  { path, parameters, route }: ApiExchange,
): ListedImages {
  if (isList(route)) {
    const caller = recordedCallerOf(recorded);
    const { images, narrowed } = imagesOfList(recorded, path.query, caller);
    const own = ({ image }: RecordedImage): number => Number(image?.owner === caller?.tenant);
    const sorted = images.toSorted((one, other) => own(one) - own(other));
    const kinds = narrowed ? sorted : kindsOf(sorted, caller?.tenant ?? null).slice(0, mostListed);
    return { images: kinds, narrowed };
  }
  const id = parameters['image_id'] ?? (path.segments[1] === 'images' ? path.segments[2] : undefined);
  const recordedImage = id === undefined ? undefined : recordedImageOf(recorded.before, id);
  return { images: recordedImage === undefined ? [] : [recordedImage], narrowed: false };
}

/** What an image is while its data are on their way. */
export const statusesInTransit: ReadonlySet<string> = new Set(['saving', 'uploading', 'importing']);

/**
 * Of the images that are alike, as far as lists go, the first; without those that no provider state makes. Of the
 * members the caller alone makes a difference.
 */
function kindsOf(recordedImages: readonly RecordedImage[], caller: string | null): readonly RecordedImage[] {
  const made = recordedImages.filter(
    ({ image }) => image?.owner !== null && !statusesInTransit.has(image?.status ?? ''),
  );
  const kinds = Map.groupBy(made, ({ image }) => {
    const own = caller === null ? undefined : image?.members.get(caller);
    const standing = own === undefined || own.removed ? null : own.status;
    return JSON.stringify([image?.owner, image?.visibility, image?.status, image?.hidden, standing]);
  });
  return [...kinds.values()].map(([first]) => first as RecordedImage);
}

/** Whether a list depends on times: those of another cloud are others. */
export function asksForTime({ response }: RecordedExchange, exchange: ApiExchange): boolean {
  return isList(exchange.route) && response.status === 200 && asks(exchange, /^(?:created|updated)_at$/);
}

/** Whether a list leaves out images by their place in it. */
export function asksForPage(exchange: ApiExchange): boolean {
  return isList(exchange.route) && asks(exchange, /^(?:limit|marker)$/);
}

function asks({ path }: ApiExchange, parameter: RegExp): boolean {
  return (readQuery(path.query) ?? []).some(([name]) => parameter.test(name));
}

/** Whether a route is that of the image list. */
export function isList(route: Route | undefined): boolean {
  return route?.operation === 'listImages';
}

/** An image that an exchange is about. */
export interface RecordedImage {
  readonly id: string;
  /** Null where nothing but the id of a deleted image is known. */
  readonly image: Image | (DeletedImage & Pick<Image, 'members'>) | null;
  /** How many members it has besides those that stand in the image; none, if left out. */
  readonly fill?: number;
}

/** The images that an exchange is about. */
interface ListedImages {
  readonly images: readonly RecordedImage[];
  /** Whether the list holds what the contract made and nothing else, because the query names an id or a name. */
  readonly narrowed: boolean;
}

/** The image of an id, there or deleted; undefined where there never was one. */
export function recordedImageOf({ images, deletedImages }: Cloud, id: string): RecordedImage | undefined {
  const key = imageKey(id);
  const image = images.get(key);
  if (image !== undefined) return { id: image.id, image };
  const deleted = deletedImages.get(key);
  if (deleted === undefined) return undefined;
  return { id: deleted?.id ?? id, image: deleted && { ...deleted, members: noMembers } };
}

/** The images that a list is about: those that the query names, and those of the answer. */
function imagesOfList(
  recorded: RecordedExchange,
  query: string,
  caller: RecordedCaller | null,
): ListedImages {
  const parameters = readQuery(query) ?? [];
  const valuesOf = (name: string): readonly string[] =>
    parameters.filter(([key, value]) => key === name && value !== '').flatMap(([, value]) => choices(value));
  const { before } = recorded;
  const byId = ['id', 'marker'].flatMap(valuesOf).map((id) => recordedImageOf(before, id));
  const names = valuesOf('name');
  const byName = (names.length === 0 ? [] : [...before.images.values()])
    .filter(({ name }) => names.some((each) => sameToDatabase(each, name)))
    .map((image): RecordedImage => ({ id: image.id, image }));
  const narrowed = names.length + valuesOf('id').length > 0;
  const answered = narrowed || !isPredictable(parameters, recorded, caller) ? [] : answeredIn(recorded);
  const all = [...byId, ...byName, ...answered].filter((each) => each !== undefined);
  return { images: [...new Map(all.map((each) => [each.id, each])).values()], narrowed };
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
  recorded: RecordedExchange,
  caller: RecordedCaller | null,
): boolean {
  const query = new Map(parameters);
  if (recorded.response.status !== 200 || query.has('marker')) return false;
  const { images, next } = listIn(recorded);
  if (next !== undefined) return false;
  const order = [query.get('sort') ?? '', query.get('sort_key') ?? '', query.get('sort_dir') ?? ''].join(' ');
  const few = caller?.role !== 'admin' && ['shared', 'private'].includes(query.get('visibility') ?? '');
  return images.length > 0 && (few || /^(?:created_at(?::desc)?)? (?:created_at)? (?:desc)?$/.test(order));
}

function answeredIn(recorded: RecordedExchange): readonly (RecordedImage | undefined)[] {
  return listIn(recorded).images.map(({ id }) => recordedImageOf(recorded.before, id));
}

interface List {
  readonly images: readonly { readonly id: string }[];
  readonly next?: string;
}

function listIn({ response }: RecordedExchange): List {
  return JSON.parse(textOf(response.body)) as List;
}

/** A list of members says no more with further members of one status. */
const mostOfStatus = 3;

/** What is left of an exchange without the members that make no difference to it. */
interface RelevantMembers {
  readonly images: readonly RecordedImage[];
  readonly response: HttpResponse;
}

/**
 * Takes out of an exchange the members that its answer does not depend on. It depends on those that the request names,
 * on the caller's own membership, on those that a list shows, and, where no further member may be added, on how many
 * there are. So it says the same whatever else happened to the image, where removed members stay on record.
 */
export function withRelevantMembers(
  recorded: RecordedExchange,
  { route }: ApiExchange,
  recordedImages: readonly RecordedImage[],
  mentioned: readonly string[],
): RelevantMembers {
  const { response } = recorded;
  const own = recordedCallerOf(recorded)?.tenant ?? null;
  const matters = new Set([...mentioned, ...(own === null ? [] : [own])].map(folded));
  const isListed = route?.operation === 'listMembers' && response.status === 200;
  const isFull = route?.operation === 'addMember' && response.status === 413;
  const kinds = isListed ? listedMembers(recordedImages, matters) : new Set<string>();
  const isKept = (member: Member): boolean =>
    matters.has(foldedId(member)) || (!member.removed && kinds.has(member.id));
  const left = recordedImages.map((recordedImage) => withMembers(recordedImage, isKept, isFull));
  return {
    images: left,
    response: isListed ? { ...response, body: listWith(response.body, left) } : response,
  };
}

/** A member stays the same object from one exchange to the next, and an image may have thousands on record. */
const foldedIds = new WeakMap<Member, string>();

/** The id of a member as the database compares it. */
function foldedId(member: Member): string {
  const known = foldedIds.get(member) ?? folded(member.id);
  foldedIds.set(member, known);
  return known;
}

/** Of each status the members that come first in a list, by their ids. */
function listedMembers(
  recordedImages: readonly RecordedImage[],
  matters: ReadonlySet<string>,
): ReadonlySet<string> {
  const all = recordedImages.flatMap(({ image }) => [...(image?.members ?? [])]);
  const others = all.filter((member) => !member.removed && !matters.has(foldedId(member)));
  const byStatus = Map.groupBy(others, ({ status }) => status);
  return new Set([...byStatus.values()].flatMap((alike) => alike.slice(0, mostOfStatus).map(({ id }) => id)));
}

function withMembers(
  recordedImage: RecordedImage,
  isKept: (member: Member) => boolean,
  counts: boolean,
): RecordedImage {
  const { image } = recordedImage;
  if (image === null) return recordedImage;
  const [members, others] = [
    [...image.members].filter(isKept),
    [...image.members].filter((each) => !isKept(each)),
  ];
  const fill = counts ? others.filter(({ removed }) => !removed).length : 0;
  return {
    ...recordedImage,
    image: { ...image, members: membersFrom(members) },
    ...(fill > 0 ? { fill } : {}),
  };
}

/** The body of a list of members with those alone that matter. */
function listWith(body: Body, recordedImages: readonly RecordedImage[]): Body {
  const list = readJson(body)?.value as { readonly members: readonly { readonly member_id: string }[] };
  const recorded = new Set(
    recordedImages.flatMap(({ image }) => Array.from(image?.members ?? [], ({ id }) => id)),
  );
  const members = list.members.filter(({ member_id }) => recorded.has(member_id));
  return bytesOf(JSON.stringify({ ...list, members }));
}
