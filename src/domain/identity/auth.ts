import type { Reference } from './domain.ts';

/** A user or project as a login names it: by its id, or by its name and its domain. */
export interface Named extends Reference {
  readonly domain?: Reference;
}

/** What a login says, once it fits Keystone's schema (`auth` of `POST /v3/auth/tokens`). */
export interface Auth {
  readonly identity: {
    readonly methods: readonly string[];
    readonly password?: { readonly user?: Named & { readonly password?: string } };
    readonly token?: { readonly id: string };
    /** Keystone's schema says nothing of it, so it may be anything. */
    readonly application_credential?: unknown;
  };
  readonly scope?: string | AuthScope;
}

/** What the token is asked for; exactly one of these. */
export interface AuthScope {
  readonly project?: Named;
  readonly domain?: Reference;
  readonly system?: { readonly all?: boolean };
  readonly unscoped?: unknown;
  readonly 'OS-TRUST:trust'?: unknown;
}
