import type { Ask } from '../domain/ask.ts';
import type { View } from '../domain/case.ts';
import { store } from '../domain/images/imports.ts';
import { locationOf } from '../domain/images/locations.ts';
import type { Image } from '../domain/model.ts';
import type { Profile } from '../domain/profile.ts';
import { isRefused, type Refusal, refuse } from '../domain/refusals.ts';
import type { Release } from '../domain/release.ts';
import { printJson } from './json.ts';
import { membersText, singleMemberText } from './member-text.ts';
import { brokenReply, type HttpResponse, type RequestHead, sharedHeaders, textResponse } from './message.ts';
import { orderedMembers, orderedTags, type ShownOrder } from './order.ts';
import type { RequestPath } from './path.ts';
import { pageLinks, readQuery } from './query.ts';
import { imageTasksJson, importHeaders, taskJson, tasksJson } from './tasks.ts';

const noBytes: Uint8Array = new Uint8Array();

type ViewOf<K extends View['kind']> = Extract<View, { readonly kind: K }>;

/** What an answer shows depends on besides. */
export interface Showing extends Pick<Profile, 'wire' | 'release' | 'locations' | 'importMethods'> {
  readonly order: ShownOrder;
  readonly requestId: string;
}

/** A granted ask as a reply; a refusal where the part of the data that was asked for is not there. */
export function viewReply(
  request: RequestHead,
  { query }: RequestPath,
  ask: Ask,
  view: View,
  showing: Showing,
): HttpResponse | Refusal {
  switch (view.kind) {
    case 'nothing':
      return emptyReply(ask, showing.release);
    case 'member':
      return jsonTextReply(200, singleMemberText(view.image, view.member, view.echo));
    case 'members':
      return membersReply(view, showing);
    case 'image':
      return imageReply(seenBase(request, showing.release), view, showing);
    case 'images':
      return jsonReply(200, listJson(view, query, showing));
    case 'data':
      return dataReply(request, view.image, showing.release);
    case 'locations':
      return jsonReply(200, view.images.map(locationOf));
    case 'accepted':
      return textResponse(202, [['Content-Type', 'text/html; charset=UTF-8']], '');
    default:
      return jsonReply(200, viewOfTasks(view, query));
  }
}

function membersReply(view: ViewOf<'members'>, { order, requestId }: Showing): HttpResponse {
  return jsonTextReply(200, membersText(view.image, orderedMembers(view, order, requestId)));
}

function viewOfTasks(view: ViewOf<'imageTasks' | 'tasks' | 'task'>, query: string): object {
  if (view.kind === 'task') return taskJson(view.task);
  return view.kind === 'tasks' ? tasksJson(view.tasks, view.full, query) : imageTasksJson(view.tasks);
}

/** JSON, whatever `Accept` says: only errors look at it. Source: RULES.md §5. */
export function jsonReply(status: number, value: object): HttpResponse {
  return jsonTextReply(status, printJson(value));
}

const jsonType: HttpResponse['headers'] = sharedHeaders([['Content-Type', 'application/json']]);

function jsonTextReply(status: number, json: string): HttpResponse {
  return textResponse(status, jsonType, json);
}

/** A page of images with the links to the first and, where it is full, the next one. Source: RULES.md §4, GET /v2/images. */
function listJson(
  { images, full, administrator }: ViewOf<'images'>,
  query: string,
  showing: Showing,
): object {
  const { first, next } = pageLinks(
    '/v2/images',
    readQuery(query) ?? [],
    full ? images.at(-1)?.id : undefined,
  );
  return {
    images: images.map((image) => imageJson(image, administrator, showing)),
    first,
    schema: '/v2/schemas/images',
    next,
  };
}

/** The way from `/v2` to `/v2/`. Source: RULES.md §6. */
export function redirectReply(request: RequestHead, release: Release): HttpResponse {
  const headers = [
    ['Location', `${seenBase(request, release)}/v2/`],
    ['Content-Type', 'text/plain; charset=utf8'],
  ] as const;
  return emptyResponse(302, headers, release, request.method !== 'HEAD');
}

