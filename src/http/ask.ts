import type { Ask } from '../domain/ask.ts';
import type { Operation } from '../domain/operations.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { hasBody, readBody } from './body.ts';
import { readNewImage } from './images/create-body.ts';
import { readListQuery } from './images/list-query.ts';
import { readPatch } from './images/patch-body.ts';
import { tagProblem } from './images/tag.ts';
import { readNewMember, readStatus } from './members/ask.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import type { RequestPath } from './path.ts';
import type { Route } from './routes.ts';
import { isSchemaOperation, schemaReply } from './schemas/reply.ts';

type Parameters = Readonly<Record<string, string>>;
type Read = Ask | Refusal;

/** A request as an ask; or the refusal of a body or a query, with headers of its own; or the reply, where nothing is asked of the world. */
export type Asked =
  | { readonly ask: Ask }
  | { readonly refusal: Refusal; readonly headers: readonly (readonly [string, string])[] }
  | { readonly response: HttpResponse };

/** Reads what a request asks for. The body comes before any look at the image. Source: RULES.md §1.4. */
export function readAsk(
  request: HttpRequest,
  path: RequestPath,
  routed: { route: Route; parameters: Parameters },
): Asked {
  const { route, parameters } = routed;
  if (route.body === 'none' && hasBody(request)) return { refusal: refuse('bodyNotExpected'), headers: [] };
  if (route.mediaTypes.length > 0 && !route.mediaTypes.includes(mediaTypeOf(request)))
    return unsupported(request, route);
  if (isSchemaOperation(route.operation)) return { response: schemaReply(route.operation) };
  const read = readers[route.operation](request, parameters, path);
  return 'words' in read ? { refusal: read, headers: [] } : { ask: read };
}

function mediaTypeOf(request: HttpRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

/** Source: RULES.md §4 Changing visibility; without a type WebOb takes the body for plain text. */
function unsupported(request: HttpRequest, route: Route): Asked {
  const mediaType = request.headers['content-type'] === undefined ? 'text/plain' : mediaTypeOf(request);
  const patches =
    route.operation === 'updateImage'
      ? [['Accept-Patch', route.mediaTypes.toSorted().join(', ')] as const]
      : [];
  return { refusal: refuse('mediaTypeUnsupported', { mediaType }), headers: patches };
}

type Reader = (request: HttpRequest, parameters: Parameters, path: RequestPath) => Read;

const readers: { readonly [O in Operation]: Reader } = {
  addMember: (request, { image_id: image = '' }) => withBody(request, (body) => readNewMember(image, body)),
  listMembers: ofImage('listMembers'),
  showMember: ofMember('showMember'),
  updateMember: (request, { image_id: image = '', member_id: member = '' }) =>
    withBody(request, (body) => readStatus(image, member, body)),
  removeMember: ofMember('removeMember'),
  listImages: (_request, _parameters, { query }) => {
    const read = readListQuery(query);
    return 'refusal' in read ? read.refusal : { operation: 'listImages', list: read.ask };
  },
  createImage: (request) =>
    withBody(request, (body) => {
      const read = readNewImage(body);
      return 'refusal' in read ? read.refusal : { operation: 'createImage', given: read.image };
    }),
  showImage: ofImage('showImage'),
  updateImage: (request, { image_id: image = '' }) =>
    withBody(request, (body) => {
      const read = readPatch(body, mediaTypeOf(request).includes('v2.0') ? '2.0' : '2.1');
      return 'refusal' in read ? read.refusal : { operation: 'updateImage', image, ...read };
    }),
  deleteImage: ofImage('deleteImage'),
  downloadImage: ofImage('downloadImage'),
  uploadImage: ({ body: bytes }, { image_id: image = '' }) => ({ operation: 'uploadImage', image, bytes }),
  stageImage: ({ body: bytes }, { image_id: image = '' }) => ({ operation: 'stageImage', image, bytes }),
  deactivateImage: ofImage('deactivateImage'),
  reactivateImage: ofImage('reactivateImage'),
  addTag: (_, { image_id: image = '', tag_value: tag = '' }) =>
    tagProblem(tag) ?? { operation: 'addTag', image, tag },
  removeTag: (_, { image_id: image = '', tag_value: tag = '' }) => ({ operation: 'removeTag', image, tag }),
};

function ofImage<
  O extends
    | 'listMembers'
    | 'showImage'
    | 'deleteImage'
    | 'downloadImage'
    | 'deactivateImage'
    | 'reactivateImage',
>(operation: O): Reader {
  return (_, { image_id: image = '' }) => ({ operation, image });
}

function ofMember(operation: 'showMember' | 'removeMember'): Reader {
  return (_, { image_id: image = '', member_id: member = '' }) => ({ operation, image, member });
}

function withBody(request: HttpRequest, read: (body: object) => Read): Read {
  const body = readBody(request);
  return 'words' in body ? body : read(body.body);
}
