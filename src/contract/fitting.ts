import type { Visibility } from '../domain/model.ts';
import { visibilityActions } from '../domain/operations.ts';
import type { Profile } from '../domain/profile.ts';
import { readPath } from '../http/path.ts';
import { findRoute } from '../http/route.ts';
import type { AnsweredInteraction } from './answered-interaction.ts';
import { cast } from './cast.ts';
import type { Interaction } from './interaction.ts';
import type { ImageGiven } from './provider-states/image-parameters.ts';

/** Whether an interaction says something of servers with the rules of a profile. */
export function fits(interaction: Interaction, profile: Profile): boolean {
  return misfit(interaction, profile) === undefined;
}

/** Why interactions say nothing of servers with the rules of a profile, as the end of a sentence; undefined where they do. */
export function misfit(interaction: Interaction, profile: Profile): string | undefined {
  const { where, caller, given } = interaction;
  if (where?.(profile) === false) return 'they are about other rules than these';
  if (caller !== null && !isPlayed(cast[caller].role, profile))
    return 'with these rules nobody is an administrator';
  if (!isServed(interaction, profile)) return 'with these rules there is no such operation';
  return given.every(({ state, parameters }) => state !== 'an image' || isMade(parameters, profile))
    ? undefined
    : 'with these rules there is no such image';
}

/** Nobody stands above ownership where there are no administrators. */
function isPlayed(role: 'reader' | 'member' | 'admin', { administrators }: Profile): boolean {
  return role !== 'admin' || administrators.length > 0;
}

function isServed({ request }: Interaction, { wire }: Profile): boolean {
  const path = readPath(request.path);
  const routed = path === undefined ? undefined : findRoute(request.method, path);
  const operation = routed?.kind === 'routed' ? routed.route.operation : '';
  return !(wire.absent as readonly string[]).includes(operation);
}

/** Whether the players can make an image in a cloud with the rules of a profile. */
function isMade(image: ImageGiven, profile: Profile): boolean {
  const { visibility, earlier, hidden = false, fill = 0, members = [] } = image;
  const named = [visibility, earlier].filter((each) => each !== undefined);
  const isFull = fill > 0 && members.length + fill === profile.membersPerImage;
  return (
    named.every((each) => isGiven(each, profile)) &&
    !(hidden && profile.wire.withheld.includes('os_hidden')) &&
    // An image is filled only to be full.
    (fill === 0 || isFull)
  );
}

/** Whether somebody may give an image a visibility: its owner, or an administrator. */
function isGiven(visibility: Visibility, { visibilities, permissions, administrators }: Profile): boolean {
  if (visibilities[visibility] === undefined) return false;
  const action = visibilityActions[visibility];
  if (action === undefined || permissions[action].producer === 'yes') return true;
  return administrators.length > 0 && permissions[action].administrator === 'yes';
}

/** Whether it is known that the service answers so. Of what bodies of refusals look like contracts say nothing where it is not known. */
export function isProven({ unproven }: Pick<AnsweredInteraction, 'unproven'>): boolean {
  return unproven.every((name) => name === 'errorBody');
}
