import type { ApplicationCredential, DeletedImage, Image, Tenant, Token, User } from './model.ts';

/**
 * Everything that a world holds, as readers see it. Only `apply.ts` writes.
 * Image keys are ids folded by `imageKey`; the ids of deleted images stay taken (RULES.md §4) until the world forgets
 * them (`forgetting.ts`).
 */
export interface Cloud {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly users: ReadonlyMap<string, User>;
  /** All tokens, in the order in which they were issued. */
  readonly tokens: ReadonlyMap<string, Token>;
  /** By the id of the user, the token that works without a login, for ever. All other tokens were got by logging in. */
  readonly fixedTokens: ReadonlyMap<string, string>;
  readonly applicationCredentials: ReadonlyMap<string, ApplicationCredential>;
  readonly images: ReadonlyMap<string, Image>;
  /** By key, the longest deleted first; null where nothing but the id is known. */
  readonly deletedImages: ReadonlyMap<string, DeletedImage | null>;
  readonly usage: Usage;
}

/**
 * How much memory the things take that clients make, in bytes. `apply` keeps it up to date, so that no
 * request has to look at all of them.
 */
export interface Usage {
  /** The data of all images, staged data too. */
  readonly data: number;
  /** Images without their data, members (removed ones too) and application credentials: an estimate. */
  readonly records: number;
}
