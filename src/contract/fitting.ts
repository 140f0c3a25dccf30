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
  return (interaction.where?.(profile) ?? true) && misfit(interaction, profile) === undefined;
}

/** Why a request, or its state, is not possible with the rules of a profile; undefined: it is. */
export function misfit({ caller, request, given }: Interaction, profile: Profile): string | undefined {
  if (caller !== null && !isPlayed(cast[caller].role, profile)) return 'nobody is an administrator';
  const operation = operationOf(request);
  if ((profile.wire.absent as readonly string[]).includes(operation)) return `there is no ${operation}`;
  const images = given.filter(({ state }) => state === 'an image');
  return images.map(({ parameters }) => unmade(parameters, profile)).find((why) => why !== undefined);
}

/** Nobody stands above ownership where there are no administrators. */
function isPlayed(role: 'reader' | 'member' | 'admin', { administrators }: Profile): boolean {
  return role !== 'admin' || administrators.length > 0;
}

function operationOf(request: Interaction['request']): string {
  const path = readPath(request.path);
  const routed = path === undefined ? undefined : findRoute(request.method, path);
  return routed?.kind === 'routed' ? routed.route.operation : '';
}

/** Why the players cannot make an image in a cloud with the rules of a profile. */
function unmade(image: ImageGiven, profile: Profile): string | undefined {
  const { visibility, earlier, hidden = false, fill = 0 } = image;
  const named = [visibility, earlier].filter((each) => each !== undefined);
  const ungiven = named.find((each) => !isGiven(each, profile));
  if (ungiven !== undefined)
    return profile.visibilities[ungiven] === undefined
      ? `no image is ${ungiven}`
      : `nobody may make an image ${ungiven}`;
  if (hidden && profile.wire.withheld.includes('os_hidden')) return 'images have no os_hidden';
  const count = membersOf(image);
  // An image is filled only to be full.
  if (fill === 0 ? count <= profile.membersPerImage : count === profile.membersPerImage) return undefined;
  const most = profile.membersPerImage === Infinity ? 'any number of' : profile.membersPerImage;
  return `an image takes ${most} members`;
}

function membersOf({ members = [], fill = 0 }: ImageGiven): number {
  return members.length + fill;
}

/** The most members that players add to an image. */
const mostFilled = 128;

/** An interaction about a full image, as it is where an image takes another number of members; all others as they are. */
export function filledFor(interaction: Interaction, { membersPerImage: most }: Profile): Interaction {
  const full = interaction.given
    .map(({ parameters }) => parameters as ImageGiven)
    .find(({ fill = 0 }) => fill > 0);
  if (full === undefined || most > mostFilled || most === membersOf(full)) return interaction;
  const fill = most - (full.members ?? []).length;
  if (fill < 0) return interaction;
  const before = ` ${membersOf(full)} members`;
  const { sentence } = interaction;
  return {
    ...interaction,
    sentence: sentence.includes(before)
      ? sentence.replace(before, ` ${most} members`)
      : `${sentence}, where an image takes ${most}`,
    given: interaction.given.map((each) =>
      each.parameters === full ? { ...each, parameters: { ...full, fill } } : each,
    ),
  };
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
