import type { ApplicationCredential, DeletedImage, Image, Member, Token } from './model.ts';

/**
 * What a decision does to a world, as plain data. A log of changes replays to the same world.
 * Each carries the finished value, so that applying it needs no rule and no clock.
 */
export type Change =
  | { readonly kind: 'memberAdded'; readonly image: string; readonly member: Member }
  | { readonly kind: 'memberStatusChanged'; readonly image: string; readonly member: Member }
  | { readonly kind: 'memberRemoved'; readonly image: string; readonly member: Member }
  | { readonly kind: 'imageCreated'; readonly image: Image }
  | { readonly kind: 'imageChanged'; readonly image: Image }
  | { readonly kind: 'imageDeleted'; readonly image: string; readonly left: DeletedImage }
  | { readonly kind: 'tokenIssued'; readonly token: Token }
  | { readonly kind: 'tokenRevoked'; readonly token: string }
  | { readonly kind: 'applicationCredentialCreated'; readonly credential: ApplicationCredential }
  | { readonly kind: 'applicationCredentialDeleted'; readonly credential: string };
