import type { WholeFloat } from './python-float.ts';
import type { MemberStatus, Visibility } from './model.ts';
import type { Operation } from './operations.ts';
import type { Refusal } from './refusals.ts';

/** A member as a client names it: Glance takes any JSON value that its database can hold (RULES.md §2, Bodies). */
export interface GivenMember {
  /** The value as it was sent; the reply to a creation echoes it. */
  readonly echo: unknown;
  /** What is stored; null where the database could not hold the value. */
  readonly text: string | null;
  /** The number that the value is to the database, which looks for it as one; null for a text. */
  readonly number: number | null;
  /** How a refusal prints it. */
  readonly shown: string;
}

interface OfImage {
  /** The image's id as it was sent. */
  readonly image: string;
}

interface OfMember extends OfImage {
  /** The member's id as it was sent. */
  readonly member: string;
}

/** Data for an image. */
interface GivenData {
  readonly bytes: Uint8Array;
  /** How many bytes the client says that there are; undefined: it does not say, or nobody looks. */
  readonly size?: number | undefined;
}

/** What each operation is asked with, once the request has been read. */
export interface Asks {
  readonly addMember: OfImage & { readonly given: GivenMember };
  readonly listMembers: OfImage;
  readonly showMember: OfMember;
  readonly updateMember: OfMember & { readonly status: unknown };
  readonly removeMember: OfMember;
  readonly listImages: { readonly list: ListAsk };
  readonly createImage: { readonly given: GivenImage };
  readonly showImage: OfImage;
  readonly updateImage: OfImage & { readonly changes: readonly ImageChange[] };
  readonly deleteImage: OfImage;
  readonly downloadImage: OfImage;
  readonly uploadImage: OfImage & GivenData;
  readonly stageImage: OfImage & GivenData;
  readonly deactivateImage: OfImage;
  readonly reactivateImage: OfImage;
  readonly importImage: OfImage & { readonly given: GivenImport };
  readonly listImageTasks: OfImage;
  readonly listLocations: OfImage;
  readonly addLocation: OfImage & { readonly given: GivenLocation };
  readonly listTasks: { readonly list: TaskListAsk | Refusal };
  readonly showTask: { readonly task: string };
  readonly addTag: OfImage & { readonly tag: string };
  readonly removeTag: OfImage & { readonly tag: string };
}

/** The ask of one operation, or of any of several. */
export type AskFor<O extends Operation> = { [P in O]: { readonly operation: P } & Asks[P] }[O];

/** What a caller asks for. */
export type Ask = AskFor<Operation>;

/** Attributes that only the cloud sets, in the order in which Glance's image factory looks for them. */
export type FixedAttribute = 'created_at' | 'updated_at' | 'status' | 'checksum' | 'size' | 'virtual_size';

/**
 * An image as a caller wants it, after the body has been held against the schema.
 * What is absent was not given; the defaults are the decision's.
 */
export interface GivenImage {
  readonly id?: string;
  readonly name?: string | null;
  readonly visibility?: Visibility;
  readonly owner?: string | null;
  readonly protected?: boolean;
  readonly hidden?: boolean;
  readonly diskFormat?: string | null;
  readonly containerFormat?: string | null;
  /** Gigabytes. Any whole number. */
  readonly minDisk?: number | bigint | WholeFloat;
  /** Megabytes. Any whole number. */
  readonly minRam?: number | bigint | WholeFloat;
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

/** Where the data of an image is said to lie. */
export interface GivenLocation {
  readonly url: string;
  /** Finds what is wrong with the digest or the URL: asked after the permission, of services alone. */
  readonly problem: () => Refusal | undefined;
  /** What Glance keeps in the task: a JSON text in ASCII. */
  readonly request: string;
}

/** An import as a caller asks for it. What Glance refuses only after the permission is there as its refusal. */
export interface GivenImport {
  readonly method: 'glance-direct' | 'web-download' | 'copy-image';
  readonly hasUri: boolean;
  /** Why nothing can be downloaded from the URI, where that is so. */
  readonly sourceProblem: Refusal | undefined;
  /** The stores that the data go to, or what is wrong with them. */
  readonly stores: { readonly kind: 'stores'; readonly names: readonly string[] } | Refusal;
  readonly allStores: boolean;
  /** The body: a JSON text in ASCII. */
  readonly request: string;
}

/** What a caller asks of the list of tasks, after the query has been read. */
export interface TaskListAsk {
  readonly kind: 'list';
  readonly limit?: number;
  readonly marker?: string;
  readonly filters: readonly { readonly key: string; readonly value: string }[];
  readonly sortKey: string;
  readonly descending: boolean;
}

/** One operation of a JSON patch, read and held against the schema. */
export interface ImageChange {
  readonly op: 'add' | 'replace' | 'remove';
  /** The property: the first part of the path. */
  readonly property: string;
  /** The whole path, decoded; its first part is the property. Longer than one only for `locations`. */
  readonly path: readonly string[];
  /** The new value; absent in a removal. */
  readonly value?: unknown;
  /** Whether adding a property that is there already conflicts, as the patch dialect v2.0 has it. */
  readonly strictAdd: boolean;
}

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
