import type { ApplicationCredential, DeletedImage, Image, Member, Token } from './model.ts';

/**
 * What a decision does to a world, as plain data. A log of changes replays to the same world.
 * Each carries the finished value, so that applying it needs no rule, no limit and no clock.
 */
export type Change =
  | { readonly kind: 'memberAdded'; readonly image: string; readonly member: Member }
  | { readonly kind: 'memberStatusChanged'; readonly image: string; readonly member: Member }
  | { readonly kind: 'memberRemoved'; readonly image: string; readonly member: Member }
  | { readonly kind: 'imageCreated'; readonly image: Image }
  | { readonly kind: 'imageChanged'; readonly image: Image }
  | { readonly kind: 'imageDeleted'; readonly image: string; readonly left: DeletedImage }
  | { readonly kind: 'tokenIssued'; readonly token: Token }
  /** A user gets a token that works without a login, for ever. */
  | { readonly kind: 'tokenFixed'; readonly token: Token }
  | { readonly kind: 'tokenRevoked'; readonly token: string }
  | { readonly kind: 'applicationCredentialCreated'; readonly credential: ApplicationCredential }
  | { readonly kind: 'applicationCredentialDeleted'; readonly credential: string }
  | Forgetting;

/** What a world lets go by itself, so that clients cannot make it grow for ever. Decided in `forgetting.ts`. */
export type Forgetting =
  /** Tokens whose time is over, or the oldest ones, where there are too many. */
  | { readonly kind: 'tokensEnded'; readonly tokens: readonly string[] }
  /** The ids are those by which `Cloud.deletedImages` knows them; they may be used again. */
  | { readonly kind: 'deletedImagesForgotten'; readonly images: readonly string[] }
  /** Added again, these members come last, with a new `createdAt`. */
  | { readonly kind: 'removedMembersForgotten'; readonly image: string; readonly members: readonly string[] };
