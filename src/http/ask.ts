import type { Ask, AskFor } from '../domain/ask.ts';
import { type Limits, detached } from '../domain/limits.ts';
import type { Caller } from '../domain/model.ts';
import type { Operation } from '../domain/operations.ts';
import type { Profile } from '../domain/profile.ts';
import type { Release } from '../domain/release.ts';
import { WholeFloat } from '../domain/python-float.ts';
import { isRefused, type Refusal, refuse } from '../domain/refusals.ts';
import type { Context } from './context.ts';
import { readWholeNumber } from '../domain/images/filter-words.ts';
import { readNewImage } from './images/create-body.ts';
import { readImport } from './images/import-body.ts';
import { imageSchemaRefusal, locationSchemaRefusal } from './images/image-schemas.ts';
import { readListQuery } from './images/list-query.ts';
import { readPatch } from './images/patch-body.ts';
import { deepestJson, readJson } from './json.ts';
import { isTakenForJson, mediaTypeOf, unsupported } from './media-types.ts';
import type { HttpRequest, HttpResponse, RequestHead } from './message.ts';
import { readMetadefs } from './metadefs.ts';
import type { RequestPath } from './path.ts';
import { isContainer, pythonRepr } from './python-repr.ts';
import type { Route, RoutedOperation } from './routes.ts';
import { fieldsRead } from './unread.ts';
import { isSchemaOperation, schemaReply } from './schemas/reply.ts';
import { cloudDocumentReply, isCloudDocument, readTaskQuery } from './tasks.ts';

type Parameters = Readonly<Record<string, string>>;
type Read = Ask | Refusal;

/** A request as an ask; or the refusal of a body or a query; or the reply, where nothing is asked of the world. */
export type Asked =
  | { readonly kind: 'ask'; readonly ask: Ask; readonly fields: readonly string[] }
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | Refusal;

/** How many bytes of its body a route reads. */
export function mostOf({ body }: Route, { jsonBytes, imageBytes }: Limits): number {
  return { json: jsonBytes, bytes: imageBytes, none: 0, breaks: 0, ignored: 0 }[body];
}

/** Reads what a request asks for. The body comes before any look at the image. Source: RULES.md §1.4. */
export function readAsk(
  request: HttpRequest,
  path: RequestPath,
  { route, parameters }: { readonly route: Route; readonly parameters: Parameters },
  { profile, limits, caller }: Pick<Context, 'profile' | 'limits'> & { readonly caller: Caller },
): Asked {
  if (route.body === 'none' && hasBody(request)) return refuse('bodyNotExpected');
  if (route.body === 'breaks' && hasBody(request)) return refuse('serverErred');
  if (route.body === 'json' && request.body.length > limits.jsonBytes)
    return refuse('bodyTooLarge', { most: String(limits.jsonBytes) });
  if (route.body === 'json' && route.mediaTypes.length === 0 && !isTakenForJson(request, profile))
    return unsupported(request, route, profile.release).refusal;
  const { operation } = route;
  if (!isOperation(operation)) return readDocument(operation, path.query, { profile, parameters, caller });
  const body = route.body === 'json' ? readBody(request, profile.release) : noBody;
  if (isRefused(body)) return body;
  const read = readers[operation]({ request, parameters, path, profile, body: body.body });
  if (isRefused(read)) return read;
  return { kind: 'ask', ask: read, fields: fieldsRead(route, body.body, request.body.length) };
}

/** Whether something is asked of the world, and not only of the service. */
function isOperation(operation: RoutedOperation): operation is Operation & RoutedOperation {
  return Object.hasOwn(readers, operation);
}

/** The reply to an operation that shows what is the same in all worlds. */
function readDocument(
  operation: Exclude<RoutedOperation, Operation>,
  query: string,
  { profile, parameters, caller }: Pick<Context, 'profile'> & DocumentFor,
): Asked {
  if (isSchemaOperation(operation)) return { kind: 'response', response: schemaReply(operation, profile) };
  const response = isCloudDocument(operation)
    ? cloudDocumentReply(operation, { profile, caller })
    : readMetadefs(operation, { query, parameters, profile, caller });
  return isRefused(response) ? response : { kind: 'response', response };
}

interface DocumentFor {
  readonly parameters: Parameters;
  readonly caller: Caller;
}

