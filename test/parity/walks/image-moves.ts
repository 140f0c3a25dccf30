import { type Believed, type Making, mayChange, somebody, someImage, tenants } from './belief.ts';
import { at, plain, type Step, withJson } from './step.ts';
import * as values from './values.ts';

type Body = Record<string, unknown>;
type Dice = Making['dice'];

const sometimes = (dice: Dice, chance: number, key: string, value: () => unknown): Body =>
  dice.percent(chance) ? { [key]: value() } : {};

function labelOf({ dice, images }: Making): string {
  const digits = dice.whole(0, 0xffff).toString(16).padStart(4, '0');
  return `${images.length + 1}-${digits}`;
}

function attributes(dice: Dice): Body {
  return {
    ...sometimes(dice, 80, 'name', () => (dice.percent(3) ? null : dice.pick(values.names))),
    ...sometimes(dice, 45, 'visibility', () => values.visibility(dice)),
    ...sometimes(dice, 35, 'tags', () => [dice.pick(values.tags), dice.pick(values.tags)]),
    ...sometimes(dice, 12, 'protected', () => dice.percent(80)),
    ...sometimes(dice, 15, 'os_hidden', () => dice.percent(80)),
    ...sometimes(dice, 12, 'min_disk', () => values.least(dice)),
    ...sometimes(dice, 12, 'min_ram', () => values.least(dice)),
    ...sometimes(dice, 30, dice.pick(values.properties), () => dice.pick(values.propertyValues)),
  };
}

/** Makes an image, with an id of its own; now and then with one that was given out already. */
export function createImage(making: Making): Step {
  const { dice, images } = making;
  const as = dice.weigh([
    [8, 'alpha'],
    [4, 'beta'],
    [2, 'gamma'],
    [3, 'admin'],
    [1, 'areader'],
  ]);
  const formed = dice.percent(80);
  const taken = images.length > 0 && dice.percent(4);
  const label = taken ? dice.pick(images).label : labelOf(making);
  const given = attributes(dice);
  const owned = sometimes(dice, as === 'admin' ? 30 : 3, 'owner', () => `<tenant:${dice.pick(tenants)}>`);
  const body = {
    id: `<image:${label}>`,
    walk: '<word>',
    ...given,
    ...owned,
    // Newer releases hold data against other formats, and keep what they have read of data that they refuse (uploads/formats).
    ...(formed ? { disk_format: 'raw', container_format: 'bare' } : {}),
  };
  if (!taken) images.push(believed(label, as, formed, { ...given, ...owned }));
  return withJson(as, 'POST', '/v2/images', body);
}

function believed(label: string, as: string, formed: boolean, given: Body): Believed {
  const owner = String(given['owner'] ?? `<tenant:${as === 'areader' ? 'alpha' : as}>`).slice(8, -1);
  const visibility = String(given['visibility'] ?? 'shared');
  const refused = as === 'areader' || (as !== 'admin' && (visibility === 'public' || owner !== as));
  return { label, owner, visibility, state: refused ? 'deleted' : 'queued', formed, members: new Set() };
}

export function showImage(making: Making): Step {
  const image = someImage(making);
  return plain(somebody(making, image), 'GET', at(image.label));
}

export function deleteImage(making: Making): Step {
  const image = someImage(making);
  const as = somebody(making, image);
  if (mayChange(as, image) && making.dice.percent(70)) image.state = 'deleted';
  return plain(as, 'DELETE', at(image.label));
}
