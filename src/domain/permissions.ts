import type { RefusalName } from './refusals.ts';

/** What a caller is to one image. Derived from the image and the caller, never stored; see `persona.ts`. */
export type Persona = 'producer' | 'consumer' | 'onlooker' | 'stranger' | 'administrator';

/**
 * What a persona may do: `yes`; `own`, only to its own membership; `no`, refused with the row's refusal;
 * `hidden`, told that there is no such image (404).
 */
export type Outcome = 'yes' | 'own' | 'no' | 'hidden';

/** One line of a permission table: who may do an operation, with which role at least, and how others are refused. */
export type Permission = { readonly [P in Persona]: Outcome } & {
  /** The least role on the tenant that the operation asks for; `any`: every token will do. */
  readonly role: 'any' | 'reader' | 'member';
  /** How a `no` is put. */
  readonly refusal: RefusalName;
};