interface Reading {
  readonly request: HttpRequest;
  /** The JSON of the body, where the route takes it. */
  readonly body: object;
  readonly parameters: Parameters;
  readonly path: RequestPath;
  readonly profile: Profile;
}

type Reader = (reading: Reading) => Read;

const noBody: { readonly body: object } = { body: {} };

const readers: { readonly [O in Operation]: Reader } = {
  addMember: ({ body, parameters: { image_id: image = '' } }) => readNewMember(image, body),
  listMembers: ofImage('listMembers'),
  showMember: ofMember('showMember'),
  updateMember: ({ body, parameters: { image_id: image = '', member_id: member = '' } }) =>
    readStatus(image, member, body),
  removeMember: ofMember('removeMember'),
  listImages: ({ path, profile }) => {
    const read = readListQuery(path.query, profile.visibilityFilters);
    return isRefused(read) ? read : { operation: 'listImages', list: read.ask };
  },
  createImage: ({ body, profile }) => {
    const read = readNewImage(body, profile);
    return isRefused(read) ? read : { operation: 'createImage', given: read.image };
  },
  showImage: ofImage('showImage'),
  updateImage: ({ request, body, parameters: { image_id: image = '' }, profile }) => {
    const version = mediaTypeOf(request, profile).includes('v2.0') ? '2.0' : '2.1';
    const read = readPatch(body, version, profile);
    return isRefused(read) ? read : { operation: 'updateImage', image, ...read };
  },
  deleteImage: ofImage('deleteImage'),
  downloadImage: ofImage('downloadImage'),
  uploadImage: ofData('uploadImage'),
  stageImage: ofData('stageImage'),
  importImage: ({ request, body, parameters: { image_id: image = '' }, profile }) => {
    const read = readImport(body, request.headers['x-image-meta-store'], profile);
    return isRefused(read) ? read : { operation: 'importImage', image, ...read };
  },
  listImageTasks: ofImage('listImageTasks'),
  listTasks: ({ path }) => ({ operation: 'listTasks', list: readTaskQuery(path.query) }),
  showTask: ({ parameters: { task_id: task = '' } }) => ({ operation: 'showTask', task }),
  listLocations: ofImage('listLocations'),
  addLocation: ({ body, parameters: { image_id: image = '' }, profile }) =>
    locationSchemaRefusal(body, profile.release) ?? {
      operation: 'addLocation',
      image,
      url: (body as { readonly url: string }).url,
    },
  deactivateImage: ofImage('deactivateImage'),
  reactivateImage: ofImage('reactivateImage'),
  addTag: ({ parameters: { image_id: image = '', tag_value: tag = '' }, profile }) =>
    imageSchemaRefusal([tag], profile, 'tags') ?? {
      operation: 'addTag',
      image,
      tag: detached(tag),
    },
  removeTag: ({ parameters: { image_id: image = '', tag_value: tag = '' } }) => ({
    operation: 'removeTag',
    image,
    tag,
  }),
};

function ofImage<
  O extends
    | 'listMembers'
    | 'showImage'
    | 'deleteImage'
    | 'downloadImage'
    | 'listImageTasks'
    | 'listLocations'
    | 'deactivateImage'
    | 'reactivateImage',
>(operation: O): Reader {
  return ({ parameters: { image_id: image = '' } }) => ({ operation, image });
}

/** What a client says of the length of data that it uploads. */
const sizeHeader = 'x-openstack-image-size';

function ofData(operation: 'uploadImage' | 'stageImage'): Reader {
  return ({ request, parameters: { image_id: image = '' }, profile }) => {
    const isRead = profile.release.uploads.sizes === 'as said';
    const sent = isRead ? request.headers[sizeHeader] : undefined;
    const size = sent === undefined ? undefined : readWholeNumber(sent);
    if (sent !== undefined && size === undefined) return refuse('sizeMalformed');
    return { operation, image, bytes: request.body, size };
  };
}

function ofMember(operation: 'showMember' | 'removeMember'): Reader {
  return ({ parameters: { image_id: image = '', member_id: member = '' } }) => ({
    operation,
    image,
    member,
  });
}

