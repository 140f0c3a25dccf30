import type { Action } from './operations.ts';
import { type Refusal, type RefusalName, refuse } from './refusals.ts';

/** What a caller is to one image. Derived from the image and the caller, never stored; see `case.ts`. */
export type Persona = 'producer' | 'consumer' | 'onlooker' | 'stranger' | 'administrator';

/** The personas, in the order of the table's columns. */
export const personas: readonly Persona[] = ['producer', 'consumer', 'onlooker', 'stranger', 'administrator'];

/**
 * What a persona may do: `yes`; `own`, only to its own membership, the others not being there (404); `self`, the
 * same, but refused at the others; `no`, refused with the row's refusal; `own no`, refused at its own membership, the
 * others not being there (404); `hidden`, the image not being there (404). `never`: no request of this persona comes
 * that far, so the cell decides nothing.
 */
export type Outcome = 'yes' | 'own' | 'self' | 'no' | 'own no' | 'hidden' | 'never';

/** Outcomes that let a persona do something: to each image or member, or to its own. */
export const granting: ReadonlySet<Outcome> = new Set(['yes', 'own', 'self']);

/**
 * How much a caller may do on its tenant: `any`, every token will do, or a level of the profile, which says what roles reach
 * it. The built-in ones have reader, member, observer, creator and admin.
 */
export type Level = string;

/** One line of a permission table: who may do an operation, with which role at least, and how others are refused. */
export type Permission = { readonly [P in Persona]: Outcome } & {
  /** The least level on the tenant that the operation asks for. */
  readonly role: Level;
  /** How it refuses; `never` where something else refuses all those who may not. */
  readonly refusal: RefusalName | 'never';
  /** How it refuses a persona that it refuses otherwise than the rest. */
  readonly refusals?: { readonly [P in Persona]?: RefusalName };
};

/** How a line refuses a persona. */
export function refusalOf(
  { refusal, refusals }: Pick<Permission, 'refusal' | 'refusals'>,
  persona: Persona,
): RefusalName | 'never' {
  return refusals?.[persona] ?? refusal;
}

/**
 * What a line of the permission table has to fill the words of its refusal with: Glance's name of what was asked, and the image
 * where an operation is about one.
 */
export type DenialWords = { readonly policy: string; readonly image?: string };

/**
 * Refuses a persona as a line of the table says.
 * @throws Error where the line says that it never does: a mistake in the table.
 */
export function deniedBy(permission: Permission, persona: Persona, words: DenialWords): Refusal {
  const refusal = refusalOf(permission, persona);
  if (refusal === 'never') throw new Error('a line of the permission table refuses that says it never does');
  return refuse(refusal, words);
}

/** The names of the values that the refusals of a line are filled in with. What creates an image, too, has none of an image. */
export function denialPlaces(action: Action): readonly (keyof DenialWords)[] {
  return imageless.has(action) ? ['policy'] : ['policy', 'image'];
}

const imageless: ReadonlySet<Action> = new Set([
  'listImages',
  'createImage',
  'publicizeImage',
  'communitizeImage',
  'listTasks',
  'showTask',
]);
