import { type Believed, type Making, personas, sharedImage, somebody, tenants } from './belief.ts';
import { at, plain, type Step, withJson } from './step.ts';

/** Ids that are no tenant's: Glance asks nobody. */
const oddIds: readonly string[] = ['gamma', 'nobody', 'with space', 'ü', '0', 'x'.repeat(255)];

/** Values of `member` that are not the id of anybody. */
const oddMembers: readonly unknown[] = [
  '',
  null,
  0,
  5,
  1.5,
  true,
  false,
  ['<tenant:delta>'],
  [],
  '🚀',
  '<TENANT:BETA>',
  '<tenant:gamma> ',
];

const oddStatuses: readonly unknown[] = ['Accepted', 'approved', '', null, 1, true, ['accepted']];

const oddBodies: readonly string[] = [
  '',
  '{',
  '[]',
  '"accepted"',
  'null',
  '{}',
  '{"status": "accepted"',
  '5',
];

const path = (image: Believed, member?: string): string =>
  at(image.label, member === undefined ? '/members' : `/members/${member}`);

function tenant({ dice }: Making): string {
  return dice.pick(tenants.filter((name) => name !== 'admin' || dice.percent(30)));
}

/** Somebody to speak of as a member: mostly one who is believed to be one. */
function memberOf(making: Making, image: Believed): string {
  const { dice } = making;
  const known = [...image.members];
  if (known.length > 0 && dice.percent(85)) return idOf(dice.pick(known));
  return dice.percent(85) ? `<tenant:${tenant(making)}>` : encodeURIComponent(dice.pick(oddIds));
}

function idOf(member: string): string {
  return tenants.includes(member) ? `<tenant:${member}>` : encodeURIComponent(member);
}

/** Adds a member; sometimes one that is there already, and sometimes nonsense. */
export function share(making: Making): Step {
  const { dice } = making;
  const image = sharedImage(making, false);
  const as = dice.percent(75) ? image.owner : somebody(making, image);
  if (dice.percent(3)) return withJson(as, 'POST', path(image), dice.pick(oddBodies));
  if (dice.percent(7)) return withJson(as, 'POST', path(image), { member: dice.pick(oddMembers) });
  if (dice.percent(5)) {
    const odd = dice.pick(oddIds);
    image.members.add(odd);
    return withJson(as, 'POST', path(image), { member: odd });
  }
  const name = tenant(making);
  image.members.add(name);
  const more = dice.percent(4) ? { status: 'accepted', image_id: 'x' } : {};
  return withJson(as, 'POST', path(image), { member: `<tenant:${name}>`, ...more });
}

/** Accepts, rejects or puts back to pending; mostly for itself. */
export function answer(making: Making): Step {
  const { dice } = making;
  const image = sharedImage(making, true);
  const known = [...image.members].filter((name) => Object.hasOwn(personas, name));
  const itself = known.length > 0 && dice.percent(75) ? dice.pick(known) : undefined;
  const as = itself ?? somebody(making, image);
  const member = itself === undefined ? memberOf(making, image) : `<tenant:${itself}>`;
  if (dice.percent(3)) return withJson(as, 'PUT', path(image, member), dice.pick(oddBodies));
  const status = dice.percent(6)
    ? dice.pick(oddStatuses)
    : dice.weigh([
        [5, 'accepted'],
        [4, 'rejected'],
        [2, 'pending'],
      ]);
  return withJson(as, 'PUT', path(image, member), { status });
}

/** Takes a membership away. */
export function unshare(making: Making): Step {
  const image = sharedImage(making, true);
  const as = making.dice.percent(70) ? image.owner : somebody(making, image);
  return plain(as, 'DELETE', path(image, memberOf(making, image)));
}

/** Lists the members, with parameters that mean nothing at times. */
export function listMembers(making: Making): Step {
  const image = sharedImage(making, true);
  const query = making.dice.percent(5) ? '?status=accepted&limit=1' : '';
  return plain(somebody(making, image), 'GET', path(image) + query);
}

/** Shows one membership. */
export function showMember(making: Making): Step {
  const image = sharedImage(making, true);
  return plain(somebody(making, image), 'GET', path(image, memberOf(making, image)));
}
