import { remembered } from './remembered.ts';
import type { Unproven } from './profile.ts';
import type { Caller, Image, Role } from './model.ts';
import type { Outcome, Persona } from './permissions.ts';

/** What the caller of a request was known by. */
export interface TracedCaller {
  readonly tenant: string | null;
  readonly user: string;
  /** The roles of its token, with those that they imply. */
  readonly roles: readonly Role[];
}

/** What more is known about a refusal than the service says: for those who read the journal, never for the wire. */
export type Detail =
  | { readonly kind: 'tokenMissing' }
  | { readonly kind: 'tokenUnknown' }
  | { readonly kind: 'tokenExpired'; readonly at: string }
  | { readonly kind: 'userDisabled'; readonly user: string }
  | { readonly kind: 'tenantDisabled'; readonly tenant: string }
  | { readonly kind: 'userGone' }
  | { readonly kind: 'tenantGone' }
  | { readonly kind: 'domainClosed'; readonly domain: string }
  | { readonly kind: 'rolesGone'; readonly user: string }
  | { readonly kind: 'credentialGone' }
  | { readonly kind: 'accessRules' }
  | { readonly kind: 'userUnknown'; readonly name: string }
  | { readonly kind: 'passwordWrong'; readonly user: string }
  | { readonly kind: 'roleMissing'; readonly user: string; readonly tenant: string }
  | { readonly kind: 'scopeUnknown' }
  | { readonly kind: 'apiKeyWrong'; readonly user: string };

/** The check that refused, and the refusal by name. */
export interface TracedRefusal {
  readonly check: string;
  readonly refusal: string;
  readonly detail?: Detail;
}

/** The image that a decision was about, as it was then. */
export type TracedImage = Pick<Image, 'id' | 'owner' | 'visibility' | 'status'>;

/** How a decision about images came about. */
export interface DecisionTrace {
  /** The image that the request names, where there is one, whether or not the caller may see it. */
  readonly image: TracedImage | null;
  /** The member that the request names, as it was sent. */
  readonly member: string | null;
  /** What the caller is to the image. */
  readonly persona: Persona;
  /** The cell of the permission table: what that persona may do. */
  readonly outcome: Outcome;
  /** The checks that passed, in order. */
  readonly passed: readonly string[];
}

/** How an answer came about, as plain data: what was asked, by whom, and which rule decided. No secrets. */
export interface Trace {
  /** The operation's name, where the path and the method have one. */
  readonly operation: string | null;
  /** Null where no good token was sent. */
  readonly caller: TracedCaller | null;
  /** Null where no decision about images was reached. */
  readonly decision: DecisionTrace | null;
  readonly refused: TracedRefusal | null;
  /** Where nobody knows what the service itself answers: what this answer touches of that. */
  readonly unproven: readonly Unproven[];
}

/** The trace of an answer that asks for no token and has no rule behind it. */
export const silent: Trace = {
  operation: null,
  caller: null,
  decision: null,
  refused: null,
  unproven: [],
};

/** What breaks Glance outside of its own handling of errors, whatever its rules said of the request. */
export const broken: TracedRefusal = { check: 'server', refusal: 'serverBroke' };

/** A caller as a trace names it. */
export const traced: (caller: Caller) => TracedCaller = remembered(({ tenant, user, roles }) => ({
  tenant,
  user,
  roles: [...roles],
}));
