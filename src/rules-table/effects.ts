import { memberStatuses } from '../domain/member-statuses.ts';
import { visibilities, type VisibilityRow } from '../domain/visibilities.ts';
import type { RulesTable } from './table.ts';

const seenBy: Readonly<Record<VisibilityRow['seenBy'], string>> = {
  everyone: 'everybody',
  members: 'the producer and the members',
  producer: 'the producer',
};

/** What a visibility means. */
export function visibilityTable(): RulesTable {
  return {
    title: 'Visibilities',
    legend: 'Members stay on record whatever the visibility; they count while it is shared.',
    terms: [],
    columns: ['visibility', 'seen by', 'takes members', "in others' image list by default"],
    rows: Object.entries(visibilities).map(([visibility, row]) => [
      visibility,
      seenBy[row.seenBy],
      row.takesMembers ? 'yes' : 'no',
      row.listed ? (row.seenBy === 'members' ? 'once accepted' : 'yes') : 'no',
    ]),
  };
}

/** What a member status means. */
export function memberStatusTable(): RulesTable {
  return {
    title: 'Member statuses',
    legend:
      'The status steers the image list and nothing else: pending and rejected members read the image too.',
    terms: [],
    columns: ['status', "in the consumer's image list by default", 'asked for with'],
    rows: Object.entries(memberStatuses).map(([status, { listed }]) => [
      status,
      listed ? 'yes' : 'no',
      `GET /v2/images?member_status=${status}`,
    ]),
  };
}
