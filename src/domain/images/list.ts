import type { ListAsk } from '../ask.ts';
import { isAdministrator, memberOf, personaOf, type Setting } from '../case.ts';
import { imageKey, sameToDatabase } from '../collation.ts';
import type { DeletedImage, Image, Visibility } from '../model.ts';
import type { Persona } from '../permissions.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { Group } from './groups.ts';
import { conditionOf, firstFilter, lastFilter } from './list-conditions.ts';
import { pageOf, sortSteps } from './list-order.ts';

/** A page of the image list. */
export interface Page {
  readonly images: readonly Image[];
  /** Whether it holds as many images as were asked for: then it has a link `next`, whatever follows. */
  readonly full: boolean;
}

/** Longest id that Glance looks for. */
const longestId = 36;

/** Who asks, in which cloud, by whose rules. */
type Asking = Pick<Setting, 'cloud' | 'caller' | 'profile'>;

/** Whether a membership brings an image into the caller's list. Without tenant, anybody's does. */
function sharedWith(
  { caller: { tenant }, profile }: Asking,
  image: Image,
  { memberStatuses }: ListAsk,
): boolean {
  if (profile.visibilities[image.visibility]?.seenBy !== 'members') return false;
  if (tenant === null) return image.members.size > image.members.removed;
  const member = memberOf(image, tenant);
  return member !== undefined && (memberStatuses === 'all' || memberStatuses.includes(member.status));
}

/** What is in a caller's list before the filters: the images of which the row of the permission table says yes. */
function isListed(asking: Asking, image: Image, ask: ListAsk): boolean {
  return asking.profile.permissions.listImages[listedTo(asking, image, ask)] === 'yes';
}

/**
 * What a caller is to an image of the list. `member_status` says nothing to administrators; to others a membership of
 * another status is none. The database compares owners, so an owner in other letters is one. Source: asked of Glance 25.1.
 */
function listedTo(asking: Asking, image: Image, ask: ListAsk): Persona {
  const { caller, profile } = asking;
  if (isAdministrator(caller, profile)) return 'administrator';
  if (sameToDatabase(image.owner, caller.tenant)) return 'producer';
  if (profile.visibilities[image.visibility]?.seenBy === 'everyone') return 'onlooker';
  return sharedWith(asking, image, ask) ? 'consumer' : 'stranger';
}

/** Without `visibility`, other tenants' community images stay out, even for administrators. */
function hasVisibility(asking: Asking, image: Image, ask: ListAsk): boolean {
  const { caller, profile } = asking;
  const wanted = firstFilter(ask, 'visibility');
  if (wanted === undefined) {
    const row = profile.visibilities[image.visibility];
    return row?.seenBy !== 'everyone' || row.listed || sameToDatabase(image.owner, caller.tenant);
  }
  const filter = profile.visibilityFilters[wanted];
  if (filter === 'shared with the caller') return sharedWith(asking, image, ask);
  return filter === 'all' || image.visibility === filter;
}

/** The image that a page begins behind. Administrators may still begin behind one that was deleted. */
function markerImage(marker: string, { caller, cloud, profile }: Asking): Image | DeletedImage | undefined {
  const key = imageKey(marker);
  const left = isAdministrator(caller, profile) ? cloud.deletedImages.get(key) : undefined;
  return cloud.images.get(key) ?? left ?? undefined;
}

/**
 * `markerVisible`: the image before the page is there, and the caller may see it.
 * Source: RULES.md §4, GET /v2/images; deleted images: asked of Glance 25.1.
 */
export function markerProblem({ marker }: ListAsk, asking: Asking): Refusal | undefined {
  if (marker === undefined) return undefined;
  if (marker.length > 2 * longestId || [...marker].length > longestId) return refuse('markerTooLong');
  const image = markerImage(marker, asking);
  if (image === undefined) return refuse('markerUnknown', { image: marker });
  if (image.status === 'deleted') return undefined;
  const hidden = personaOf(asking.caller, image, asking.profile) === 'stranger';
  return hidden ? refuse('imageNotVisible', { image: marker }) : undefined;
}

/** The page of images that a caller gets. Source: RULES.md §4, GET /v2/images; how long it is, the profile says. */
export function selectImages(ask: ListAsk, asking: Asking): Page {
  const { size, most } = asking.profile.page;
  const limit = Math.min(ask.limit ?? size, most);
  const filtered = conditionOf(ask);
  const passes = (image: Image): boolean =>
    isListed(asking, image, ask) && hasVisibility(asking, image, ask) && filtered(image);
  const marker = ask.marker === undefined ? undefined : markerImage(ask.marker, asking);
  const images = pageOf(asking.cloud, candidates(ask, asking), {
    steps: sortSteps(ask),
    marker,
    passes,
    limit,
  });
  return { images, full: images.length > 0 && images.length === limit };
}

/**
 * Groups in which all images are that a list may hold, and as few others as the query allows. What is in the list is
 * decided image by image: too many groups only cost time.
 */
function candidates(ask: ListAsk, asking: Asking): readonly Group[] {
  const { groups } = asking.cloud;
  const seen = seenBy(ask, asking);
  const owner = lastFilter(ask, 'owner');
  if (owner === undefined) return seen;
  const owned = groups.ownedBy(owner);
  return owned.size < sizeOf(seen) ? [owned] : seen;
}

function sizeOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}

/** The groups of what a caller may have in its list: of everything, what it owns, what is shared with it, what everybody sees. */
function seenBy(ask: ListAsk, { cloud: { groups }, caller, profile }: Asking): readonly Group[] {
  const wanted = firstFilter(ask, 'visibility');
  const filter = wanted === undefined ? undefined : profile.visibilityFilters[wanted];
  const visibilities = Object.keys(profile.visibilities) as Visibility[];
  const ofVisibilities = (isMeant: (visibility: Visibility) => boolean): readonly Group[] =>
    visibilities.filter(isMeant).map((each) => groups.ofVisibility(each));
  const seen = (visibility: Visibility): string | undefined => profile.visibilities[visibility]?.seenBy;
  const isOne = filter !== undefined && filter !== 'all' && filter !== 'shared with the caller';
  if (isAdministrator(caller, profile) || profile.permissions.listImages.stranger === 'yes')
    return isOne ? [groups.ofVisibility(filter)] : [groups.all];
  if (isOne && seen(filter) === 'everyone') return [groups.ofVisibility(filter)];
  const shared =
    caller.tenant === null
      ? ofVisibilities((each) => seen(each) === 'members')
      : groups.sharedWith(caller.tenant, ask.memberStatuses);
  if (filter === 'shared with the caller') return shared;
  const own = caller.tenant === null ? [] : [groups.ownedBy(caller.tenant)];
  const open = ofVisibilities(
    (each) => seen(each) === 'everyone' && (filter === 'all' || (filter === undefined && listed(each))),
  );
  return [...own, ...shared, ...open];

  function listed(visibility: Visibility): boolean {
    return profile.visibilities[visibility]?.listed ?? false;
  }
}
