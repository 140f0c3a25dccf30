import type { Ask } from './ask.ts';
import { type Case, caseOf, type Setting } from './case.ts';
import { callerPermitted, callerReads, imageShared, imageVisible, roomLeft } from './checks.ts';
import type { Decided, Decision } from './decision.ts';
import { gapsTouched } from './gaps.ts';
import * as data from './images/data-checks.ts';
import * as dataEffects from './images/data-effects.ts';
import * as images from './images/checks.ts';
import * as imageEffects from './images/effects.ts';
import * as members from './members/checks.ts';
import * as memberEffects from './members/effects.ts';
import type { Image } from './model.ts';
import type { Operation } from './operations.ts';
import type { CheckName } from './profile.ts';
import type { Refusal } from './refusals.ts';
import type { DecisionTrace, Trace, TracedImage } from './trace.ts';

type Check = (asked: never) => Refusal | undefined;
type Effect = (asked: never) => Decided;

/** What each check looks at. The order is the profile's, operation by operation. */
const checks: { readonly [C in CheckName]: Check } = {
  imageVisible,
  imageShared,
  callerReads,
  callerPermitted,
  memberOnRecord: members.memberOnRecord,
  statusKnown: members.statusKnown,
  quotaLeft: members.quotaLeft,
  memberWritable: members.memberWritable,
  memberNew: members.memberNew,
  memberStorable: members.memberStorable,
  visibilityPermitted: images.visibilityPermitted,
  flagsKnown: images.flagsKnown,
  filtersPossible: images.filtersPossible,
  markerVisible: images.markerVisible,
  valuesValid: images.valuesValid,
  propertiesFree: images.propertiesFree,
  imageIdFree: images.imageIdFree,
  changesPossible: images.changesPossible,
  imageUnprotected: images.imageUnprotected,
  tagPresent: images.tagPresent,
  tagFits: images.tagFits,
  dataReleased: data.dataReleased,
  transitionPossible: data.transitionPossible,
  formatsSet: data.formatsSet,
  spaceLeft: data.spaceLeft,
  roomLeft,
};

/** What each operation does once all its checks have passed. */
const effects: { readonly [O in Operation]: Effect } = {
  addMember: memberEffects.addMember,
  listMembers: memberEffects.listMembers,
  showMember: memberEffects.showMember,
  updateMember: memberEffects.updateMember,
  removeMember: memberEffects.removeMember,
  listImages: imageEffects.listImages,
  createImage: imageEffects.createImage,
  showImage: imageEffects.showImage,
  updateImage: imageEffects.updateImage,
  deleteImage: imageEffects.deleteImage,
  addTag: imageEffects.addTag,
  removeTag: imageEffects.removeTag,
  downloadImage: dataEffects.downloadImage,
  uploadImage: dataEffects.uploadImage,
  stageImage: dataEffects.stageImage,
  deactivateImage: dataEffects.deactivateImage,
  reactivateImage: dataEffects.reactivateImage,
};

/** A decision, and how it came about. */
export type Traced = Decision & { readonly decision: DecisionTrace } & Pick<Trace, 'unproven'>;

/**
 * Decides an ask: the profile's checks in order, the first that refuses wins; else the operation's effect.
 * Says too how the decision came about, and which gaps of the profile the answer touches. Pure and synchronous, so that
 * check and change are one step whoever else is asking.
 */
export function decide(setting: Setting, ask: Ask): Traced {
  let decided: Decided | undefined;
  const outcome = (): Decided => (decided ??= effects[ask.operation](asked as never));
  const asked: Case = { ...caseOf(setting, ask), outcome };
  const order = setting.profile.checks[ask.operation];
  for (const [place, check] of order.entries()) {
    const refusal = checks[check](asked as never);
    if (refusal === undefined) continue;
    const unproven = gapsTouched(setting.profile, refusal, asked);
    return { check, refusal, unproven, decision: traceOf(asked, order.slice(0, place)) };
  }
  const unproven = gapsTouched(setting.profile, undefined, asked);
  return { ...outcome(), unproven, decision: traceOf(asked, order) };
}

function traceOf({ image, ask, persona, permission }: Case, passed: readonly CheckName[]): DecisionTrace {
  return {
    image: image === undefined ? null : factsOf(image),
    member: 'member' in ask ? ask.member : ask.operation === 'addMember' ? ask.given.shown : null,
    persona,
    outcome: permission[persona],
    passed,
  };
}

function factsOf({ id, owner, visibility, status }: Image): TracedImage {
  return { id, owner, visibility, status };
}