/**
 * Where Glance takes itself to be asked: behind uWSGI, by the protocol that a proxy says last, be it
 * any word. What is no scheme is left out: then links would be none. Source: asked of Glance 33, and of uWSGI 2.0.21.
 */
export function seenBase({ base, headers }: RequestHead, { webServer }: Release): string {
  if (webServer.forwardedProtocol === 'ignored') return base;
  let protocol: string | undefined;
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (name === 'x-forwarded-proto' && /^[a-z][a-z0-9+.-]*$/i.test(value)) protocol = value.toLowerCase();
    if (name === 'x-forwarded-ssl' && /^(?:on|1)$/i.test(value)) protocol = 'https';
  }
  return protocol === undefined ? base : base.replace(/^[^:]+/, protocol);
}

/**
 * An answer without a body. Source: RELEASES.md, 204; recorded, 10-versions.
 * @param mayHaveOne whether there could be one.
 */
export function emptyResponse(
  status: number,
  headers: HttpResponse['headers'],
  { emptyLength }: Release,
  mayHaveOne: boolean,
): HttpResponse {
  const counts = emptyLength === 'all' || (mayHaveOne && emptyLength === 'where a body may be');
  return counts ? textResponse(status, headers, '') : { status, headers, body: noBytes };
}

/** 204; of no type after a member was removed, and of type HTML elsewhere. Source: RULES.md §2, Bodies (DELETE). */
function emptyReply(ask: Ask, release: Release): HttpResponse {
  if (ask.operation === 'removeMember') return emptyResponse(204, [], release, false);
  return textResponse(204, [['Content-Type', 'text/html; charset=UTF-8']], '');
}

function imageReply(
  base: string,
  { image, created, administrator }: ViewOf<'image'>,
  showing: Showing,
): HttpResponse {
  const { headers, ...rest } = jsonReply(created ? 201 : 200, imageJson(image, administrator, showing));
  if (!created) return { headers, ...rest };
  const location = ['Location', `${base}/v2/images/${image.id}`] as const;
  return {
    ...rest,
    headers: [...headers, location, ...(showing.wire.importHeaders ? importHeaders(showing) : [])],
  };
}

/**
 * The data or a part of it; 204 where there is none yet. Which part is wanted is looked at before whether there is data.
 * Source: RULES.md §7 item 17; asked of Glance 25.1.
 */
function dataReply(request: RequestHead, { data, size }: Image, release: Release): HttpResponse | Refusal {
  const { range: asked, 'content-range': part } = request.headers;
  const range = asked === undefined ? readContentRange(part, size) : readRange(asked, size);
  if (range === 'broken') return brokenReply;
  if (range !== undefined && isRefused(range)) return range;
  if (data === null) return emptyResponse(204, [], release, false);
  const body = range === undefined ? data.bytes : data.bytes.subarray(range.start, range.stop);
  return {
    status: range === undefined ? 200 : 206,
    headers: [
      ['Content-Type', 'application/octet-stream'],
      ['Content-MD5', data.checksum],
      ['Content-Length', String(body.length)],
      ...(range === undefined
        ? []
        : [['Content-Range', `bytes ${range.start}-${range.stop - 1}/${data.bytes.length}`] as const]),
    ],
    body,
  };
}

/**
 * An image as JSON, in Glance's order of keys: its own properties first, the store last, with data only and not
 * of a deactivated image, but for administrators. Source: recorded, 08-image_crud show/*; RULES.md §7 item 24;
 * asked of Glance 25.1. What the profile withholds is not in it.
 */
function imageJson(image: Image, administrator: boolean, showing: Showing): object {
  const { withheld } = showing.wire;
  const whole = wholeImage(image, administrator, showing);
  if (withheld.length === 0) return whole;
  const shown = Object.entries(whole);
  return { ...image.properties, ...Object.fromEntries(shown.filter(([name]) => !withheld.includes(name))) };
}

