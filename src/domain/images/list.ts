import type { Cloud } from '../cloud.ts';
import { imageKey, sameToDatabase } from '../collation.ts';
import type { Caller, DeletedImage, Image } from '../model.ts';
import { memberOf, personaOf } from '../persona.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { ListAsk } from './list-ask.ts';
import { conditionOf, firstFilter } from './list-conditions.ts';
import { inOrder, isBehind, sortSteps } from './list-order.ts';

/** A page of the image list. */
export interface Page {
  readonly images: readonly Image[];
  /** Whether it holds as many images as were asked for: then it has a link `next`, whatever follows. */
  readonly full: boolean;
}

/** Longest id that Glance looks for. */
const longestId = 36;

/** Whether a membership brings an image into the caller's list. Without tenant, anybody's does. */
function sharedWith({ tenant }: Caller, image: Image, { memberStatus }: ListAsk): boolean {
  if (image.visibility !== 'shared') return false;
  if (tenant === null) return image.members.some((member) => !member.removed);
  const member = memberOf(image, tenant);
  return member !== undefined && (memberStatus === 'all' || member.status === memberStatus);
}

/** What is in a caller's list before the filters. `member_status` says nothing to administrators. */
function isListed(caller: Caller, image: Image, ask: ListAsk): boolean {
  if (caller.roles.has('admin')) return true;
  if (image.visibility === 'public' || image.visibility === 'community') return true;
  return sameToDatabase(image.owner, caller.tenant) || sharedWith(caller, image, ask);
}

/** Without `visibility`, other tenants' community images stay out, even for administrators. */
function hasVisibility(caller: Caller, image: Image, wanted: string | undefined): boolean {
  if (wanted !== undefined) return wanted === 'all' || image.visibility === wanted;
  return image.visibility !== 'community' || sameToDatabase(image.owner, caller.tenant);
}

/** The image that a page begins behind. Administrators may still begin behind one that was deleted. */
function markerImage(marker: string, { roles }: Caller, cloud: Cloud): Image | DeletedImage | undefined {
  const key = imageKey(marker);
  const deleted = roles.has('admin') ? (cloud.deletedImages.get(key) ?? undefined) : undefined;
  return cloud.images.get(key) ?? deleted;
}

/**
 * `markerVisible`: the image before the page is there, and the caller may see it.
 * Source: RULES.md §4, GET /v2/images; deleted images: asked of Glance 25.1.
 */
export function markerProblem({ marker }: ListAsk, caller: Caller, cloud: Cloud): Refusal | undefined {
  if (marker === undefined) return undefined;
  if ([...marker].length > longestId) return refuse('markerTooLong');
  const image = markerImage(marker, caller, cloud);
  if (image === undefined) return refuse('markerUnknown', { image: marker });
  if (image.status === 'deleted') return undefined;
  return personaOf(caller, image) === 'stranger' ? refuse('imageNotVisible', { image: marker }) : undefined;
}

/**
 * The page of images that a caller gets. Source: RULES.md §4, GET /v2/images.
 * @param sizes how many images a page has where `limit` is not given, and at most.
 */
export function selectImages(
  ask: ListAsk,
  caller: Caller,
  cloud: Cloud,
  sizes: { readonly size: number; readonly most: number },
): Page {
  const limit = Math.min(ask.limit ?? sizes.size, sizes.most);
  const passes = conditionOf(ask);
  const visibility = firstFilter(ask, 'visibility');
  const steps = sortSteps(ask);
  const marker = ask.marker === undefined ? undefined : markerImage(ask.marker, caller, cloud);
  const follows = marker === undefined ? () => true : isBehind(marker, steps);
  const all = [...cloud.images.values()].filter(
    (image) =>
      isListed(caller, image, ask) &&
      hasVisibility(caller, image, visibility) &&
      passes(image) &&
      follows(image),
  );
  const images = all.toSorted(inOrder(steps)).slice(0, limit);
  return { images, full: images.length > 0 && images.length === limit };
}
