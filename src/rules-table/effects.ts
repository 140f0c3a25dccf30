import {
  initialStatus,
  type MemberStatusRow,
  memberStatuses,
  memberStatusNames,
} from '../domain/member-statuses.ts';
import type { Profile } from '../domain/profile.ts';
import type { VisibilityFilter, VisibilityRow } from '../domain/visibilities.ts';
import type { RulesTable } from './table.ts';

const seenBy: Readonly<Record<VisibilityRow['seenBy'], string>> = {
  everyone: 'everybody',
  members: 'the producer and the members',
  producer: 'the producer',
};

/** What a visibility means. Source: the profile's visibilities. */
export function visibilityTable({ visibilities, defaultVisibility }: Profile): RulesTable {
  const rows = Object.entries(visibilities);
  const taking = rows.filter(([, { takesMembers }]) => takesMembers).map(([visibility]) => visibility);
  return {
    title: 'Visibilities',
    legend: `An image that is created without one is ${defaultVisibility}. Members stay on record whatever the visibility; they count while it is ${taking.join(' or ')}.`,
    terms: [],
    columns: ['visibility', 'seen by', 'takes members', "in others' image list by default"],
    rows: rows.map(([visibility, row]) => [
      visibility,
      seenBy[row.seenBy],
      row.takesMembers ? 'yes' : 'no',
      row.listed ? (row.seenBy === 'members' ? `once ${listedStatuses()}` : 'yes') : 'no',
    ]),
  };
}

/** What the words of the image list's filter find. Source: the profile's visibilityFilters. */
export function visibilityFilterTable({ visibilityFilters }: Profile): RulesTable {
  return {
    title: 'The filter visibility of the image list',
    legend: 'Of the images that the caller sees. Any other word is refused with 400.',
    terms: [],
    columns: ['asked for with', 'finds'],
    rows: Object.entries(visibilityFilters).map(([word, found]) => [
      `GET /v2/images?visibility=${word}`,
      finds(found),
    ]),
  };
}

function finds(found: VisibilityFilter): string {
  if (found === 'all') return 'images of every visibility';
  if (found === 'shared with the caller')
    return `images that the caller is a member of, with the member_status that it asks for, or else ${listedStatuses()}`;
  return `images whose visibility is ${found}`;
}

const setters: { readonly [S in MemberStatusRow['setBy']]: string } = {
  updaters: 'whoever may update the member',
  administrators: 'administrators',
  nobody: 'nobody',
};

/** The statuses that bring an image into a consumer's list: `accepted`. */
function listedStatuses(): string {
  return memberStatusNames.filter((status) => memberStatuses[status].listed).join(' or ');
}

/** What a member status means. */
export function memberStatusTable({ administrators }: Profile): RulesTable {
  const nobody = administrators.length === 0;
  return {
    title: 'Member statuses',
    legend: `A new member is ${initialStatus}. Listed images are in the consumer's image list by default. The status steers the image list and nothing else: members read the image whatever it is.`,
    terms: [],
    columns: ['status', 'listed', 'set by', 'asked for with'],
    rows: Object.entries(memberStatuses).map(([status, { listed, setBy }]) => [
      status,
      listed ? 'yes' : 'no',
      setters[nobody && setBy === 'administrators' ? 'nobody' : setBy],
      `GET /v2/images?member_status=${status}`,
    ]),
  };
}
