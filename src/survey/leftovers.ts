/** What runs that were killed have left in a cloud. */
import type { Player } from '../contract/cast.ts';
import { cast } from '../contract/cast.ts';
import {
  type CloudReply,
  type ContractCloud,
  imagePageIn,
  type ListedImage,
  StateError,
} from '../contract/cloud.ts';
import { removeImage } from '../contract/provider-states/image.ts';
import { isOver, type Run, runIn } from './run-mark.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** The image lists in which an own image may stand. */
const lists: readonly string[] = ['', '&os_hidden=true', '&visibility=community'];

/** Pages of a list that are read at most. */
const mostPages = 200;

/**
 * Removes the images of runs that are over, and of no other: they belong to a tenant that is played, and bear the mark of such
 * a run.
 * @returns how many were removed, and the ids of those that could not be.
 * @throws StateError where the cloud does not answer, or no Glance does; the reason of the signal.
 */
export async function removeLeftovers(
  { states, played }: SurveyedCloud,
  here: Run,
  signal: AbortSignal,
): Promise<{ readonly removed: number; readonly stuck: readonly string[] }> {
  const stuck: string[] = [];
  let removed = 0;
  const owners = [...played].filter((player) => cast[player].tenant === player);
  for (const owner of owners)
    for (const id of await leftBy(states, owner, here)) {
      signal.throwIfAborted();
      if (await removeImage(states, { id, owner })) removed += 1;
      else stuck.push(id);
    }
  return { removed, stuck };
}

async function leftBy(cloud: ContractCloud, player: Player, here: Run): Promise<readonly string[]> {
  const tenant = await cloud.tenant(player);
  const found = new Set<string>();
  for (const list of lists)
    for (const image of await imagesIn(cloud, player, `/v2/images?owner=${tenant}&limit=100${list}`)) {
      const run = runIn(image.created_by) ?? runIn(image.name);
      if (image.owner === tenant && run !== undefined && isOver(run, here)) found.add(image.id);
    }
  return [...found];
}

/** @throws StateError where what answers is no list of images, and no policy or filter explains it. */
async function imagesIn(
  cloud: ContractCloud,
  player: Player,
  first: string,
): Promise<readonly ListedImage[]> {
  const all: ListedImage[] = [];
  const read = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined && !read.has(path) && read.size < mostPages) {
    read.add(path);
    const reply: CloudReply = await cloud.ask(player, { method: 'GET', path });
    const page = imagePageIn(reply);
    const isRefused = reply.status === 403 || (reply.status === 400 && !first.endsWith('limit=100'));
    if (page === undefined && !isRefused) throw noList(player, path, reply.status);
    all.push(...(page?.images ?? []));
    path = page?.next;
  }
  return all;
}

function noList(player: Player, path: string, status: number): StateError {
  const why =
    status === 401
      ? 'The image API does not take the token of the login: does it trust this Keystone?'
      : status >= 500
        ? 'The image API failed, or what stands in front of it: look into its log.'
        : 'No Glance answers there: is the URL right?';
  return new StateError(`GET ${path} as ${player} was answered ${status}, without a list of images. ${why}`);
}
