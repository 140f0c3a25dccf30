/** Does something with each, one after the other: they share a fake, which has one world. */
export async function inTurn<Item, Result>(
  all: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of all) results.push(await work(item));
  return results;
}
