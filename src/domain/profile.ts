import type { Action, Operation } from './operations.ts';
import type { Permission } from './permissions.ts';

/**
 * The checks there are. A profile puts them in order, operation by operation; what each looks at and
 * how it refuses stands in `checks.ts`, `images/checks.ts` and `members/checks.ts`.
 */
export type CheckName =
  | 'imageVisible'
  | 'imageShared'
  | 'memberOnRecord'
  | 'callerReads'
  | 'callerPermitted'
  | 'statusKnown'
  | 'quotaLeft'
  | 'memberWritable'
  | 'memberNew'
  | 'memberStorable'
  | 'visibilityPermitted'
  | 'flagsKnown'
  | 'filtersPossible'
  | 'markerVisible'
  | 'valuesValid'
  | 'imageIdFree'
  | 'changesPossible'
  | 'imageUnprotected'
  | 'tagPresent'
  | 'tagFits'
  | 'dataReleased'
  | 'transitionPossible'
  | 'formatsSet'
  | 'spaceLeft';

/** Whose rules a world follows: data, no code. */
export interface Profile {
  readonly name: string;
  /** One sentence for humans. */
  readonly title: string;
  /** Who may do what. */
  readonly permissions: { readonly [A in Action]: Permission };
  /** What is looked at, first to last: the first check that refuses wins. */
  readonly checks: { readonly [O in Operation]: readonly CheckName[] };
  /** Whether a token for the whole system is good for anything here. */
  readonly systemScope: boolean;
  /** Whether a private image without owner, which nobody is kept from seeing, may be read by others than administrators. */
  readonly ownerlessPrivateRead: boolean;
  /** What is said to who creates an image for another owner. */
  readonly foreignOwner: 'ownerNotYours' | 'ownerNotYoursLegacy';
  /** Images on a page of the image list where `limit` is not given, and the most that `limit` may ask for. */
  readonly page: { readonly size: number; readonly most: number };
}
