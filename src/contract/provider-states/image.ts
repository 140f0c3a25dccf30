import { setTimeout } from 'node:timers/promises';
import { castTenants, isCastTenant, type Player, tenantValue } from '../cast.ts';
import {
  type CloudReply,
  type CloudRequest,
  type ContractCloud,
  StateError,
  StateRefused,
} from '../cloud.ts';
import { NoAnswer } from '../connection.ts';
import type { ImageState } from './image-parameters.ts';

/** Sends a request as a player. @throws StateError where it is refused. */
type Doing = (player: Player, request: CloudRequest) => Promise<CloudReply>;

/** Members that are nobody in particular are added so many at a time. */
const atATime = 8;

/** Images that stay on record as made by a contract bear this property. */
const mark = { created_by: 'image-members-fake' } as const;

/** What an image is made with besides its state. */
interface ImageMaking {
  readonly cloud: ContractCloud;
  /** The id that it is to get; undefined: the cloud chooses. */
  readonly id: string | undefined;
  readonly name: string | null;
  /** Hears of the image as soon as it is there, so that it can be taken away whatever happens next. */
  readonly made: (image: MadeImage) => void;
}

/** Times as the API writes them, by the names of their values: `consumer_updated_at`. */
type Times = Record<string, string>;

/** An image as a provider state gives it. */
interface ImageMade {
  readonly id: string;
  /** Empty where its state is not timed. */
  readonly times: Readonly<Times>;
}

/**
 * Makes an image step by step, as its producer, its consumers and, where nobody else may, an administrator would.
 * @throws StateError where a step is refused.
 */
export async function makeImage(
  { cloud, id, name, made }: ImageMaking,
  state: ImageState,
): Promise<ImageMade> {
  const times: Times = {};
  const doing = state.timed ? timed(cloud, state, times) : successful(cloud);
  const { owner } = state;
  const creation = await created(cloud, owner, newImage(state, id, name));
  const { id: image, visibility: first } = creation;
  made({ id: image, owner });
  if (state.timed) {
    times[`${state.as}_created_at`] = creation.created_at;
    await passed(cloud);
  }
  const path = `/v2/images/${image}`;
  if (state.status !== 'queued') await doing(owner, upload(path, state.data));
  if (state.timed) await doing(owner, { method: 'GET', path });
  await addMembers(cloud, doing, owner, path, state);
  for (const visibility of visibilitiesOf(state, first)) {
    const player = visibility === 'public' ? 'administrator' : owner;
    await doing(player, patch(path, 'visibility', visibility));
  }
  for (const last of lastSteps(path, state)) await doing(owner, last);
  return { id: image, times };
}

/** What an image or a member says of its times. */
interface Timed {
  readonly created_at: string;
  readonly updated_at: string;
  readonly member_id?: string;
}

/** Steps between which a second passes, and which note the times that they are answered with. */
function timed(cloud: ContractCloud, { as }: ImageState, times: Times): Doing {
  const doing = successful(cloud);
  return async (player, request) => {
    const reply = await doing(player, request);
    await passed(cloud);
    const { body } = reply;
    if (typeof body !== 'object' || body === null || !('created_at' in body)) return reply;
    const { created_at: created, updated_at: updated, member_id: member } = body as Timed;
    const names = member === undefined ? [as] : await namesOfTenant(cloud, member);
    for (const each of names) {
      times[`${each}_created_at`] ??= created;
      times[`${each}_updated_at`] = updated;
    }
    return reply;
  };
}

/** The names under which values of a tenant are given; none where it is none of the cast. */
async function namesOfTenant(cloud: ContractCloud, id: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const tenant of castTenants)
    if ((await cloud.tenant(tenant).catch(() => undefined)) === id) names.push(tenantValue(tenant));
  return names;
}

async function passed({ pass }: ContractCloud): Promise<void> {
  if (pass === undefined) await setTimeout(1_050);
  else pass();
}

/** An image as its creation is answered. */
interface NewImage {
  readonly created_at: string;
  readonly id: string;
  readonly visibility: string;
}

/** Clouds that were seen to have no visibility `shared`. */
const unshared = new WeakSet<ContractCloud>();

/**
 * Creates an image that takes members: a shared one. A service that has no such visibility refuses that with
 * 400; there any new image takes members.
 */
