import type { Image } from '../../domain/model.ts';
import { readJson } from '../../http/json.ts';
import { bytesOf } from '../../http/message.ts';
import { readQuery } from '../../http/query.ts';
import { type ApiExchange, recordedCallerOf, type RecordedExchange } from './recorded-exchange.ts';
import { isList, statusesInTransit } from './recorded-images.ts';

/** An exchange with what it is to a recording. */
interface Narrowed {
  readonly recorded: RecordedExchange;
  readonly exchange: ApiExchange;
}

/** More images than these of a kind say no more of a list. */
const mostNarrowed = 6;

/**
 * The same list, asked for one image at a time: whether it is in there. A contract can say of a whole list only what it
 * holds, since a cloud may hold thousands of images of others; of a list that is narrowed by the name of an image that
 * the contract made it can say that it is empty. So the absence of an image that was offered, rejected or taken back is
 * part of the contract, and that of the images of strangers.
 */
export function narrowedLists(recorded: RecordedExchange, exchange: ApiExchange): readonly Narrowed[] {
  const { response, before } = recorded;
  const tenant = recordedCallerOf(recorded)?.tenant ?? null;
  if (!isList(exchange.route) || response.status !== 200 || tenant === null) return [];
  const isNarrow = (readQuery(exchange.path.query) ?? []).some(([name]) =>
    ['name', 'id', 'marker', 'created_at', 'updated_at'].includes(name),
  );
  const list = readJson(response.body)?.value as List;
  // What is missing from a page may be on the next one.
  if (isNarrow || list.next !== undefined) return [];
  const listed = new Set(list.images.map(({ id }) => id));
  return tellingImages([...before.images.values()], tenant, listed).map(({ id }) =>
    narrowedTo(id, list, { recorded, exchange }),
  );
}

function narrowedTo(image: string, list: List, { recorded, exchange }: Narrowed): Narrowed {
  const { request, response } = recorded;
  const query = `id=${image}`;
  const images = list.images.filter(({ id }) => id === image);
  const body = bytesOf(JSON.stringify({ ...list, images, first: withQuery(list.first ?? '', query) }));
  return {
    recorded: {
      ...recorded,
      request: { ...request, target: withQuery(request.target, query) },
      response: { ...response, body },
    },
    exchange: {
      ...exchange,
      path: {
        ...exchange.path,
        query: [exchange.path.query, query].filter((each) => each !== '').join('&'),
      },
    },
  };
}

interface List {
  readonly images: readonly { readonly id: string }[];
  readonly first?: string;
  readonly next?: string;
}

function withQuery(target: string, query: string): string {
  return `${target}${target.includes('?') ? '&' : '?'}${query}`;
}

/**
 * Of each kind one: images that were shared with the caller, listed or not, and images of others and its own that are
 * not listed.
 */
function tellingImages(all: readonly Image[], tenant: string, listed: ReadonlySet<string>): readonly Image[] {
  const kinds = new Map<string, Image>();
  for (const image of all) {
    if (image.owner === null || statusesInTransit.has(image.status)) continue;
    const { owner, visibility, status, hidden } = image;
    const member = image.members.get(tenant);
    const isTold = member !== undefined || (!listed.has(image.id) && visibility !== 'public');
    if (!isTold) continue;
    const standing = member === undefined ? null : [member.status, member.removed];
    const kind = JSON.stringify([owner === tenant, visibility, status, hidden, standing]);
    if (!kinds.has(kind)) kinds.set(kind, image);
  }
  const isMembers = (image: Image): number => Number(image.members.size === 0);
  return [...kinds.values()]
    .toSorted((one, other) => isMembers(one) - isMembers(other))
    .slice(0, mostNarrowed);
}
