import type { ImageGroups } from './images/groups.ts';
import type {
  ApplicationCredential,
  DeletedImage,
  Domain,
  Download,
  Image,
  ImageValues,
  Member,
  Role,
  Task,
  Tenant,
  Token,
  User,
} from './model.ts';
import type { RoleFacts } from './release.ts';

/**
 * Everything that a world holds, as readers see it. Only `apply.ts` writes.
 * Image keys are ids folded by `imageKey`; the ids of deleted images stay taken (RULES.md §4) until the world forgets
 * them (`limits.ts`).
 */
export interface Cloud {
  readonly domains: ReadonlyMap<string, Domain>;
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly users: ReadonlyMap<string, User>;
  /** The roles that may be granted, besides those that every Keystone has. */
  readonly roles: ReadonlySet<Role>;
  /** Those that every Keystone of the release has, and what they imply. */
  readonly roleFacts: RoleFacts;
  /** All tokens, in the order in which they were issued. */
  readonly tokens: ReadonlyMap<string, Token>;
  /** By the id of the user, the token that works without a login, for ever. All other tokens were got by logging in. */
  readonly fixedTokens: ReadonlyMap<string, string>;
  readonly applicationCredentials: ReadonlyMap<string, ApplicationCredential>;
  readonly images: ReadonlyMap<string, Image>;
  /** The images in the groups that lists are made from. */
  readonly groups: ImageGroups;
  /** By key, the longest deleted first; null where nothing but the id is known. */
  readonly deletedImages: ReadonlyMap<string, DeletedImage | null>;
  /** Imports by id, in the order in which they were started. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** What `web-download` finds, by URI. Nothing else can be downloaded. */
  readonly downloads: ReadonlyMap<string, Download>;
  readonly usage: Usage;
}

/**
 * How much memory the things take that clients make, in bytes. `apply` keeps it up to date, so that no
 * request has to look at all of them.
 */
export interface Usage {
  /** The data of all images, staged data too. */
  readonly data: number;
  /**
   * Images without their data, members (removed ones too), application credentials and tasks, and the domains, tenants
   * and users that were created or changed: an estimate.
   */
  readonly records: number;
}

/**
 * What a decision does to a world, as plain data. A log of changes replays to the same world.
 * Each carries the finished value, so that applying it needs no rule, no limit and no clock.
 */
export type Change =
  | { readonly kind: 'memberAdded'; readonly image: string; readonly member: Member }
  | { readonly kind: 'memberStatusChanged'; readonly image: string; readonly member: Member }
  /** `now`: the world's time in milliseconds since 1970; logs of before have none. */
  | { readonly kind: 'memberRemoved'; readonly image: string; readonly member: Member; readonly now?: number }
  | { readonly kind: 'imageCreated'; readonly image: ImageValues; readonly members: readonly Member[] }
  | { readonly kind: 'imageChanged'; readonly image: ImageValues }
  | { readonly kind: 'imageDeleted'; readonly image: string; readonly left: DeletedImage }
  /** An import was started, or it ended; what becomes of the image is a change of its own. */
  | { readonly kind: 'taskChanged'; readonly task: Task }
  | { readonly kind: 'tokenIssued'; readonly token: Token }
  /** A user gets a token that works without a login, for ever. */
  | { readonly kind: 'tokenFixed'; readonly token: Token }
  | { readonly kind: 'tokenRevoked'; readonly token: string }
  | { readonly kind: 'applicationCredentialCreated'; readonly credential: ApplicationCredential }
  | { readonly kind: 'applicationCredentialDeleted'; readonly credential: string }
  | ResidentChange
  | Forgetting;

/** Who lives in a cloud, and where: domains, tenants and users come, change and go. */
export type ResidentChange =
  | { readonly kind: 'domainCreated' | 'domainChanged'; readonly domain: Domain }
  | { readonly kind: 'domainDeleted'; readonly domain: string }
  | { readonly kind: 'tenantCreated' | 'tenantChanged'; readonly tenant: Tenant }
  | { readonly kind: 'tenantDeleted'; readonly tenant: string }
  /** The roles of a user are among its values. */
  | { readonly kind: 'userCreated' | 'userChanged'; readonly user: User }
  | { readonly kind: 'userDeleted'; readonly user: string };

/** What a world lets go by itself, so that clients cannot make it grow for ever. Decided in `limits.ts`. */
export type Forgetting =
  /** Tokens whose time is over, or the oldest ones, where there are too many. */
  | { readonly kind: 'tokensEnded'; readonly tokens: readonly string[] }
  /** The ids are those by which `Cloud.deletedImages` knows them; they may be used again. */
  | { readonly kind: 'deletedImagesForgotten'; readonly images: readonly string[] }
  | { readonly kind: 'tasksForgotten'; readonly tasks: readonly string[] }
  /** Added again, these members come last, with a new `createdAt`. */
  | { readonly kind: 'removedMembersForgotten'; readonly image: string; readonly members: readonly string[] };

/** An image takes the place of the one with its id. Its members are no part of that: they change by changes of their own. */
export function imageChanged(image: Image): Change {
  return { kind: 'imageChanged', image: withoutMembers(image) };
}

/** An image without its members. */
export function withoutMembers(image: Image): ImageValues {
  const { members: _, ...values } = image;
  return values;
}
