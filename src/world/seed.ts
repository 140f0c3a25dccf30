import type {
  AccessRule,
  ImageStatus,
  MemberStatus,
  ResourceOptions,
  Task,
  Visibility,
} from '../domain/model.ts';

/** A world to start from, as written in `fixtures/*.yaml` or given to `createFake` in code. */
export interface Seed {
  /** Where editors find the JSON Schema of this file; the fake does not look at it. */
  readonly $schema?: string;
  /** Domains besides the default one, or the default one otherwise than a Keystone begins with. */
  readonly domains?: readonly SeedDomain[];
  readonly tenants: readonly SeedTenant[];
  /** Roles that nobody has, besides reader, member and admin. */
  readonly roles?: readonly string[];
  readonly users?: readonly SeedUser[];
  readonly images?: readonly SeedImage[];
  /** The ids of images that were deleted: Glance never gives one out again (RULES.md §4). */
  readonly deleted_images?: readonly string[];
  /** What `web-download` finds, by URI: a text (UTF-8), or what `SeedDownload` says. Nothing else can be downloaded. */
  readonly downloads?: Readonly<Record<string, string | SeedDownload>>;
  /** Imports that were started, in that order. */
  readonly tasks?: readonly SeedTask[];
  /** The author's own, such as anchors of YAML: nothing is read from it. */
  readonly [own: `x-${string}`]: unknown;
}

/** What is behind a URI: one of the three. */
export interface SeedDownload {
  /** A text (UTF-8) … */
  readonly data?: string;
  /** … or bytes as base64 … */
  readonly data_base64?: string;
  /** … or so many bytes of zero. */
  readonly size?: number;
}

/** An import, as Glance's tasks show it. A snapshot writes them. */
export interface SeedTask {
  readonly id: string;
  /** Left out: an import of data. */
  readonly type?: Exclude<Task['type'], undefined>;
  /** The id of the image. */
  readonly image: string;
  /** The id of the tenant that started it. */
  readonly owner: string | null;
  /** The id of the user. */
  readonly user: string;
  readonly request_id: string;
  readonly status: Task['status'];
  readonly message?: string;
  /** The body of the import request: a JSON text. */
  readonly request: string;
  readonly stores: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
  /** When it ends, where it is `processing`; left out: never. */
  readonly ends_at?: string;
  /** When it is not shown any more. */
  readonly expires_at?: string;
}

/** A domain: names of tenants and users are one of a kind within it. */
export interface SeedDomain {
  readonly name: string;
  /** Defaults to a fixed one made from the name. */
  readonly id?: string;
  readonly description?: string | null;
  /** Defaults to true. */
  readonly enabled?: boolean;
  readonly tags?: readonly string[];
  /** Keystone's resource options, such as `{ immutable: true }`. */
  readonly options?: ResourceOptions;
  /** What clients gave it of their own, as JSON. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * A tenant. `id` defaults to a fixed one made from the name: 32 hexadecimal digits, or 7 digits where the profile has
 * numbers (`rackspace`).
 */
export interface SeedTenant extends SeedDomain {
  /** Name or id of its domain. Defaults to the default one. */
  readonly domain?: string;
  /** Name or id of the tenant above it, which stands before it in the list. Defaults to none but the domain. */
  readonly parent?: string;
}

/** A user with the roles that it has on tenants (named by name or id) and, optionally, a fixed token. */
export interface SeedUser {
  readonly name: string;
  /** Defaults to a fixed one made from the name, as that of a tenant. */
  readonly id?: string;
  /** Name or id of its domain. Defaults to the default one. */
  readonly domain?: string;
  /** Defaults to the name and `-secret`. Null: no password opens anything. */
  readonly password?: string | null;
  /** Opens Identity v2.0 in place of the password. Defaults to the name and `-api-key`. */
  readonly api_key?: string;
  /** Defaults to true. A disabled user gets no token, and its tokens count no more. */
  readonly enabled?: boolean;
  /**
   * Tenant (name or id) to which a login without scope goes; null: none. Defaults to the only tenant of
   * `roles`; without `roles`, to the tenant that is named like the user, or else the only tenant there is.
   */
  readonly tenant?: string | null;
  /** Roles by tenant, e.g. `{ acme: [member] }`. Defaults to `member` on `tenant`, or what the profile has instead. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Roles by domain (named by name or id). */
  readonly domain_roles?: Readonly<Record<string, readonly string[]>>;
  /** Roles on the whole system. A user with these alone belongs to no tenant. */
  readonly system_roles?: readonly string[];
  /** A token that works without a login, on `tenant`, for ever. Without a tenant it stands for the system. */
  readonly token?: string;
  readonly application_credentials?: readonly SeedApplicationCredential[];
  /** Keystone's resource options, such as `{ lock_password: true }`. */
  readonly options?: ResourceOptions;
  /** What clients gave it of their own, such as an email, as JSON. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An application credential of a user on one tenant. */
export interface SeedApplicationCredential {
  readonly name: string;
  /** Defaults to a fixed 32-digit id made from the names of user and credential. */
  readonly id?: string;
  /** Defaults to the name and `-secret`. */
  readonly secret?: string;
  readonly description?: string | null;
  /** Defaults to the user's tenant. */
  readonly tenant?: string | null;
  /** Defaults to all roles that the user has on the tenant. */
  readonly roles?: readonly string[];
  /** The requests that it is for, as Keystone prints them. */
  readonly access_rules?: readonly AccessRule[];
  /** A time as Keystone prints it; null or left out: never. */
  readonly expires_at?: string | null;
  readonly unrestricted?: boolean | null;
}

/** An image with its members. `owner` is a tenant's name or id, or null. */
export interface SeedImage {
  /** A UUID. Defaults to a fixed one made from the owner, the name, and the place among images of both. */
  readonly id?: string;
  readonly name?: string | null;
  readonly owner: string | null;
  /** `owner` is stored as written, even where no tenant has this id: Glance asks nobody. */
  readonly owner_verbatim?: boolean;
  /**
   * Defaults to `shared`, as in Glance, or what the profile has instead; so does `shared` itself where the profile has
   * no such visibility.
   */
  readonly visibility?: Visibility;
  /** Defaults to `active` where there is `data`, `uploading` where there is `staged`, else `queued`. */
  readonly status?: ImageStatus;
  readonly protected?: boolean;
  readonly os_hidden?: boolean;
  /** Defaults to `raw` for an image with data, else null. */
  readonly disk_format?: string | null;
  /** Defaults to `bare` for an image with data, else null. */
  readonly container_format?: string | null;
  readonly min_disk?: number;
  readonly min_ram?: number;
  readonly tags?: readonly string[];
  readonly properties?: Readonly<Record<string, string | null>>;
  readonly created_at?: string;
  readonly updated_at?: string;
  /** The image's data as text (UTF-8) … */
  readonly data?: string;
  /** … or as base64. An active or deactivated image with neither has 0 bytes. */
  readonly data_base64?: string;
  /** What was staged for a later import, as text … */
  readonly staged?: string;
  /** … or as base64. */
  readonly staged_base64?: string;
  readonly members?: readonly SeedMember[];
}

/** A membership. `member` is a tenant's name or id, or any text (Glance asks nobody whether it exists). */
export interface SeedMember {
  readonly member: string;
  /** `member` is stored as written, even where a tenant has this name. */
  readonly verbatim?: boolean;
  /** Defaults to `pending`. */
  readonly status?: MemberStatus;
  readonly created_at?: string;
  readonly updated_at?: string;
  /** It was a member once and was removed: added again, it keeps its place and its `created_at`. */
  readonly removed?: boolean;
}
