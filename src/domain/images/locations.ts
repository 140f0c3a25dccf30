import type { AskFor } from '../ask.ts';
import { type Case, type Decided, hasOneOf, imageOf, personaOf } from '../case.ts';
import { callerReads, denied, isPermitted, reachesLevel } from '../checks.ts';
import { operations } from '../operations.ts';
import { type Refusal, refuse } from '../refusals.ts';

/** Where the data of images lies, by an API of its own: for the cloud's services, and in a store of files. */

type OnLocations = AskFor<'listLocations' | 'addLocation'>;

/** `locationAddable`: data is added to an image that has none, which is looked at before anybody's permission. Source: asked of Glance 30 and 33. */
export function locationAddable(asked: Case<AskFor<'addLocation'>>): Refusal | undefined {
  const { status } = imageOf(asked);
  return status === 'queued' ? undefined : refuse('locationsFixed', { status });
}

/**
 * `locationPermitted`: services may, whatever they are to an image that they see; others as the permission table has it, and an
 * administrator to whom it refuses as what it would be without that role. Source: asked of Glance 30 and 33.
 */
export function locationPermitted(asked: Case<OnLocations>): Refusal | undefined {
  if (actsForCloud(asked) || isPermitted(asked) || isPermitted({ ...asked, persona: unraised(asked) }))
    return undefined;
  const { policy } = operations[asked.ask.operation];
  return callerReads(asked) ?? denied(asked, asked.permission, { policy, image: asked.ask.image });
}

function actsForCloud({ profile, caller }: Case): boolean {
  return reachesLevel(profile, caller, 'any') && hasOneOf(caller, profile.services);
}

/** What the caller would be to the image without a role above ownership. */
function unraised(asked: Case): Case['persona'] {
  return personaOf(asked.caller, imageOf(asked), { ...asked.profile, administrators: [] });
}

/**
 * `storeTakesLocations`: a store of files takes no location from a user, and that of a service passes where its digest has the
 * right length and its URL the filter of imports. Source: asked of Glance 30 and 33.
 */
export function storeTakesLocations(asked: Case<AskFor<'addLocation'>>): Refusal | undefined {
  return actsForCloud(asked) ? asked.ask.given.problem : refuse('storeTakesNoLocation');
}

/** Shows where the data lies: of a deactivated image, to administrators alone. Source: asked of Glance 33. */
export function listLocations(asked: Case<AskFor<'listLocations'>>): Decided {
  const { id, data, status } = imageOf(asked);
  const isShown = data !== null && (status !== 'deactivated' || asked.persona === 'administrator');
  return { changes: [], view: { kind: 'locations', images: isShown ? [id] : [] } };
}
