import type { AskFor } from '../ask.ts';
import { type Case, imageOf } from '../case.ts';
import { isPermitted } from '../checks.ts';
import { imageKey } from '../collation.ts';
import { isRefused, type Refusal, refuse } from '../refusals.ts';
import { isReservedIn, patched, visibilityAllowed } from './patch.ts';
import { filterProblem, flagProblem } from './list-conditions.ts';
import { markerProblem } from './list.ts';
import { imageValueProblem } from './values.ts';

/** `ownerPermitted`: who may not create an image for another owner gets its words for that. Source: RULES.md §4. */
export function ownerPermitted(asked: Case<AskFor<'createImage'>>): Refusal | undefined {
  const { owner } = asked.ask.given;
  if (owner === undefined || owner === asked.caller.tenant || isPermitted(asked)) return undefined;
  return refuse(asked.profile.foreignOwner, { owner: owner ?? 'None' });
}

/** `visibilityPermitted`: who may give an image the visibility it is created with. Source: RULES.md §4. */
export function visibilityPermitted(asked: Case<AskFor<'createImage'>>): Refusal | undefined {
  return visibilityAllowed(asked, asked.ask.given.visibility);
}

/** `flagsKnown`: `os_hidden` and `protected` are looked at before anybody's permission. Source: asked of Glance 25.1. */
export function flagsKnown({ ask }: Case<AskFor<'listImages'>>): Refusal | undefined {
  return flagProblem(ask.list);
}

/** `filtersPossible`: filters that the database cannot make sense of. Source: RULES.md §4, GET /v2/images. */
export function filtersPossible({ ask }: Case<AskFor<'listImages'>>): Refusal | undefined {
  return filterProblem(ask.list);
}

/** `markerVisible`: the page starts behind an image that the caller sees. Source: RULES.md §4, GET /v2/images. */
export function markerVisible(asked: Case<AskFor<'listImages'>>): Refusal | undefined {
  return markerProblem(asked.ask.list, asked);
}

/** `valuesValid`: what Glance's image factory and its database take. Source: asked of Glance 25.1. */
export function valuesValid({ ask: { given }, profile }: Case<AskFor<'createImage'>>): Refusal | undefined {
  return imageValueProblem(given, profile.quotas);
}

/** `propertiesFree`: no property has a name that only the cloud sets. Source: CLOUD-IMAGES.md §4. */
export function propertiesFree({
  ask: { given },
  profile,
}: Case<AskFor<'createImage'>>): Refusal | undefined {
  const reserved = Object.keys(given.properties).find((name) => isReservedIn(profile, name));
  return reserved === undefined ? undefined : refuse('propertyReserved', { property: reserved });
}

/** `imageIdFree`: an id is used once, even after the image was deleted. Source: RULES.md §4. */
export function imageIdFree({ ask: { given }, cloud }: Case<AskFor<'createImage'>>): Refusal | undefined {
  if (given.id === undefined) return undefined;
  const key = imageKey(given.id);
  return cloud.images.has(key) || cloud.deletedImages.has(key)
    ? refuse('imageIdTaken', { image: given.id })
    : undefined;
}

/** `changesPossible`: the changes of a patch, one after the other; the first that is refused refuses them all. */
export function changesPossible(asked: Case<AskFor<'updateImage'>>): Refusal | undefined {
  const image = patched(asked);
  return isRefused(image) ? image : undefined;
}

/** `imageUnprotected`: a protected image stays. Source: asked of Glance 25.1. */
export function imageUnprotected(asked: Case): Refusal | undefined {
  const { id, protected: kept } = imageOf(asked);
  return kept ? refuse('imageProtected', { image: id }) : undefined;
}

/** `tagPresent`: only a tag that is there is taken away. Source: recorded, 08-image_crud tags/delete-missing. */
export function tagPresent(asked: Case<AskFor<'removeTag'>>): Refusal | undefined {
  return imageOf(asked).tags.includes(asked.ask.tag) ? undefined : refuse('resourceNotFound');
}

/** `tagFits`: Glance's `image_tag_quota`. Source: asked of Glance 25.1. */
export function tagFits(asked: Case<AskFor<'addTag'>>): Refusal | undefined {
  const attempted = new Set([...imageOf(asked).tags, asked.ask.tag]).size;
  const most = asked.profile.quotas.tags;
  const words = { image: asked.ask.image, attempted: String(attempted), maximum: String(most) };
  return attempted > most ? refuse('tagLimitExceeded', words) : undefined;
}
