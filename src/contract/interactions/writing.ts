/** The words that interactions are written in: who asks, in which states, and the requests of the API. */
import { memberStatuses, memberStatusNames } from '../../domain/member-statuses.ts';
import type { MemberStatus, Visibility } from '../../domain/model.ts';
import { cast, type Player, players } from '../cast.ts';
import type { Interaction, RequestTemplate, RequiredProviderState, Setting, Where } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';

/** The kinds of callers, each with a contract of its own. */
export const kinds = ['producer', 'consumer', 'stranger', 'administrator'] as const;

/** A kind of caller. */
export type Kind = (typeof kinds)[number];

/** The kind of caller that a player is. */
function kindOf(player: Player): Kind {
  if (player === 'second-consumer') return 'consumer';
  const { tenant } = cast[player];
  return kinds.find((kind) => kind === tenant) ?? 'stranger';
}

/** The players that ask for themselves: a second consumer is there to be seen, or not. */
export const askers: readonly Player[] = players.filter((player) => player !== 'second-consumer');

/** The image that most rules are about: shared, with two consumers who have not answered alike. */
export const offered: ImageGiven = {
  members: [{ tenant: 'consumer' }, { tenant: 'second-consumer', status: 'accepted' }],
};

/** The member statuses that a consumer may set, so that a server can be brought there. */
export const statuses: readonly MemberStatus[] = memberStatusNames.filter(
  (name) => memberStatuses[name].setBy === 'updaters',
);

/** The state that there is an image. */
export function anImage(parameters: ImageGiven = offered): RequiredProviderState {
  return { state: 'an image', parameters };
}

/** The state that there is no image with the id that the request names. */
export const noImage: RequiredProviderState = { state: 'no image', parameters: {} };

/** Where an image of a visibility takes no members. */
export function takesNone(visibility: Visibility): Where {
  return ({ visibilities }) => visibilities[visibility]?.takesMembers === false;
}

/** Where an image of a visibility takes members. */
export function takes(visibility: Visibility): Where {
  return ({ visibilities }) => visibilities[visibility]?.takesMembers === true;
}

/** Where it is known in which words the service refuses. */
export const wordsKnown: Where = ({ unproven }) => !unproven.includes('errorBody');

/** Some interactions, where a condition holds. */
export function only(where: Where, all: readonly Interaction[]): readonly Interaction[] {
  return all.map((each) => ({ ...each, where }));
}

/** Some interactions that depend on a setting of a cloud. */
export function depending(setting: Setting, all: readonly Interaction[]): readonly Interaction[] {
  return all.map((each) => ({ ...each, setting }));
}

/** An interaction of a player; what it belongs to and that it is logged in follow from who it is. */
export function asks(
  caller: Player,
  sentence: string,
  given: RequiredProviderState | readonly RequiredProviderState[],
  request: RequestTemplate,
): Interaction {
  const states = [...[given].flat(), { state: 'a caller', parameters: { is: caller } }];
  return { consumer: kindOf(caller), sentence, caller, given: states, request };
}

const image = '/v2/images/${image}';
const patchType = 'application/openstack-images-v2.1-json-patch';

/** A member as a path or a body names it: `${stranger}`, `nobody`. */
type MemberTemplate = string;

/** The requests of the API. */
export const requests = {
  addMember: (member: unknown): RequestTemplate => ({
    method: 'POST',
    path: `${image}/members`,
    body: { member },
  }),
  listMembers: (): RequestTemplate => ({ method: 'GET', path: `${image}/members` }),
  showMember: (member: MemberTemplate): RequestTemplate => ({
    method: 'GET',
    path: `${image}/members/${member}`,
  }),
  updateMember: (member: MemberTemplate, status: unknown): RequestTemplate => ({
    method: 'PUT',
    path: `${image}/members/${member}`,
    body: { status },
  }),
  removeMember: (member: MemberTemplate): RequestTemplate => ({
    method: 'DELETE',
    path: `${image}/members/${member}`,
  }),
  listImages: (query: RequestTemplate['query'] = {}): RequestTemplate => ({
    method: 'GET',
    path: '/v2/images',
    query: { name: '${image_name}', ...query },
  }),
  createImage: (given: object = {}): RequestTemplate => ({
    method: 'POST',
    path: '/v2/images',
    body: { name: '${free_name}', ...given },
  }),
  showImage: (): RequestTemplate => ({ method: 'GET', path: image }),
  updateImage: (...changes: readonly object[]): RequestTemplate => ({
    method: 'PATCH',
    path: image,
    body: JSON.stringify(changes),
    type: patchType,
  }),
  deleteImage: (): RequestTemplate => ({ method: 'DELETE', path: image }),
  downloadImage: (): RequestTemplate => ({ method: 'GET', path: `${image}/file` }),
  uploadImage: (to: 'file' | 'stage' = 'file'): RequestTemplate => ({
    method: 'PUT',
    path: `${image}/${to}`,
    body: 'The data of an image.\n',
    type: 'application/octet-stream',
  }),
  action: (name: 'deactivate' | 'reactivate'): RequestTemplate => ({
    method: 'POST',
    path: `${image}/actions/${name}`,
  }),
  importImage: (method: object, more: object = {}): RequestTemplate => ({
    method: 'POST',
    path: `${image}/import`,
    body: { method, ...more },
  }),
  listImageTasks: (): RequestTemplate => ({ method: 'GET', path: `${image}/tasks` }),
  listLocations: (): RequestTemplate => ({ method: 'GET', path: `${image}/locations` }),
  addLocation: (url: string): RequestTemplate => ({
    method: 'POST',
    path: `${image}/locations`,
    body: { url },
  }),
  tag: (method: 'PUT' | 'DELETE'): RequestTemplate => ({ method, path: `${image}/tags/hardened` }),
} as const;

/** A change of a JSON patch. */
export function change(property: string, value: unknown): object {
  return { op: 'replace', path: `/${property}`, value };
}
