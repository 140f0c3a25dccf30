/** A record whose contents are replaced again and again. */
export interface Reused<Thing> {
  /** Takes over what a thing holds, and nothing of what was there before. */
  hold(thing: Thing): void;
}

/** The last of many things. */
export interface LastRecords<Thing, Kept extends Reused<Thing>> {
  /** @returns the record that holds it, until another thing takes its place. */
  add(thing: Thing): Kept;
  /** Those that are kept, oldest first: to be read at once, since the next thing takes the place of the oldest. */
  all(): readonly Kept[];
  clear(): void;
}

/**
 * Keeps things in records that are used again, and not as they come: what a server keeps of each request, for a while, is
 * what an engine is worst at. Each collection would move it, and let the memory for what is new grow tenfold.
 * @param most how many are kept; older ones are forgotten.
 * @param blank makes a record.
 */
export function lastRecords<Thing, Kept extends Reused<Thing>>(
  most: number,
  blank: () => Kept,
): LastRecords<Thing, Kept> {
  let records: Kept[] = [];
  let next = 0;
  return {
    add(thing) {
      const record = records[next] ?? blank();
      record.hold(thing);
      if (most === 0) return record;
      records[next] = record;
      next = next + 1 === most ? 0 : next + 1;
      return record;
    },
    all: () => (records.length < most ? [...records] : [...records.slice(next), ...records.slice(0, next)]),
    clear() {
      [records, next] = [[], 0];
    },
  };
}