function wholeImage(image: Image, administrator: boolean, showing: Showing): object {
  const stored = image.data !== null && (image.status !== 'deactivated' || administrator);
  return {
    ...image.properties,
    name: image.name,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    visibility: image.visibility,
    size: image.size,
    virtual_size: image.virtualSize,
    status: image.status,
    checksum: image.data?.checksum ?? null,
    protected: image.protected,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.hidden,
    os_hash_algo: image.data === null ? null : 'sha512',
    os_hash_value: image.data?.hash ?? null,
    id: image.id,
    created_at: image.createdAt,
    updated_at: image.updatedAt,
    ...placesOf(image, stored, showing.locations),
    tags: orderedTags(image.tags, showing.order, showing.requestId),
    self: `/v2/images/${image.id}`,
    file: `/v2/images/${image.id}/file`,
    schema: '/v2/schemas/image',
    ...(stored ? { stores: store } : {}),
  };
}

/** Where data lies, as far as a cloud shows it. Source: asked of Glance 25.1 with show_multiple_locations and show_image_direct_url. */
function placesOf(
  { id }: Image,
  stored: boolean,
  { multiple, directUrl }: Profile['locations'],
): { readonly locations?: readonly object[]; readonly direct_url?: string } {
  const place = locationOf(id);
  return {
    ...(multiple && { locations: stored ? [place] : [] }),
    ...(directUrl && stored && { direct_url: place.url }),
  };
}

/** A part of an image's data: from `start` up to, not including, `stop`. */
export interface ByteRange {
  readonly start: number;
  readonly stop: number;
}

/** Digits of the greatest whole number that Python reads. Source: the Python reference, `sys.int_info`. */
const mostDigits = 4300;

/** What becomes of a header that asks for a part: all of the data, the part, a refusal, or Glance breaks. */
type AskedRange = ByteRange | Refusal | 'broken' | undefined;

function isTooGreat(...numbers: readonly string[]): boolean {
  return numbers.some((digits) => digits.length > mostDigits);
}

/**
 * The part that a `Range` header asks for, behind which anything may stand. Without a first and a last byte Glance breaks,
 * and on any part of an image that has no size yet.
 * @param size bytes that there are; null: none were uploaded or staged.
 * Source: recorded, 08-image_crud files/range-*; asked of Glance 25.1.
 */
function readRange(header: string, size: number | null): AskedRange {
  if (header.includes(',')) return refuse('rangesMultiple');
  const match = /^bytes *= *(\d*) *- *(\d*)/i.exec(header);
  if (match === null) return refuse('rangeInvalid');
  const [, first = '', last = ''] = match;
  if ((first === '' && last === '') || isTooGreat(first, last)) return 'broken';
  if (first !== '' && last !== '' && Number(first) > Number(last)) return refuse('rangeInvalid');
  if (size === null) return 'broken';
  const start = first === '' ? -Number(last) : Number(first);
  if (start >= size) return refuse('rangeBeyond', { last: String(size - 1) });
  if (start < 0) return { start: -start < size ? size + start : 0, stop: size };
  return {
    start: Math.abs(start),
    stop: first === '' || last === '' ? size : Math.min(Number(last) + 1, size),
  };
}

/**
 * The part that a `Content-Range` header asks for. It has no place in a request, but Glance still takes it there; its
 * end may lie beyond the data where the header names another length.
 * Source: asked of Glance 25.1.
 */
function readContentRange(header: string | undefined, size: number | null): AskedRange {
  if (header === undefined) return undefined;
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)/.exec(header);
  if (match === null) return refuse('contentRangeInvalid');
  const [, first, final = '', length] = match;
  if (isTooGreat(first ?? '', final, length ?? '')) return 'broken';
  if (first === undefined) return 'broken';
  const [start, stop] = [Number(first), Number(final) + 1];
  const most = length === undefined ? Infinity : Number(length);
  if (start >= stop || stop > most) return refuse('contentRangeInvalid');
  if (size === null) return 'broken';
  const last = String(size - 1);
  if (length === undefined && stop > size) return refuse('contentRangeEndBeyond', { last });
  return start >= size ? refuse('contentRangeStartBeyond', { last }) : { start, stop };
}
