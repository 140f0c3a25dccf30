import { sortable } from '../domain/collation.ts';
import { eightDigits } from '../domain/identity/bootstrap.ts';
import type { Member } from '../domain/model.ts';
import type { MemberOrder, OrderAfterRemoval } from '../domain/release.ts';
import { remembered } from '../domain/remembered.ts';
import { compareCodePoints } from './code-points.ts';

/** In which order a world shows what no order is promised of. */
export interface ShownOrder {
  readonly members: MemberOrder;
  readonly afterRemoval: OrderAfterRemoval;
  /** Whether members and tags stand in another order in each answer, which follows from the id of the request. */
  readonly shuffled: boolean;
}

const placeOf: (member: Member) => string = remembered(({ id }) => sortable(id));

const orders: { readonly [O in MemberOrder]: (members: readonly Member[]) => readonly Member[] } = {
  added: (members) => members,
  id: (members) => members.toSorted((one, other) => compareCodePoints(placeOf(one), placeOf(other))),
};

/** The members of an image, as they were added, and for how many milliseconds none was removed. */
interface Listed {
  readonly members: readonly Member[];
  readonly sinceRemoval: number | undefined;
}

/** Members in the order in which they are shown. @param requestId of the request that lists them. */
export function orderedMembers(
  { members, sinceRemoval }: Listed,
  order: ShownOrder,
  requestId: string,
): readonly Member[] {
  if (order.shuffled) return shuffled(members, requestId, ({ id }) => id);
  return orders[orderAt(sinceRemoval, order)](members);
}

/** A clock may be set back: then no removal has happened yet. */
function orderAt(sinceRemoval: number | undefined, { members, afterRemoval }: ShownOrder): MemberOrder {
  if (sinceRemoval === undefined || sinceRemoval < 0) return members;
  return sinceRemoval < afterRemoval.milliseconds ? afterRemoval.order : members;
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
