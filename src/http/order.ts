import { sortable } from '../domain/collation.ts';
import { eightDigits } from '../domain/identity/bootstrap.ts';
import type { Member } from '../domain/model.ts';
import type { MemberOrder } from '../domain/release.ts';
import { remembered } from '../domain/remembered.ts';
import { compareCodePoints } from './code-points.ts';

/** In which order a world shows what no order is promised of. */
export interface ShownOrder {
  readonly members: MemberOrder;
  /** Whether members and tags stand in another order in each answer, which follows from the id of the request. */
  readonly shuffled: boolean;
}

const placeOf: (member: Member) => string = remembered(({ id }) => sortable(id));

const orders: { readonly [O in MemberOrder]: (members: readonly Member[]) => readonly Member[] } = {
  added: (members) => members,
  id: (members) => members.toSorted((one, other) => compareCodePoints(placeOf(one), placeOf(other))),
};

/** Members in the order in which they are shown. @param requestId of the request that lists them. */
export function orderedMembers(
  members: readonly Member[],
  order: ShownOrder,
  requestId: string,
): readonly Member[] {
  if (order.shuffled) return shuffled(members, requestId, ({ id }) => id);
  return orders[order.members](members);
}

/** Tags in the order in which they are shown. @param requestId of the request that shows them. */
export function orderedTags(
  tags: readonly string[],
  order: ShownOrder,
  requestId: string,
): readonly string[] {
  return order.shuffled ? shuffled(tags, requestId, (tag) => tag) : tags;
}

function shuffled<Thing>(
  things: readonly Thing[],
  requestId: string,
  keyOf: (thing: Thing) => string,
): readonly Thing[] {
  const placed = things.map((thing) => ({ thing, place: eightDigits(`${requestId} ${keyOf(thing)}`) }));
  return placed.toSorted((one, other) => (one.place < other.place ? -1 : 1)).map(({ thing }) => thing);
}
