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

/**
 * Looks for an order, as Wing and Gong do: one of those that are under way at the same time is first.
 * @param start whether the member is there before all.
 * @returns the most requests that fit into one order, and how many there are.
 */
export function ordered(seen: readonly Seen[], start: boolean): readonly [fitting: number, all: number] {
  const sorted = seen.toSorted((one, other) => one.from - other.from);
  const certain = sorted.filter(({ to }) => to !== Infinity).length;
  let best = 0;
  const known = new Set<string>();
  // Each: the requests that are in the order already – all before `first`, and these – and what is there then.
  const open: (readonly [first: number, more: readonly number[], there: boolean, fitting: number])[] = [
    [0, [], start, 0],
  ];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const [first, more, there, fitting] = state;
    const key = `${first} ${more.join(' ')} ${there}`;
    if (known.has(key)) continue;
    known.add(key);
    best = Math.max(best, fitting);
    if (fitting === certain) return [certain, certain];
    for (const next of following(sorted, first, more)) {
      const { before, after, to } = sorted[next]!;
      if (before !== undefined && before !== there) continue;
      const done = new Set([...more, next]);
      let begin = first;
      while (done.delete(begin)) begin += 1;
      const rest = [...done].toSorted((a, b) => a - b);
      open.push([begin, rest, after ?? there, fitting + (to === Infinity ? 0 : 1)]);
    }
  }
  return [best, certain];
}

/** The requests that may be next: those that began before any that is left has ended. */
function following(sorted: readonly Seen[], first: number, more: readonly number[]): readonly number[] {
  const done = new Set(more);
  const next: number[] = [];
  let end = Infinity;
  for (let place = first; place < sorted.length; place += 1) {
    if (done.has(place)) continue;
    const { from, to } = sorted[place]!;
    if (from > end) break;
    next.push(place);
    end = Math.min(end, to);
  }
  return next.filter((place) => sorted[place]!.from <= end);
}
