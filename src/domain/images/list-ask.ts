import type { MemberStatus } from '../model.ts';

/** Columns that the image list can be sorted by. */
export type SortKey =
  | 'name'
  | 'status'
  | 'container_format'
  | 'disk_format'
  | 'size'
  | 'id'
  | 'created_at'
  | 'updated_at';

export type SortDirection = 'asc' | 'desc';

/** A filter of the image list as it stands in the query. */
export interface ListFilter {
  readonly key: string;
  readonly value: string;
}

/** What a caller asks of the image list, after the query has been read. */
export interface ListAsk {
  /** Images wanted on the page; absent: the profile's page size. May be 0 or Infinity. */
  readonly limit?: number;
  /** Id of the image before the page. */
  readonly marker?: string;
  /** The statuses of memberships that bring an image of another tenant into the list; `all`: any membership does. */
  readonly memberStatuses: readonly MemberStatus[] | 'all';
  /** Tags that an image must all have. */
  readonly tags: readonly string[];
  /** All other parameters in the order in which they were sent, repetitions included; what each means: `list-filters.ts`. */
  readonly filters: readonly ListFilter[];
  /** At least one; `created_at` where none was asked for. */
  readonly sortKeys: readonly SortKey[];
  /** One that goes for all keys, or one for each. */
  readonly sortDirections: readonly SortDirection[];
}
