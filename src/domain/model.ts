import type { MemberStatus } from './member-statuses.ts';

export type { MemberStatus };

/** The things the cloud is made of. Times are whole seconds, written `YYYY-MM-DDTHH:MM:SSZ`. */

/** Where an image may be seen. Source: Glance's image schema; effects in `visibilities.ts`. */
export type Visibility = 'public' | 'community' | 'shared' | 'private';

/** The states of an image that this fake reaches. */
export type ImageStatus = 'queued' | 'saving' | 'uploading' | 'importing' | 'active' | 'deactivated';

/** A role on a tenant. `admin` implies `member`, `member` implies `reader`, as Keystone sets them up. */
export type Role = string;

/** What clients say of a thing of Keystone's and Keystone has no meaning for: by name, each value as JSON text. */
export type Extra = Readonly<Record<string, string>>;

/** Options of a thing of Keystone's: switches by name; multi-factor rules are lists of lists of methods. */
export type ResourceOptions = Readonly<Record<string, boolean | readonly (readonly string[])[]>>;

/** A domain: the room in which the names of tenants and users are one of a kind. */
export interface Domain {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** A disabled domain lets none of its users in, and nobody to its tenants. */
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly options: ResourceOptions;
  readonly extra: Extra;
}

/** A tenant: the documents' word; Keystone v3 calls it a project. */
export interface Tenant extends Domain {
  /** The id of its domain. */
  readonly domain: string;
  /** The id of the tenant above it, or of its domain. */
  readonly parent: string;
}

/** A user who may log in. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** The id of its domain. */
  readonly domain: string;
  /** Null: nothing opens. */
  readonly password: string | null;
  /** Opens Identity v2.0 in place of the password. */
  readonly apiKey: string;
  /** A disabled user gets no token, and its tokens count no more. */
  readonly enabled: boolean;
  readonly defaultTenant: string | null;
  /** The roles that were granted on tenants, by the ids of these. */
  readonly roles: RolesByPlace;
  /** The roles that were granted on domains, by the ids of these. */
  readonly domainRoles: RolesByPlace;
  /** Roles on the whole system (Keystone's system scope). */
  readonly systemRoles: readonly Role[];
  readonly options: ResourceOptions;
  readonly extra: Extra;
}

/** Roles by the id of the tenant, or of the domain, on which they were granted. */
export type RolesByPlace = Readonly<Record<string, readonly Role[]>>;

/** What a token stands for. Fixed tokens of a seed have no expiry. */
export interface Token {
  readonly id: string;
  readonly user: string;
  /** The project scope, the domain scope, the system scope, or none. */
  readonly scope: { readonly tenant: string } | { readonly domain: string } | 'system' | 'unscoped';
  readonly roles: readonly Role[];
  readonly methods: readonly string[];
  readonly auditIds: readonly string[];
  /** ISO 8601 with microseconds, as Keystone prints it. */
  readonly issuedAt: string;
  /** ISO 8601 with microseconds; null: never. */
  readonly expiresAt: string | null;
  /** The application credential that it was issued for. */
  readonly applicationCredential: string | null;
}

/** A Keystone v3 application credential. */
export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly description: string | null;
  readonly user: string;
  /** Null: it was made with a token for nothing, or for the system, and opens nothing. */
  readonly tenant: string | null;
  readonly roles: readonly Role[];
  /** The requests that it is for; empty: all. */
  readonly accessRules: readonly AccessRule[];
  readonly expiresAt: string | null;
  readonly unrestricted: boolean | null;
}

/** A request that an application credential may be used for. */
export interface AccessRule {
  readonly id: string;
  readonly service: string;
  readonly path: string;
  readonly method: string;
}

/** One membership. A removed one stays on record: added again it keeps its place and its `createdAt` (RULES.md, Times). */
export interface Member {
  readonly id: string;
  readonly status: MemberStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly removed: boolean;
}

/** The members of an image, to be read: in the order in which they were first added, removed ones too. */
export interface Members extends Iterable<Member> {
  /** How many there are, removed ones too. */
  readonly size: number;
  /** How many of them were removed. */
  readonly removed: number;
  /** When one was removed last, in milliseconds since 1970; undefined where none was since the world began. */
  readonly lastRemoval: number | undefined;
  /** The member of an id, removed or not. Ids are compared as the database does (RULES.md §7 item 9). */
  get(id: string): Member | undefined;
  /** The same as iterating over it. */
  values(): IteratorObject<Member, undefined>;
  /** Those that were removed longest ago: so many, or all there are. */
  longestRemoved(count: number): readonly Member[];
}

/** The digests of image data that Glance publishes: md5 and sha512, in lower-case hexadecimal. */
export interface Digests {
  readonly checksum: string;
  readonly hash: string;
}

/** The bytes of an image, with their digests. */
export interface ImageData extends Digests {
  readonly bytes: Uint8Array;
}

/** An image with its members. All but these never changes: a changed image is another one. */
export interface Image {
  readonly id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly visibility: Visibility;
  readonly status: ImageStatus;
  readonly protected: boolean;
  readonly hidden: boolean;
  readonly diskFormat: string | null;
  readonly containerFormat: string | null;
  readonly minDisk: number;
  readonly minRam: number;
  readonly size: number | null;
  readonly virtualSize: number | null;
  readonly tags: readonly string[];
  /** Free properties, in the order in which they were set. Some that Glance knows may be null. */
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly data: ImageData | null;
  readonly staged: Uint8Array | null;
  readonly members: Members;
}

/** An image without its members: plain data. */
export type ImageValues = Omit<Image, 'members'>;

/**
 * What is left of a deleted image: the values by which a page of the list may still begin. Data, members, tags and
 * properties are gone.
 */
export type DeletedImage = Omit<ImageValues, 'status'> & { readonly status: 'deleted' };

/** An import of data into an image, or of where its data lies, as Glance keeps it. Source: asked of Glance 25.1, 30 and 33. */
export interface Task {
  readonly id: string;
  /** Set where a service said where the data lies; otherwise it is an import of data. */
  readonly type?: 'location_import';
  /** The id of the image as it was sent. */
  readonly image: string;
  /** The tenant that started it. */
  readonly owner: string | null;
  readonly user: string;
  readonly requestId: string;
  readonly status: 'processing' | 'success' | 'failure';
  readonly message: string;
  /** The body of the import request, or what Glance keeps of a location: a JSON text. */
  readonly request: string;
  /** The stores that were asked for. */
  readonly stores: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When it ends, where it has not ended yet; null: it never does, or has. */
  readonly endsAt: string | null;
  /** When nobody sees it any more; null: it has not ended. */
  readonly expiresAt: string | null;
}

/** What is behind a URI for `web-download`: bytes, or how many bytes of zero. */
export type Download = Uint8Array | number;

/** Who sends a request: what the token says, nothing of any image. */
export interface Caller {
  readonly user: string;
  readonly tenant: string | null;
  /** The domain that the token is for, where it is for one. */
  readonly domain: string | null;
  readonly system: boolean;
  /** With the implied roles added. */
  readonly roles: ReadonlySet<Role>;
}
