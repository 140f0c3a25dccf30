/** Which cell of the permission table an interaction is about: what is done, and by whom. */
import { cast, isPlayer } from '../../src/contract/cast.ts';
import type { ImageGiven } from '../../src/contract/provider-states/image-parameters.ts';
import type { Action } from '../../src/domain/operations.ts';
import type { Persona } from '../../src/domain/permissions.ts';
import { operationAt } from '../openapi.ts';
import { bytesIn, type PactInteraction } from './pacts.ts';

/** `addMember producer`; undefined where nobody is logged in, or there is no image for it. */
export function cellOf(interaction: PactInteraction): string | undefined {
  const operation = operationAt(interaction.request.method, interaction.request.path)?.operationId;
  const persona = personaIn(interaction);
  if (operation === undefined || persona === undefined) return undefined;
  const action = operation === 'updateImage' ? patchAction(interaction) : operation;
  return `${action} ${persona}`;
}

function personaIn({ providerStates = [], request }: PactInteraction): Persona | undefined {
  const stateOf = (sentence: string) => providerStates.find(({ name }) => name === sentence)?.params;
  const player = stateOf('a caller')?.['is'];
  if (typeof player !== 'string' || !isPlayer(player)) return undefined;
  const { tenant, role } = cast[player];
  if (role === 'admin') return 'administrator';
  // Whoever creates an image owns it, unless it is said to be another's.
  if (stateOf('a free name') !== undefined)
    return bodyOf({ request }).includes('"owner"') ? 'stranger' : 'producer';
  const image = providerStates.find(({ name }) => name === 'an image');
  if (image === undefined) return undefined;
  const { owner = 'producer', visibility = 'shared', members = [] }: ImageGiven = image.params ?? {};
  if (owner === tenant) return 'producer';
  if (visibility === 'public' || visibility === 'community') return 'onlooker';
  const isMember = members.some((each) => each.tenant === tenant && each.removed !== true);
  return visibility === 'shared' && isMember ? 'consumer' : 'stranger';
}

function patchAction(interaction: PactInteraction): Action {
  const body = bodyOf(interaction);
  if (/"remove".*"\/locations/.test(body)) return 'deleteLocation';
  if (body.includes('"/locations')) return 'setLocation';
  if (/"\/visibility".*"public"/.test(body)) return 'publicizeImage';
  if (/"\/visibility".*"community"/.test(body)) return 'communitizeImage';
  return 'updateImage';
}

function bodyOf({ request }: Pick<PactInteraction, 'request'>): string {
  return new TextDecoder().decode(bytesIn(request.body));
}
