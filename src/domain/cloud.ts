import type { ApplicationCredential, DeletedImage, Image, Tenant, Token, User } from './model.ts';

/**
 * Everything that a world holds, as readers see it. Only `apply.ts` writes.
 * Image keys are ids folded by `imageKey`; the ids of deleted images stay taken for ever (RULES.md §4).
 */
export interface Cloud {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly users: ReadonlyMap<string, User>;
  readonly tokens: ReadonlyMap<string, Token>;
  readonly applicationCredentials: ReadonlyMap<string, ApplicationCredential>;
  readonly images: ReadonlyMap<string, Image>;
  /** By key; null where nothing but the id is known. */
  readonly deletedImages: ReadonlyMap<string, DeletedImage | null>;
}
