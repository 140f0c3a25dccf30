import { type Believed, type Making, mayChange, somebody, someImage, tenants } from './belief.ts';
import { at, type Step, withBody } from './step.ts';
import * as values from './values.ts';

type Dice = Making['dice'];

interface Entry {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

const patchType = 'application/openstack-images-v2.1-json-patch';

function patch(as: string, image: Believed, entries: readonly unknown[], type: string = patchType): Step {
  return withBody(as, 'PATCH', at(image.label), type, JSON.stringify(entries));
}

const setter = (dice: Dice): string => dice.pick(['replace', 'replace', 'add']);

/** Changes who may see the image: the change on which memberships hang. */
export function changeVisibility(making: Making): Step {
  const { dice } = making;
  const image = someImage(making);
  const as = somebody(making, image);
  const value = values.visibility(dice);
  if (
    mayChange(as, image) &&
    values.visibilities.includes(String(value)) &&
    (value !== 'public' || as === 'admin')
  )
    image.visibility = String(value);
  return patch(as, image, [{ op: setter(dice), path: '/visibility', value }]);
}

/** Gives the image to somebody else. */
export function changeOwner(making: Making): Step {
  const { dice } = making;
  const image = someImage(making);
  const as = dice.percent(70) ? 'admin' : somebody(making, image);
  const owner = dice.pick(tenants);
  if (as === 'admin') image.owner = owner;
  const value = dice.percent(3) ? null : `<tenant:${owner}>`;
  return patch(as, image, [{ op: setter(dice), path: '/owner', value }]);
}

function entry(op: string, path: string, value?: unknown): Entry {
  return value === undefined ? { op, path } : { op, path, value };
}

const property = (dice: Dice): string => `/${dice.pick(values.properties)}`;
const fixed: readonly string[] = ['/name', '/visibility', '/protected', '/owner', '/min_ram'];
const readOnly: readonly string[] = ['/status', '/id', '/size', '/created_at'];

const entries: readonly (readonly [number, (dice: Dice) => Entry])[] = [
  [5, (dice) => entry(setter(dice), '/os_hidden', dice.percent(60))],
  [4, (dice) => entry(setter(dice), '/protected', dice.percent(60))],
  [4, (dice) => entry(setter(dice), '/name', dice.pick([...values.names, null]))],
  [3, (dice) => entry(setter(dice), dice.pick(['/min_disk', '/min_ram']), values.least(dice))],
  [3, (dice) => entry(dice.pick(['replace', 'add', 'remove']), '/tags', [dice.pick(values.tags)])],
  [4, (dice) => entry('add', property(dice), dice.pick(values.propertyValues))],
  [3, (dice) => entry('replace', property(dice), dice.pick(values.propertyValues))],
  [3, (dice) => entry('remove', property(dice))],
  [2, (dice) => entry(setter(dice), '/disk_format', dice.pick(['raw', 'vmdk', null, 'nope']))],
  [2, (dice) => entry(setter(dice), '/container_format', dice.pick(['bare', 'ovf', null]))],
  [1, (dice) => entry('remove', dice.pick(fixed))],
  [1, (dice) => entry('replace', dice.pick(readOnly), 'active')],
];

/** Changes one or more attributes in one patch. */
export function patchImage(making: Making): Step {
  const { dice } = making;
  const image = someImage(making);
  const as = somebody(making, image);
  const count = dice.weigh([
    [70, 1],
    [20, 2],
    [7, 3],
    [3, 0],
  ]);
  const type = dice.percent(2) ? 'application/json' : patchType;
  return patch(
    as,
    image,
    Array.from({ length: count }, () => dice.weigh(entries)(dice)),
    type,
  );
}
