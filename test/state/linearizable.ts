/** Whether what clients have seen of one member of one image can have happened in one order, each at some moment of its request. */

/** What a request has shown, from its beginning to its end. */
export interface Seen {
  readonly from: number;
  /** Infinity: no answer came, and it may have happened at any time since, or never. */
  readonly to: number;
  /** Whether the member was there before; undefined: that is not known, or makes no difference. */
  readonly before: boolean | undefined;
  /** Whether it is there afterwards; undefined: as before. */
  readonly after: boolean | undefined;
}

/** One way in which all until now can have happened. */
interface Way {
  readonly there: boolean;
  /** Requests under way that have happened. */
  readonly done: Set<Seen>;
  /** How many of those without an answer have added it in this way. */
  readonly added: number;
  /** How many of them have removed it. */
  readonly removed: number;
}

/** Whether a request fits where the member is there or not, and then changes nothing, now or later. */
function isStill({ before, after }: Seen, there: boolean): boolean {
  return before === undefined ? after === undefined : before === there && (after ?? there) === there;
}

/**
 * Looks for an order while requests come, in time that grows with their number and memory that does not: it goes through
 * beginnings and ends, and has all ways in which what has ended can have happened. They are few, since nothing is lost where
 *
 * - what changes nothing happens as soon as it fits;
 * - what changes something happens no sooner than something that ends needs it (Lowe, Testing for linearizability, 2016);
 * - of two alike under way at the same time, the one that ends first happens first;
 * - of two ways that differ only in how many requests without an answer have happened, the one with fewer goes on.
 */
export class Order {
  #ways: readonly Way[];
  readonly #waiting: Seen[] = [];
  readonly #pending: Set<Seen> = new Set();
  #adding: number = 0;
  #removing: number = 0;
  /** Requests with an answer that have their place. */
  fitting: number = 0;
  /** The first that has none; all that end later are not looked at. */
  misfit: Seen | undefined;

  /** @param start whether the member is there before all. */
  constructor(start: boolean) {
    this.#ways = [{ there: start, done: new Set(), added: 0, removed: 0 }];
  }

  add(seen: Seen): void {
    if (this.misfit === undefined) this.#waiting.push(seen);
  }

  /** Goes on to a moment. All requests that began before it have been added. */
  advance(moment: number): void {
    const begun = this.#waiting.splice(0);
    const events: (readonly [at: number, isEnd: 0 | 1, seen: Seen])[] = [];
    for (const seen of this.#pending) if (seen.to < moment) events.push([seen.to, 1, seen]);
    for (const seen of begun) {
      if (seen.from >= moment) this.#waiting.push(seen);
      else events.push([seen.from, 0, seen]);
      if (seen.to < moment) events.push([seen.to, 1, seen]);
    }
    events.sort(([one, isEnd], [other, isOtherEnd]) => one - other || isEnd - isOtherEnd);
    for (const [, isEnd, seen] of events)
      if (this.misfit !== undefined) return;
      else if (isEnd === 0) this.#begin(seen);
      else this.#end(seen);
  }

  #begin(seen: Seen): void {
    const { to, before, after } = seen;
    if (to === Infinity) {
      if (after === true && before !== true) this.#adding += 1;
      if (after === false && before !== false) this.#removing += 1;
      return;
    }
    this.#pending.add(seen);
    for (const { there, done } of this.#ways) if (isStill(seen, there)) done.add(seen);
  }

  #end(seen: Seen): void {
    const found = this.#ways.every(({ done }) => done.has(seen)) ? this.#ways : this.#leadingTo(seen);
    this.#pending.delete(seen);
    for (const { done } of found) done.delete(seen);
    if (found.length === 0) this.misfit = seen;
    else this.fitting += 1;
    this.#ways = found;
  }

  /** All ways from here on which a request has happened, as soon as it has. */
  #leadingTo(seen: Seen): readonly Way[] {
    const numbers = new Map([...this.#pending].map((each, place) => [each, place]));
    const keyOf = ({ there, done }: Way): string =>
      `${there} ${Array.from(done, (each) => numbers.get(each)!).toSorted((a, b) => a - b)}`;
    const best = new Map<string, Way>();
    const open = [...this.#ways];
    for (let way = open.pop(); way !== undefined; way = open.pop()) {
      const key = keyOf(way);
      const known = best.get(key);
      if (known !== undefined && known.added <= way.added) continue;
      best.set(key, way);
      if (!way.done.has(seen)) open.push(...this.#next(way));
    }
    return [...best.values()].filter(({ done }) => done.has(seen));
  }

  /** The ways on which one more has happened that changes something. */
  #next(way: Way): readonly Way[] {
    const { there, done, added, removed } = way;
    const next: Way[] = [];
    if (!there && added < this.#adding) next.push(this.#settled({ ...way, there: true, added: added + 1 }));
    if (there && removed < this.#removing)
      next.push(this.#settled({ ...way, there: false, removed: removed + 1 }));
    const firsts = new Map<string, Seen>();
    for (const each of this.#pending) {
      if (done.has(each) || (each.before ?? there) !== there) continue;
      const alike = `${each.before} ${each.after}`;
      const first = firsts.get(alike);
      if (first === undefined || each.to < first.to) firsts.set(alike, each);
    }
    for (const each of firsts.values())
      next.push(this.#settled({ ...way, there: each.after ?? there, done: new Set([...done, each]) }));
    return next;
  }

  #settled(way: Way): Way {
    const done = new Set(way.done);
    for (const each of this.#pending) if (isStill(each, way.there)) done.add(each);
    return { ...way, done };
  }
}

/**
 * Looks for an order of a whole history.
 * @param start whether the member is there before all.
 * @returns how many requests with an answer have their place until the first that has none, and how many there are.
 */
export function ordered(seen: readonly Seen[], start: boolean): readonly [fitting: number, all: number] {
  const order = new Order(start);
  for (const each of seen) order.add(each);
  order.advance(Infinity);
  return [order.fitting, seen.filter(({ to }) => to !== Infinity).length];
}
