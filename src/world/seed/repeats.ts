/** An item whose key an earlier one has already. */
export interface Repeat {
  readonly index: number;
  /** The index of the item that had the key first. */
  readonly first: number;
}

/** The items that repeat the key of an earlier one. Items without key do not count. */
export function repeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item, index: number) => string | undefined,
): readonly Repeat[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item, index);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first === undefined) seen.set(key, index);
    return first === undefined ? [] : [{ index, first }];
  });
}
