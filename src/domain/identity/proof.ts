import type { ApplicationCredential, User } from '../model.ts';

/** What one way of logging in has proved. */
export interface Proof {
  readonly user: User;
  readonly methods: readonly string[];
  /** The audit id at the root of the chain of tokens; null for a fresh login. */
  readonly chain: string | null;
  /** The end that the proof sets to the token; null: none that ever comes; undefined: it sets none. */
  readonly expiresAt: string | null | undefined;
  /** It was proved by a token for the whole system. */
  readonly system: boolean;
  readonly credential: ApplicationCredential | null;
}

/** Whether what a client sent is a secret. Takes as long as what was sent is long, wherever the two differ. */
export function sameSecret(secret: string, sent: unknown): boolean {
  if (typeof sent !== 'string') return false;
  let difference = secret.length ^ sent.length;
  for (let at = 0; at < sent.length; at += 1)
    difference |= sent.charCodeAt(at) ^ secret.charCodeAt(at % secret.length);
  return difference === 0;
}

/** The proof of a user who has given a secret. */
export function freshProof(user: User, method: string, credential: ApplicationCredential | null): Proof {
  const expiresAt = credential?.expiresAt ?? undefined;
  return { user, methods: [method], chain: null, expiresAt, system: false, credential };
}
