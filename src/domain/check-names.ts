import type { Transition } from './images/transitions.ts';
import type { Operation } from './operations.ts';

/** The operations on a member that is on record already. */
type OnMember = 'showMember' | 'updateMember' | 'removeMember';
/** The operations whose requests name an image. */
type OnImage = Exclude<Operation, 'listImages' | 'createImage'>;

/** The checks there are, each with the operations that it can be a check of: those whose requests have what it looks at. */
export interface Checked {
  readonly imageVisible: OnImage;
  readonly imageShared: OnMember | 'addMember' | 'listMembers';
  readonly callerReads: OnImage;
  readonly callerPermitted: Operation;
  readonly memberOnRecord: OnMember;
  readonly statusKnown: 'updateMember';
  readonly statusSettable: 'updateMember';
  readonly quotaLeft: 'addMember';
  readonly memberWritable: 'addMember';
  readonly memberNew: 'addMember';
  readonly memberStorable: 'addMember';
  readonly ownerPermitted: 'createImage';
  readonly visibilityPermitted: 'createImage';
  readonly valuesValid: 'createImage';
  readonly propertiesFree: 'createImage';
  readonly imageIdFree: 'createImage';
  readonly flagsKnown: 'listImages';
  readonly filtersPossible: 'listImages';
  readonly markerVisible: 'listImages';
  readonly changesPossible: 'updateImage';
  readonly imageUnprotected: 'deleteImage';
  readonly tagPresent: 'removeTag';
  readonly tagFits: 'addTag';
  readonly dataReleased: 'downloadImage';
  readonly transitionPossible: Transition;
  readonly formatsSet: 'uploadImage' | 'stageImage';
  readonly spaceLeft: 'uploadImage' | 'stageImage';
  readonly roomLeft: Operation;
}

/** The name of a check. What each looks at and how it refuses stands in `checks.ts`, `images/` and `members/`. */
export type CheckName = keyof Checked;

/** The checks that an operation can have. A profile puts those that it has in order. */
export type CheckFor<O extends Operation> = {
  readonly [C in CheckName]: O extends Checked[C] ? C : never;
}[CheckName];
