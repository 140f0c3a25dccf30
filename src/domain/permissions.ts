import type { RefusalName } from './refusals.ts';

/** What a caller is to one image. Derived from the image and the caller, never stored; see `persona.ts`. */
export type Persona = 'producer' | 'consumer' | 'onlooker' | 'stranger' | 'administrator';

/**
 * What a persona may do: `yes`; `own`, only to its own membership, the others not being there (404); `self`, the
 * same, but refused at the others; `no`, refused with the row's refusal; `hidden`, told that there is no such image (404).
 */
export type Outcome = 'yes' | 'own' | 'self' | 'no' | 'hidden';

/** How much a caller may do on its tenant; which roles reach a level, the profile says. `any`: every token will do. */
export type Level = 'any' | 'reader' | 'member' | 'observer' | 'creator' | 'admin';

/** One line of a permission table: who may do an operation, with which role at least, and how others are refused. */
export type Permission = { readonly [P in Persona]: Outcome } & {
  /** The least level on the tenant that the operation asks for. */
  readonly role: Level;
  /** How a `no` is put. */
  readonly refusal: RefusalName;
};
