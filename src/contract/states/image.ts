import { isCastTenant, type Player } from '../cast.ts';
import { type CloudReply, type CloudRequest, type ContractCloud, StateError } from '../cloud.ts';
import type { ImageState } from './image-parameters.ts';
import { patch } from './patch.ts';
import type { MadeImage } from './removal.ts';

/** What a player of a provider state asks for, until it is granted. */
type Doing = (player: Player, request: CloudRequest) => Promise<CloudReply>;

/** Members that are nobody in particular are added so many at a time. */
const atATime = 8;

/** Images that stay on record as made by a contract bear this property. */
export const mark = { created_by: 'image-members-fake' } as const;

/** What an image is made with besides its state. */
export interface ImageMaking {
  readonly cloud: ContractCloud;
  /** The id that it is to get; undefined: the cloud chooses. */
  readonly id: string | undefined;
  readonly name: string | null;
  /** Hears of the image as soon as it is there, so that it can be taken away whatever happens next. */
  readonly made: (image: MadeImage) => void;
}

/**
 * Makes an image step by step, as its producer, its consumers and, where nobody else may, an administrator would.
 * @returns its id.
 * @throws StateError where a step is refused.
 */
export async function makeImage({ cloud, id, name, made }: ImageMaking, state: ImageState): Promise<string> {
  const doing = granted(cloud);
  const { owner } = state;
  const { body } = await doing(owner, {
    method: 'POST',
    path: '/v2/images',
    body: newImage(state, id, name),
  });
  const image = (body as { readonly id: string }).id;
  made({ id: image, owner });
  const path = `/v2/images/${image}`;
  if (state.status !== 'queued') await doing(owner, upload(path, state.data));
  await addMembers(cloud, doing, owner, path, state);
  for (const visibility of visibilitiesOf(state)) {
    const player = visibility === 'public' ? 'administrator' : owner;
    await doing(player, patch(path, 'visibility', visibility));
  }
  for (const last of lastSteps(path, state)) await doing(owner, last);
  return image;
}

/** What keeps an image from being changed, and so comes in the end. */
function lastSteps(
  path: string,
  { status, protected: guarded, deleted }: ImageState,
): readonly CloudRequest[] {
  return [
    ...(status === 'deactivated' ? [{ method: 'POST', path: `${path}/actions/deactivate` }] : []),
    ...(guarded ? [patch(path, 'protected', true)] : []),
    ...(deleted ? [{ method: 'DELETE', path }] : []),
  ];
}

function upload(path: string, data: string): CloudRequest {
  return { method: 'PUT', path: `${path}/file`, body: data, type: 'application/octet-stream' };
}

function newImage(state: ImageState, id: string | undefined, name: string | null): object {
  return {
    ...state.properties,
    ...(id === undefined ? {} : { id }),
    ...(name === null ? {} : { name }),
    ...(state.formats || state.status !== 'queued' ? { disk_format: 'raw', container_format: 'bare' } : {}),
    ...(state.tags.length === 0 ? {} : { tags: state.tags }),
    ...(state.hidden ? { os_hidden: true } : {}),
    visibility: 'shared',
    ...mark,
  };
}

/** Members are added to a shared image, so the visibility comes behind them. */
function visibilitiesOf({ visibility, earlier }: ImageState): readonly string[] {
  if (earlier !== undefined) return [earlier, visibility];
  return visibility === 'shared' ? [] : [visibility];
}

async function addMembers(
  cloud: ContractCloud,
  doing: Doing,
  owner: Player,
  path: string,
  { members, fill }: ImageState,
): Promise<void> {
  for (const { tenant, status, removed } of members) {
    const member = isCastTenant(tenant) ? await cloud.tenant(tenant) : tenant;
    const at = `${path}/members/${encodeURIComponent(member)}`;
    await doing(owner, { method: 'POST', path: `${path}/members`, body: { member } });
    if (status !== 'pending') {
      const player = isCastTenant(tenant) && tenant !== owner ? tenant : 'administrator';
      await doing(player, { method: 'PUT', path: at, body: { status } });
    }
    if (removed) await doing(owner, { method: 'DELETE', path: at });
  }
  const fillers = Array.from({ length: fill }, (_, place) => `filler-${place + 1}`);
  while (fillers.length > 0)
    await Promise.all(
      fillers
        .splice(0, atATime)
        .map((member) => doing(owner, { method: 'POST', path: `${path}/members`, body: { member } })),
    );
}

function granted(cloud: ContractCloud): Doing {
  return async (player, request) => {
    const reply = await cloud.ask(player, request);
    if (reply.status < 300) return reply;
    const told = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    throw new StateError(
      `The state could not be made: ${request.method} ${request.path} as ${player} was answered ${reply.status} ${told.trim()}`,
    );
  };
}
