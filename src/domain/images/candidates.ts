import type { ListAsk } from '../ask.ts';
import { isAdministrator, type Setting } from '../case.ts';
import type { Visibility } from '../model.ts';
import type { Group } from './groups.ts';
import { firstFilter, lastFilter } from './list-conditions.ts';

/** Who asks, in which cloud, by whose rules. */
type Asking = Pick<Setting, 'cloud' | 'caller' | 'profile'>;

/**
 * Groups in which all images are that a list may hold, and as few others as the query allows. What is in the list is
 * decided image by image: too many groups only cost time.
 */
export function candidates(ask: ListAsk, asking: Asking): readonly Group[] {
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
