/** What clients have seen of the members of images, judged while it comes: only what is under way is in memory. */
import { Order, type Seen } from './linearizable.ts';

/** A request that is under way. */
export interface Pending {
  readonly image: string;
  readonly from: number;
}

/** Requests after which all that is certain is put in order. */
const often = 20_000;

/** What a request has shown of a member: what an answer says; without one: what it may have done. */
export type Shown = Pick<Seen, 'before' | 'after'> & { readonly isAnswered: boolean };

/** Requests to images. An image has no members at first. */
export class History {
  readonly #members: readonly string[];
  readonly #quota: number;
  readonly #orders: Map<string, Order> = new Map();
  readonly #pending: Set<Pending> = new Set();
  #since: number = 0;
  /** Answers that cannot be right, alone: a member twice in a list, or more members than there may be. */
  readonly wrong: string[] = [];
  /** How often an answer, or its lack, has told of a member. */
  told: number = 0;

  /** @param members all that are ever sent. @param quota members that an image may have. */
  constructor(members: readonly string[], quota: number) {
    this.#members = members;
    this.#quota = quota;
  }

  begun(image: string, from: number): Pending {
    const pending = { image, from };
    this.#pending.add(pending);
    return pending;
  }

  /** A list was answered. */
  listed(pending: Pending, to: number, members: readonly string[]): void {
    const there = new Set(members);
    const { image } = pending;
    if (there.size < members.length) this.wrong.push(`${image} has a member twice`);
    if (members.length > this.#quota) this.wrong.push(`${image} has ${members.length} members`);
    for (const member of members)
      if (!this.#members.includes(member)) this.wrong.push(`${image} has ${member}, which nobody has added`);
    for (const member of this.#members)
      this.#add(pending, member, to, { before: there.has(member), after: undefined, isAnswered: true });
    this.over(pending);
  }

  /** A change was answered, or nobody knows what became of it. */
  changed(pending: Pending, to: number, member: string, shown: Shown): void {
    this.#add(pending, member, to, shown);
    this.over(pending);
  }

  /** It is over: what it has shown was noted, or it has shown nothing. */
  over(pending: Pending): void {
    this.#pending.delete(pending);
    this.#since += 1;
    if (this.#since >= often) this.#judge();
  }

  /** Members of images whose requests have no order. */
  get unordered(): readonly string[] {
    this.#judge();
    return [...this.#orders].flatMap(([key, { fitting, misfit }]) =>
      misfit === undefined ? [] : [`${key}: after ${fitting} requests, ${JSON.stringify(misfit)}`],
    );
  }

  #add({ image, from }: Pending, member: string, to: number, { before, after, isAnswered }: Shown): void {
    const key = `${image} ${member}`;
    const order = this.#orders.get(key) ?? new Order(false);
    this.#orders.set(key, order);
    order.add({ from, to: isAnswered ? to : Infinity, before, after });
    this.told += 1;
  }

  /** What began before all that is under way is complete. */
  #judge(): void {
    this.#since = 0;
    let moment = Infinity;
    for (const { from } of this.#pending) moment = Math.min(moment, from);
    for (const order of this.#orders.values()) order.advance(moment);
  }
}
