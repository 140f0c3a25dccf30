import type { AskFor } from '../ask.ts';
import { type Case } from '../case.ts';
import { callerPermitted, callerReads } from '../checks.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { ImageChange } from './image-change.ts';
import { partPermitted, visibilityAllowed } from './part-permission.ts';

type Patching = Case<AskFor<'updateImage'>>;

/**
 * Whether the caller may make one change of a patch: Glance asks for each anew, and for some before the
 * policy of patching. Source: RULES.md §4 Changing visibility; asked of Glance 25.1.
 */
export function changePermitted(asked: Patching, change: ImageChange): Refusal | undefined {
  if (change.property === 'locations') return locationsFixed(asked, change);
  if (change.op === 'replace' && change.property === 'owner' && asked.persona !== 'administrator')
    return refuse('ownerFixed');
  const visibility =
    change.property === 'visibility' && change.op !== 'remove'
      ? visibilityAllowed(asked, change.value)
      : undefined;
  return visibility ?? readsIf(asked) ?? callerPermitted(asked);
}

/** Profiles without `callerReads` in their other checks of images do not ask for it here either. */
function readsIf(asked: Patching): Refusal | undefined {
  return asked.profile.checks.showImage.includes('callerReads') ? callerReads(asked) : undefined;
}

/** What a refusal calls the operations on locations. */
const locationVerbs: Readonly<Record<ImageChange['op'], string>> = {
  add: 'add',
  remove: 'remove',
  replace: 'update',
};

/** Where data lies is nobody's to say on an installation that does not show it. Source: asked of Glance 25.1. */
function locationsFixed(asked: Patching, { op, value }: ImageChange): Refusal {
  if (op === 'replace' && Array.isArray(value) && value.length === 0) return refuse('locationsEmpty');
  const part = partPermitted(asked, op === 'remove' ? 'deleteLocation' : 'setLocation');
  return readsIf(asked) ?? part ?? refuse('locationsInvisible', { verb: locationVerbs[op] });
}
