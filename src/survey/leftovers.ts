/** What runs that were killed have left in a cloud. */
import type { Player } from '../contract/cast.ts';
import { cast } from '../contract/cast.ts';
import type { ContractCloud } from '../contract/cloud.ts';
import { removeImage } from '../contract/provider-states/image.ts';
import { isOver, type Run, runIn } from './run-mark.ts';
import type { SurveyedCloud } from './surveyed-cloud.ts';

/** An image of the list, as far as it is looked at. */
interface ListedImage {
  readonly id: string;
  readonly name?: string | null;
  readonly owner?: string;
  readonly created_by?: string;
}

/** The image lists in which an own image may stand. */
const lists: readonly string[] = ['', '&os_hidden=true', '&visibility=community'];

/** Pages of a list that are read at most. */
const mostPages = 200;

/**
 * Removes the images of runs that are over, and of no other: they belong to a tenant that is played, and bear the mark of such
 * a run.
 * @returns how many were removed, and the ids of those that could not be.
 */
export async function removeLeftovers(
  { states, played }: SurveyedCloud,
  here: Run,
): Promise<{ readonly removed: number; readonly stuck: readonly string[] }> {
  const stuck: string[] = [];
  let removed = 0;
  const owners = [...played].filter((player) => cast[player].tenant === player);
  for (const owner of owners)
    for (const id of await leftBy(states, owner, here))
      if (await removeImage(states, { id, owner })) removed += 1;
      else stuck.push(id);
  return { removed, stuck };
}

async function leftBy(cloud: ContractCloud, player: Player, here: Run): Promise<readonly string[]> {
  const tenant = await cloud.tenant(player);
  const found = new Set<string>();
  for (const list of lists)
    for (const image of await imagesIn(cloud, player, `/v2/images?owner=${tenant}&limit=100${list}`)) {
      const run = runIn(image.created_by ?? '') ?? runIn(image.name ?? '');
      if (image.owner === tenant && run !== undefined && isOver(run, here)) found.add(image.id);
    }
  return [...found];
}

async function imagesIn(
  cloud: ContractCloud,
  player: Player,
  first: string,
): Promise<readonly ListedImage[]> {
  const all: ListedImage[] = [];
  let path: string | undefined = first;
  for (let page = 0; page < mostPages && path !== undefined; page += 1) {
    const { status, body } = await cloud.ask(player, { method: 'GET', path });
    if (status !== 200) return all;
    const { images = [], next } = Object(body) as {
      readonly images?: readonly ListedImage[];
      readonly next?: unknown;
    };
    all.push(...images);
    path = typeof next === 'string' ? next : undefined;
  }
  return all;
}