async function created(cloud: ContractCloud, owner: Player, image: object): Promise<NewImage> {
  const creation = (body: object): CloudRequest => ({ method: 'POST', path: '/v2/images', body });
  const shared = creation({ ...image, visibility: 'shared', ...mark });
  const reply = unshared.has(cloud) ? undefined : await cloud.ask(owner, shared);
  if (reply !== undefined && reply.status !== 400) return newImageIn(reply, owner, shared);
  const plain = creation({ ...image, ...mark });
  const made = newImageIn(await cloud.ask(owner, plain), owner, plain);
  unshared.add(cloud);
  return made;
}

/** @throws StateError where the reply grants nothing, or is no image. */
function newImageIn(reply: CloudReply, player: Player, request: CloudRequest): NewImage {
  const body = Object(accepted(reply, player, request).body) as Readonly<Record<string, unknown>>;
  const [id, created, visibility] = [body['id'], body['created_at'], body['visibility']];
  if (typeof id === 'string' && id !== '')
    return { id, created_at: String(created), visibility: String(visibility) };
  throw new StateError(
    `The state could not be made: ${request.method} ${request.path} as ${player} was answered ${reply.status} without an image.`,
  );
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
  };
}

/**
 * Members are added to the image as it was created, so the visibility comes behind them.
 * @param first what it was created with; it stands for `shared` where there is no such visibility.
 */
function visibilitiesOf({ visibility, earlier }: ImageState, first: string): readonly string[] {
  if (earlier !== undefined) return [earlier, visibility];
  return visibility === 'shared' || visibility === first ? [] : [visibility];
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

function successful(cloud: ContractCloud): Doing {
  return async (player, request) => accepted(await cloud.ask(player, request), player, request);
}

/** @throws StateError where the reply grants nothing. */
function accepted(reply: CloudReply, player: Player, { method, path }: CloudRequest): CloudReply {
  if (reply.status < 300) return reply;
  const answer = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  throw new StateRefused(
    `The state could not be made: ${method} ${path} as ${player} was answered ${reply.status} ${answer.trim()}`,
    reply.status,
  );
}

/** An image that a provider state made. */
export interface MadeImage {
  readonly id: string;
  readonly owner: Player;
}

/** Images that were made stay in the cloud. The cause is the silence of the cloud, where that is the reason. */
export class ImagesLeft extends StateError {}

/**
 * Takes images away, as `removeImage` does. Once the cloud does not answer, nothing more is asked.
 * @throws ImagesLeft where some stay.
 */
export async function removeImages(cloud: ContractCloud, images: readonly MadeImage[]): Promise<void> {
  const left: string[] = [];
  let silence: unknown;
  for (const image of images)
    try {
      if (silence !== undefined || !(await removeImage(cloud, image))) left.push(image.id);
    } catch (error) {
      if (!isSilence(error)) throw error;
      silence = error.cause;
      left.push(image.id);
    }
  if (left.length > 0)
    throw new ImagesLeft(`These images could not be removed: ${left.join(', ')}.`, { cause: silence });
}

/** Whether an error says that a cloud answered nothing. */
export function isSilence(error: unknown): error is StateError {
  return error instanceof StateError && error.cause instanceof NoAnswer;
}

/**
 * Takes an image away, protected or not; one that is gone already is fine.
 * @returns whether it is gone.
 * @throws StateError where the cloud does not answer.
 */
export async function removeImage(cloud: ContractCloud, { id, owner }: MadeImage): Promise<boolean> {
  const path = `/v2/images/${id}`;
  // Whoever else does not see an image says nothing of whether it is there.
  const isGone = (status: number, player: Player): boolean =>
    status === 204 || (status === 404 && player === owner);
  for (const player of [owner, 'administrator' as const]) {
    try {
      const { status } = await cloud.ask(player, { method: 'DELETE', path });
      if (isGone(status, player)) return true;
      await cloud.ask(player, patch(path, 'protected', false));
      const again = await cloud.ask(player, { method: 'DELETE', path });
      if (isGone(again.status, player)) return true;
    } catch (error) {
      // Nobody plays the administrator on many clouds; then what the owner could not do stays undone, and is reported.
      if (!(error instanceof StateError) || isSilence(error)) throw error;
    }
  }
  return false;
}

const patchType = 'application/openstack-images-v2.1-json-patch';

/** The request that gives an image another property. */
function patch(path: string, property: string, value: unknown): CloudRequest {
  const body = JSON.stringify([{ op: 'replace', path: `/${property}`, value }]);
  return { method: 'PATCH', path, body, type: patchType };
}
