import type { Ask } from '../domain/ask.ts';
import type { View } from '../domain/decision.ts';
import type { Image } from '../domain/model.ts';
import type { Wire } from '../domain/profile.ts';
import type { Refusal } from '../domain/refusals.ts';
import { readContentRange, readRange } from './images/range.ts';
import { imageJson, importHeaders } from './images/view.ts';
import { pageLinks } from './images/page-links.ts';
import { printJson } from './json.ts';
import { memberJson, membersJson } from './members/view.ts';
import { type RequestHead, type HttpResponse, textResponse } from './message.ts';
import type { RequestPath } from './path.ts';
import { readQuery } from './query.ts';

type ViewOf<K extends View['kind']> = Extract<View, { readonly kind: K }>;

/** A granted ask as a reply; a refusal where the part of the data that was asked for is not there. */
export function viewReply(
  request: RequestHead,
  { query }: RequestPath,
  ask: Ask,
  view: View,
  wire: Wire,
): HttpResponse | Refusal {
  switch (view.kind) {
    case 'nothing':
      return emptyReply(ask);
    case 'member':
      return jsonReply(200, memberJson(view.image, view.member, view.echo));
    case 'members':
      return jsonReply(200, membersJson(view.image, view.members));
    case 'image':
      return imageReply(request.base, view, wire);
    case 'images':
      return jsonReply(200, listJson(view, query, wire));
    case 'data':
      return dataReply(request, view.image);
  }
}

/** JSON, whatever `Accept` says: only errors look at it. Source: RULES.md §5. */
export function jsonReply(status: number, value: object): HttpResponse {
  return textResponse(status, [['Content-Type', 'application/json']], printJson(value));
}

/** A page of images with the links to the first and, where it is full, the next one. Source: RULES.md §4, GET /v2/images. */
function listJson({ images, full, administrator }: ViewOf<'images'>, query: string, wire: Wire): object {
  const { first, next } = pageLinks(readQuery(query) ?? [], full ? images.at(-1)?.id : undefined);
  return {
    images: images.map((image) => imageJson(image, administrator, wire)),
    first,
    schema: '/v2/schemas/images',
    next,
  };
}

/** The way from `/v2` to `/v2/`. Source: RULES.md §6. */
export function redirectReply(base: string): HttpResponse {
  return textResponse(
    302,
    [
      ['Location', `${base}/v2/`],
      ['Content-Type', 'text/plain; charset=utf8'],
    ],
    '',
  );
}

/** 204; of no type after a member was removed, and of type HTML elsewhere. Source: RULES.md §2, Bodies (DELETE). */
function emptyReply(ask: Ask): HttpResponse {
  return textResponse(
    204,
    ask.operation === 'removeMember' ? [] : [['Content-Type', 'text/html; charset=UTF-8']],
    '',
  );
}

function imageReply(
  base: string,
  { image, created, administrator }: ViewOf<'image'>,
  wire: Wire,
): HttpResponse {
  const { headers, ...rest } = jsonReply(created ? 201 : 200, imageJson(image, administrator, wire));
  if (!created) return { headers, ...rest };
  const location = ['Location', `${base}/v2/images/${image.id}`] as const;
  return { ...rest, headers: [...headers, location, ...(wire.importHeaders ? importHeaders : [])] };
}

/** The data or a part of it; 204 where there is none yet. Source: RULES.md §7 item 17. */
function dataReply(request: RequestHead, { data }: Image): HttpResponse | Refusal {
  if (data === null) return textResponse(204, [], '');
  const size = data.bytes.length;
  const { range: asked, 'content-range': part } = request.headers;
  const range = asked === undefined ? readContentRange(part, size) : readRange(asked, size);
  if (range !== undefined && 'name' in range) return range;
  const body = range === undefined ? data.bytes : data.bytes.subarray(range.start, range.stop);
  return {
    status: range === undefined ? 200 : 206,
    headers: [
      ['Content-Type', 'application/octet-stream'],
      ['Content-MD5', data.checksum],
      ['Content-Length', String(body.length)],
      ...(range === undefined
        ? []
        : [['Content-Range', `bytes ${range.start}-${range.stop - 1}/${size}`] as const]),
    ],
    body,
  };
}
