import type { Dice } from './dice.ts';

/** What the maker of a walk believes of an image. It may be wrong: it only steers what is tried next. */
export interface Believed {
  /** `<image:label>`: a number in the order of creation, and four digits by which ids sort. */
  readonly label: string;
  owner: string;
  visibility: string;
  state: 'queued' | 'uploading' | 'active' | 'deactivated' | 'deleted';
  /** Whether it has both formats, so that data can be uploaded. */
  readonly formed: boolean;
  /** Tenants that were made members; some may have been removed since. */
  readonly members: Set<string>;
}

/** What a walk is made with: chances, and beliefs about what has happened so far. */
export interface Making {
  readonly dice: Dice;
  readonly images: Believed[];
}

/** The tenants that have a name in a walk. */
export const tenants: readonly string[] = ['alpha', 'beta', 'gamma', 'delta', 'admin'];

/** Who asks, and for which tenant. */
export const personas: Readonly<Record<string, string>> = {
  alpha: 'alpha',
  beta: 'beta',
  gamma: 'gamma',
  delta: 'delta',
  admin: 'admin',
  areader: 'alpha',
  breader: 'beta',
};

const everybody: readonly string[] = Object.keys(personas);

/** An image to do something with; mostly one that is still there, and one of the latest. */
export function someImage({ dice, images }: Making): Believed {
  const alive = images.filter(({ state }) => state !== 'deleted');
  if (alive.length === 0 || dice.percent(4)) return dice.pick(images);
  return dice.percent(40) ? dice.pick(alive.slice(-2)) : dice.pick(alive);
}

/** An image with which members have to do: mostly a shared one, and one with members where `peopled`. */
export function sharedImage(making: Making, peopled: boolean): Believed {
  const { dice, images } = making;
  const shared = images.filter(({ state, visibility }) => state !== 'deleted' && visibility === 'shared');
  const fitting = peopled ? shared.filter(({ members }) => members.size > 0) : shared;
  return fitting.length > 0 && dice.percent(82) ? dice.pick(fitting) : someImage(making);
}

/** Somebody to do it: the owner, one of the members, the administrator, or anybody. */
export function somebody({ dice }: Making, image: Believed): string {
  const members = [...image.members].filter((tenant) => everybody.includes(tenant));
  return dice.weigh([
    [38, image.owner],
    [members.length > 0 ? 24 : 0, members.length > 0 ? dice.pick(members) : image.owner],
    [16, 'admin'],
    [22, dice.pick(everybody)],
  ]);
}

/** Whether the persona is believed to be allowed to change the image. */
export function mayChange(as: string, image: Believed): boolean {
  return as === 'admin' || as === image.owner;
}
