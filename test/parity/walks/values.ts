import type { Dice } from './dice.ts';

/** Names that are alike without case and accents, and some that are not. */
export const names: readonly string[] = ['Alpine', 'alpine', 'Übuntu', 'ubuntu', 'b c', 'a,b', 'z', ''];

/** Tags. Glance fails on an image with two that are alike to its database, so no two are. */
export const tags: readonly string[] = ['web', 'db', 'x y', 'é'];

/** Tags as a list may ask for them: without regard to case and accents. */
export const tagsAskedFor: readonly string[] = [...tags, 'Web', 'e'];

export const visibilities: readonly string[] = ['public', 'community', 'shared', 'private'];

/** Properties of a caller's own, and values for them. */
export const properties: readonly string[] = ['os_distro', 'rack', 'hw_disk_bus'];
export const propertyValues: readonly string[] = ['one', 'One', 'two', '', '7'];

const wrongVisibilities: readonly unknown[] = ['Public', 'hidden', '', null, 1];

/** A visibility, a wrong one at times; public is rarer, since most may not give it. */
export function visibility(dice: Dice): unknown {
  if (dice.percent(3)) return dice.pick(wrongVisibilities);
  return dice.weigh([
    [9, 'shared'],
    [3, 'private'],
    [3, 'community'],
    [2, 'public'],
  ]);
}

/** A value for `min_disk` or `min_ram`. */
export function least(dice: Dice): unknown {
  return dice.weigh<unknown>([
    [8, dice.whole(0, 3)],
    [1, dice.pick([-1, 2 ** 31, '1', null, 1.5])],
  ]);
}
