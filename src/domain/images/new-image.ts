import type { Visibility } from '../model.ts';

/** Attributes that only the cloud sets, in the order in which Glance's image factory looks for them. */
export type FixedAttribute = 'created_at' | 'updated_at' | 'status' | 'checksum' | 'size' | 'virtual_size';

/**
 * An image as a caller wants it, after the body has been held against the schema.
 * What is absent was not given; the defaults are the decision's.
 */
export interface NewImage {
  readonly id?: string;
  readonly name?: string | null;
  readonly visibility?: Visibility;
  readonly owner?: string | null;
  readonly protected?: boolean;
  readonly hidden?: boolean;
  readonly diskFormat?: string | null;
  readonly containerFormat?: string | null;
  /** Gigabytes. Any whole number. */
  readonly minDisk?: number | bigint;
  /** Megabytes. Any whole number. */
  readonly minRam?: number | bigint;
  /** As sent, with repetitions: the quota counts them. */
  readonly tags: readonly string[];
  /** Free properties in the order in which they were sent; of more than Glance takes, the first. Some known ones may be null. */
  readonly properties: Readonly<Record<string, string | null>>;
  /** How many were sent. */
  readonly propertyCount: number;
  /** Read-only attributes that the body sets: refused, but only after the policy. In Glance's order. */
  readonly fixed: readonly FixedAttribute[];
  /** Whether the body has `locations`: reserved, refused only after the policy and after `fixed`. */
  readonly locations: boolean;
}