/** The ask behind a creation's body. Source: RULES.md §2, Bodies. */
function readNewMember(image: string, body: object): AskFor<'addMember'> | Refusal {
  if (Array.isArray(body)) return refuse('memberBodyForm');
  if (!Object.hasOwn(body, 'member')) return refuse('memberNotSpecified');
  const { member } = body as { member: unknown };
  if (isEmpty(member)) return refuse('memberEmpty');
  const inner = unlisted(member);
  const text = stored(inner);
  // What cannot be stored is never refused as a duplicate, and may be long.
  const shown = text === null ? '' : typeof member === 'string' ? member : pythonRepr(member);
  return {
    operation: 'addMember',
    image,
    given: { echo: member, text, number: text !== null && isNumeric(inner) ? Number(text) : null, shown },
  };
}

/** The ask behind an update's body. Source: RULES.md §2, Bodies. */
function readStatus(image: string, member: string, body: object): AskFor<'updateMember'> | Refusal {
  if (Array.isArray(body)) return refuse('statusBodyForm');
  if (!Object.hasOwn(body, 'status')) return refuse('statusNotSpecified');
  return { operation: 'updateMember', image, member, status: (body as { status: unknown }).status };
}

/** What Python takes for false. */
function isEmpty(value: unknown): boolean {
  if (isContainer(value)) return Object.keys(value).length === 0;
  if (value instanceof WholeFloat) return value.value === 0;
  return value !== value ? false : !value;
}

/** Digits of the greatest whole numbers that MySQL reads, and of those that it puts in place of greater ones: nines. */
const mostDigits = 81;
const nines = '9'.repeat(65);

/** A value out of the lists of one that it stands in: MySQL reads `((1))` as 1. */
function unlisted(value: unknown): unknown {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) [inner] = inner;
  return inner;
}

/**
 * What MySQL keeps of a value: true is 1, a list of one is that one; it fails on the rest. Source: RULES.md §2, Bodies;
 * asked of Glance 25.1 (numbers of 64 to 4300 digits, lists in lists).
 */
function stored(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint') {
    const [sign = '', digits = ''] = value < 0n ? ['-', String(-value)] : ['', String(value)];
    return sign + (digits.length > mostDigits ? nines : digits);
  }
  if (value instanceof WholeFloat) return floatText(value.value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Number.isInteger(value) ? String(value) : floatText(value);
}

/** A float as MySQL writes it into a text: with an exponent from 1e15 on and below 1e-15. Source: asked of MariaDB 10.11. */
function floatText(value: number): string {
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent > 14 || exponent < -15) return `${mantissa}e${exponent}`;
  if (exponent >= 0) return Object.is(value, -0) ? '-0' : String(value);
  return value.toFixed(mantissa.replace(/[-.]/g, '').length - 1 - exponent);
}

/** Whether a value is a number to MySQL, which then compares it with texts by their leading numbers. */
function isNumeric(value: unknown): boolean {
  return typeof value !== 'string' && !isContainer(value) && value !== null;
}

/** Methods whose chunked body counts even when it is empty. */
const bodied: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const codings: ReadonlySet<string> = new Set(['chunked', 'compress', 'deflate', 'gzip', 'identity']);

/**
 * Whether a request has a body in Glance's eyes: one of a length, or of a transfer coding that it knows. A chunked body of
 * a GET or a DELETE is none. Source: RULES.md §2, Bodies; asked of Glance 25.1.
 */
function hasBody({ method, headers, body }: HttpRequest): boolean {
  const coding = headers['transfer-encoding']?.toLowerCase();
  return coding === undefined ? body.length > 0 : codings.has(coding) && bodied.has(method);
}

function isChunked({ headers }: RequestHead): boolean {
  return headers['transfer-encoding']?.toLowerCase() === 'chunked';
}

/** The JSON object or array in a request's body, or why there is none. Source: RULES.md §2, Bodies; RELEASES.md, from 30 to 33. */
function readBody(
  request: HttpRequest,
  { webServer }: Pick<Release, 'webServer'>,
): { readonly body: object } | Refusal {
  if (!hasBody(request)) return refuse('bodyExpected');
  const isLost = webServer.chunkedJson === 'taken for empty' && isChunked(request);
  if (isLost) return refuse('bodyMalformed');
  const json = readJson(request.body, deepestJson.glance, 'apart');
  if (json.fault === 'tooDeep') return refuse('serverErred');
  if (json.fault === 'malformed') return refuse('bodyMalformed');
  if (!isContainer(json.value)) return refuse('bodyNotContainer');
  return { body: json.value };
}
