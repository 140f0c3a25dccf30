import type { ImageStatus } from '../model.ts';
import type { RefusalName } from '../refusals.ts';

/** The operations that lead from one image status to another. */
export type Transition = 'uploadImage' | 'stageImage' | 'deactivateImage' | 'reactivateImage';

/** Where a transition may start, what it passes through, where it ends, and how it is refused elsewhere. */
export interface TransitionRow {
  readonly from: readonly ImageStatus[];
  /** The status that a refusal names. */
  readonly through: ImageStatus;
  readonly to: ImageStatus;
  readonly refusal: RefusalName;
}

/** The transitions. Source: RULES.md §7 items 17, 18; recorded: 08-image_crud files/*, actions/*. */
export const transitions: { readonly [T in Transition]: TransitionRow } = {
  uploadImage: { from: ['queued'], through: 'saving', to: 'active', refusal: 'transitionForbidden' },
  stageImage: { from: ['queued'], through: 'uploading', to: 'uploading', refusal: 'transitionForbidden' },
  deactivateImage: {
    from: ['active', 'deactivated'],
    through: 'deactivated',
    to: 'deactivated',
    refusal: 'mayNotDeactivate',
  },
  reactivateImage: {
    from: ['deactivated', 'active'],
    through: 'active',
    to: 'active',
    refusal: 'mayNotReactivate',
  },
};
