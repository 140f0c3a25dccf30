import type { Action } from '../../domain/operations.ts';
import type { Player } from '../cast.ts';
import type { Interaction, RequestTemplate, RequiredProviderState, Setting, Where } from '../interaction.ts';
import type { ImageGiven } from '../provider-states/image-parameters.ts';
import { importSource } from './imports.ts';
import { anImage, askers, asks, change, depending, noImage, offered, only, requests } from './writing.ts';

/** How an operation is asked for in the permission table's cells. */
interface Row {
  /** What a player does, as the end of a sentence: "the producer adds a member". */
  readonly does: string;
  readonly request: RequestTemplate;
  /** What the image is besides offered. */
  readonly image?: ImageGiven;
  /** Instead of an image: the state of an operation that is about none. */
  readonly given?: (player: Player) => RequiredProviderState;
  /** The setting of a cloud that it depends on. */
  readonly setting?: Setting;
  /** Where there is something to ask for. */
  readonly where?: Where;
}

const everywhere: Where = () => true;
/** No contract asks for what only some releases have. */
const nowhere: Where = () => false;
const imports: Where = ({ wire }) => !wire.absent.includes('importImage');
const freeName = (player: Player): RequiredProviderState => ({
  state: 'a free name',
  parameters: { is: player },
});

/** Every line of the permission table as a request. */
const rows: { readonly [A in Action]: Row } = {
  addMember: { does: 'adds a member', request: requests.addMember('${stranger}') },
  listMembers: { does: 'lists the members', request: requests.listMembers() },
  showMember: { does: 'looks at the consumer', request: requests.showMember('${consumer}') },
  updateMember: {
    does: 'accepts for the consumer',
    request: requests.updateMember('${consumer}', 'accepted'),
  },
  removeMember: { does: 'removes the consumer', request: requests.removeMember('${consumer}') },
  listImages: { does: 'lists images', request: requests.listImages() },
  createImage: { does: 'creates an image', request: requests.createImage(), given: freeName },
  showImage: { does: 'looks at the image', request: requests.showImage() },
  updateImage: {
    does: 'sets a property',
    request: requests.updateImage({ op: 'add', path: '/os_distro', value: 'debian' }),
  },
  publicizeImage: {
    does: 'makes the image public',
    request: requests.updateImage(change('visibility', 'public')),
  },
  communitizeImage: {
    does: 'makes it a community image',
    request: requests.updateImage(change('visibility', 'community')),
    where: ({ visibilities }) => visibilities.community !== undefined,
  },
  setLocation: {
    does: 'adds a location',
    request: requests.updateImage({
      op: 'add',
      path: '/locations/-',
      value: { url: 'http://store.example/1', metadata: {} },
    }),
    setting: 'locations',
  },
  deleteLocation: {
    does: 'removes a location',
    request: requests.updateImage({ op: 'remove', path: '/locations/0' }),
    setting: 'locations',
  },
  deleteImage: { does: 'deletes the image', request: requests.deleteImage() },
  downloadImage: { does: 'downloads the data', request: requests.downloadImage() },
  uploadImage: { does: 'uploads data', request: requests.uploadImage(), image: { status: 'queued' } },
  stageImage: { does: 'stages data', request: requests.uploadImage('stage'), image: { status: 'queued' } },
  importImage: {
    does: 'imports data from a URI',
    request: requests.importImage({ name: 'web-download', uri: importSource }),
    image: { status: 'queued', formats: true },
    setting: 'imports',
    where: imports,
  },
  copyImage: {
    does: 'copies the data to other stores',
    request: requests.importImage({ name: 'copy-image' }),
    setting: 'imports',
    where: imports,
  },
  listImageTasks: { does: 'lists the imports', request: requests.listImageTasks(), where: imports },
  listTasks: {
    does: 'looks for an import',
    request: { method: 'GET', path: '/v2/tasks', query: { id: 'nothing' } },
    given: () => noImage,
    setting: 'imports',
    where: imports,
  },
  showTask: {
    does: 'looks at an import that is not there',
    request: { method: 'GET', path: '/v2/tasks/nothing' },
    given: () => noImage,
    setting: 'imports',
    where: imports,
  },
  listLocations: { does: 'looks where the data lies', request: requests.listLocations(), where: nowhere },
  addLocation: {
    does: 'says where the data lies',
    request: requests.addLocation('http://store.example/1'),
    image: { status: 'queued' },
    where: nowhere,
  },
  deactivateImage: { does: 'deactivates the image', request: requests.action('deactivate') },
  reactivateImage: {
    does: 'reactivates the image',
    request: requests.action('reactivate'),
    image: { status: 'deactivated' },
  },
  addTag: { does: 'adds a tag', request: requests.tag('PUT') },
  removeTag: { does: 'removes a tag', request: requests.tag('DELETE'), image: { tags: ['hardened'] } },
};

/** What a player is called where it is the persona of a column. */
const personas: readonly (readonly [player: Player, called: string, image: ImageGiven])[] = [
  ...askers.map((player) => [player, `the ${player.replace('-', "'s ")}`, {}] as const),
  ['stranger', 'an onlooker', { visibility: 'community' }],
];

/** The interactions of each line of the permission table: the operation, or the part of one, asked by each persona. */
export const cellsByAction: ReadonlyMap<Action, readonly Interaction[]> = new Map(
  (Object.entries(rows) as [Action, Row][]).map(([action, row]) => [
    action,
    only(
      row.where ?? everywhere,
      row.setting === undefined ? cellsOf(row) : depending(row.setting, cellsOf(row)),
    ),
  ]),
);

/** The permission table, cell by cell: each operation, asked by each persona. Source: the profiles' permissions. */
export const cells: readonly Interaction[] = [...cellsByAction.values()].flat();

/**
 * A line of the permission table, asked by a player.
 * @param image what the image is besides what the line asks for.
 */
export function lineAsked(
  action: Action,
  player: Player,
  { image, sentence }: { readonly image: ImageGiven; readonly sentence: (does: string) => string },
): Interaction {
  const { does, request, given, setting, where, ...row } = rows[action];
  const state = given?.(player) ?? anImage({ ...row.image, ...image });
  const asked = asks(player, sentence(does), state, request);
  return { ...asked, ...(setting && { setting }), ...(where && { where }) };
}

function cellsOf({ does, request, image, given }: Row): readonly Interaction[] {
  return personas
    .filter(([, , seen]) => given === undefined || seen.visibility === undefined)
    .map(([player, called, seen]) => {
      const state = given?.(player) ?? anImage({ ...offered, ...image, ...seen });
      return asks(player, `${called} ${does}`, state, request);
    });
}
