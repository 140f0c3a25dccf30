import type { Ask, AskFor } from './ask.ts';
import { type Case, caseOf, outcomeIn, type Setting, type Decided, type Decision } from './case.ts';
import type { Checked, CheckFor, CheckName } from './profile.ts';
import { callerPermitted, callerReads, imageShared, imageVisible, roomLeft } from './checks.ts';
import { unprovenIn } from './unproven.ts';
import * as data from './images/data.ts';
import * as dataEffects from './images/data.ts';
import * as imports from './images/imports.ts';
import * as images from './images/checks.ts';
import * as locations from './images/locations.ts';
import * as imageEffects from './images/effects.ts';
import * as members from './members.ts';
import * as memberEffects from './members.ts';
import type { Image } from './model.ts';
import * as tasks from './tasks.ts';
import type { Operation } from './operations.ts';
import type { Refusal } from './refusals.ts';
import { remembered } from './remembered.ts';
import type { DecisionTrace, Trace, TracedImage } from './trace.ts';

type Check<A extends Ask> = (asked: Case<A>) => Refusal | undefined;

/** What each check looks at. The order is the profile's, operation by operation. */
const checks: { readonly [C in CheckName]: Check<Extract<AskFor<Checked[C]>, Ask>> } = {
  imageVisible,
  imageShared,
  callerReads,
  callerPermitted,
  memberOnRecord: members.memberOnRecord,
  statusKnown: members.statusKnown,
  statusSettable: members.statusSettable,
  quotaLeft: members.quotaLeft,
  memberWritable: members.memberWritable,
  memberNew: members.memberNew,
  memberStorable: members.memberStorable,
  ownerPermitted: images.ownerPermitted,
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
  sizeFits: data.sizeFits,
  formatFits: data.formatFits,
  importFits: imports.importFits,
  importPermitted: imports.importPermitted,
  importUnlocked: imports.importUnlocked,
  storesKnown: imports.storesKnown,
  sourceAllowed: imports.sourceAllowed,
  importStorable: imports.importStorable,
  locationAddable: locations.locationAddable,
  locationPermitted: locations.locationPermitted,
  storeTakesLocations: locations.storeTakesLocations,
  taskListPossible: tasks.taskListPossible,
  taskOnRecord: tasks.taskOnRecord,
  roomLeft,
};

/** The checks that an ask can have. */
type Checks<A extends Ask> = { readonly [C in CheckFor<A['operation']>]: Check<A> };
type Flow<A extends Ask> = (setting: Setting, ask: A) => Traced;

/** How each operation is decided: by the checks that it can have, and by what it does once those of the profile have passed. */
const flows: { readonly [O in Operation]: (setting: Setting, ask: AskFor<O>) => Traced } = {
  addMember: flow<AskFor<'addMember'>>(checks, memberEffects.addMember),
  listMembers: flow<AskFor<'listMembers'>>(checks, memberEffects.listMembers),
  showMember: flow<AskFor<'showMember'>>(checks, memberEffects.showMember),
  updateMember: flow<AskFor<'updateMember'>>(checks, memberEffects.updateMember),
  removeMember: flow<AskFor<'removeMember'>>(checks, memberEffects.removeMember),
  listImages: flow<AskFor<'listImages'>>(checks, imageEffects.listImages),
  createImage: flow<AskFor<'createImage'>>(checks, imageEffects.createImage),
  showImage: flow<AskFor<'showImage'>>(checks, imageEffects.showImage),
  updateImage: flow<AskFor<'updateImage'>>(checks, imageEffects.updateImage),
  deleteImage: flow<AskFor<'deleteImage'>>(checks, imageEffects.deleteImage),
  addTag: flow<AskFor<'addTag'>>(checks, imageEffects.addTag),
  removeTag: flow<AskFor<'removeTag'>>(checks, imageEffects.removeTag),
  downloadImage: flow<AskFor<'downloadImage'>>(checks, dataEffects.downloadImage),
  uploadImage: flow<AskFor<'uploadImage'>>(checks, dataEffects.uploadImage),
  stageImage: flow<AskFor<'stageImage'>>(checks, dataEffects.stageImage),
  importImage: flow<AskFor<'importImage'>>(checks, imports.importImage),
  listImageTasks: flow<AskFor<'listImageTasks'>>(checks, tasks.listImageTasks),
  listTasks: flow<AskFor<'listTasks'>>(checks, tasks.listTasks),
  showTask: flow<AskFor<'showTask'>>(checks, tasks.showTask),
  listLocations: flow<AskFor<'listLocations'>>(checks, locations.listLocations),
  addLocation: flow<AskFor<'addLocation'>>(checks, imports.importLocation),
  deactivateImage: flow<AskFor<'deactivateImage'>>(checks, dataEffects.deactivateImage),
  reactivateImage: flow<AskFor<'reactivateImage'>>(checks, dataEffects.reactivateImage),
};

/** A decision, and how it came about. */
export type Traced = Decision & { readonly decision: DecisionTrace } & Pick<Trace, 'unproven'>;

/**
 * Decides an ask: the profile's checks in order, the first that refuses wins; else the operation's effect.
 * Says too how the decision came about, and what of the profile's unproven places the answer touches. Pure and synchronous, so that
 * check and change are one step whoever else is asking.
 */
export function decide(setting: Setting, ask: Ask): Traced {
  return dispatched<Operation>(setting, ask);
}

function dispatched<O extends Operation>(setting: Setting, ask: AskFor<O>): Traced {
  return flows[ask.operation](setting, ask);
}

function flow<A extends Ask>(own: Checks<A>, effect: (asked: Case<A>) => Decided): Flow<A> {
  return (setting, ask) => {
    const asked = caseOf(setting, ask, effect);
    const order: readonly CheckFor<A['operation']>[] =
      setting.profile.checks[ask.operation as A['operation']];
    for (let place = 0; place < order.length; place += 1) {
      const check = order[place] as CheckFor<A['operation']>;
      const refusal = own[check](asked);
      if (refusal === undefined) continue;
      const unproven = unprovenIn(setting.profile, refusal, asked);
      const passed = beginningsOf(order)[place] ?? [];
      return { kind: 'refused', check, refusal, unproven, decision: traceOf(asked, passed) };
    }
    const unproven = unprovenIn(setting.profile, undefined, asked);
    const { changes, view } = asked.outcome();
    return { kind: 'granted', changes, view, unproven, decision: traceOf(asked, order) };
  };
}

function traceOf(asked: Case, passed: readonly CheckName[]): DecisionTrace {
  const { image, ask, persona, permission } = asked;
  return {
    image: image === undefined ? null : factsOf(image),
    member: 'member' in ask ? ask.member : ask.operation === 'addMember' ? ask.given.shown : null,
    persona,
    outcome: outcomeIn(asked, permission),
    passed,
  };
}

/** Made anew each time: to look among all images for what was made before takes longer, the more there are. */
function factsOf({ id, owner, visibility, status }: Image): TracedImage {
  return { id, owner, visibility, status };
}

/** The checks before each one of an order. */
const beginningsOf: (order: readonly CheckName[]) => readonly (readonly CheckName[])[] = remembered((order) =>
  order.map((_, place) => order.slice(0, place)),
);
