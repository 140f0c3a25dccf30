import type { ListAsk, SortDirection } from '../ask.ts';
import type { Cloud } from '../cloud.ts';
import { sortable } from '../collation.ts';
import type { DeletedImage, Image } from '../model.ts';
import { firstIndex, type Group, merged, type Place, placeOf } from './groups.ts';
import { type Column, columnOf, type ColumnValue } from './image-columns.ts';

/** A column to sort by, and which way. */
export interface SortStep {
  readonly key: string;
  readonly direction: SortDirection;
}

/**
 * By what a list is sorted, ties included: `created_at` and `id` come last where they were not asked for.
 * They take the direction if only one was given, else `desc`. A column that comes again decides nothing more.
 * Source: RULES.md §4, GET /v2/images.
 */
export function sortSteps({ sortKeys, sortDirections }: ListAsk): readonly SortStep[] {
  const [only] = sortDirections.length === 1 ? sortDirections : [];
  const steps = new Map<string, SortDirection>();
  for (const [index, key] of sortKeys.entries())
    if (!steps.has(key)) steps.set(key, only ?? sortDirections[index] ?? 'desc');
  for (const key of ['created_at', 'id']) if (!steps.has(key)) steps.set(key, only ?? 'desc');
  return Array.from(steps, ([key, direction]) => ({ key, direction }));
}

type Row = Image | DeletedImage;

/** What a page of a list is made by. */
export interface Paging {
  readonly steps: readonly SortStep[];
  /** The image that the page begins behind. */
  readonly marker: Row | undefined;
  readonly passes: (image: Image) => boolean;
  readonly limit: number;
}

/**
 * The first images of some groups that pass. In the default order, as the groups are kept, no more of them are looked at
 * than it takes to fill the page; in any other all are, and as many as the page holds are sorted.
 */
export function pageOf({ images }: Cloud, groups: readonly Group[], paging: Paging): readonly Image[] {
  const { steps, marker, passes, limit } = paging;
  const direction = defaultDirection(steps);
  const behind = direction && marker && placeOf(marker);
  const follows = marker === undefined || behind ? () => true : isBehind(marker, steps);
  // Images that were created one after the other are often in the wanted order, too: that saves moves.
  const all = places(groups, direction ?? steps[0]?.direction ?? 'desc', behind);
  const passing = passingOf(images, all, (image) => follows(image) && passes(image));
  return direction === undefined ? firstOf(passing, steps, limit) : passing.take(limit).toArray();
}

// Not inside of its caller: each generator function is a form of its own to the engine, which keeps it for long.
function* passingOf(
  images: Cloud['images'],
  places: Iterable<Place>,
  passes: (image: Image) => boolean,
): Generator<Image> {
  for (const { key } of places) {
    const image = images.get(key)!;
    if (passes(image)) yield image;
  }
}

/** The direction of the default order: by the time of creation and then by the id, both the same way. */
function defaultDirection([first, second]: readonly SortStep[]): SortDirection | undefined {
  const isDefault =
    first?.key === 'created_at' && second?.key === 'id' && first.direction === second.direction;
  return isDefault ? first.direction : undefined;
}

/** The places of some groups in order; one group needs no merging. */
function places(
  groups: readonly Group[],
  direction: SortDirection,
  behind: Place | undefined,
): Iterable<Place> {
  const [only, ...others] = groups;
  return only !== undefined && others.length === 0
    ? only.inOrder(direction, behind)
    : merged(groups, direction, behind);
}

/** Whether an image belongs behind the marker. Where a page begins, Glance takes nothing for an empty text, or for 0. */
function isBehind(marker: Row, steps: readonly SortStep[]): (image: Image) => boolean {
  const filled = steps.map(({ key, direction }) => {
    const column = columnOf(key);
    const nothing = column.holds === 'number' ? 0 : '';
    return { direction, read: (image: Row) => sortValue(column, image) ?? nothing };
  });
  const start = { image: marker, values: [] };
  return (image) => compare({ image, values: [] }, start, filled) > 0;
}

/** A step, with what it compares of an image. */
interface ReadStep {
  readonly direction: SortDirection;
  readonly read: (image: Row) => ColumnValue;
}

/** An image to be sorted, with what the steps compare of it as far as they were needed: each text is folded once. */
interface Sorted<Of extends Row> {
  readonly image: Of;
  readonly values: ColumnValue[];
}

/** The first of some images, in order. What has no value comes first, ascending. Only these are kept sorted. */
function firstOf(images: Iterable<Image>, steps: readonly SortStep[], count: number): readonly Image[] {
  const stored = steps.map(({ key, direction }) => {
    const column = columnOf(key);
    return { direction, read: (image: Row) => sortValue(column, image) };
  });
  const first: Sorted<Image>[] = [];
  for (const image of images) {
    const row: Sorted<Image> = { image, values: [] };
    const last = first.at(-1);
    if (first.length >= count && (last === undefined || compare(row, last, stored) > 0)) continue;
    first.splice(
      firstIndex(first, (each) => compare(each, row, stored) >= 0),
      0,
      row,
    );
    if (first.length > count) first.pop();
  }
  return first.map(({ image }) => image);
}

function compare(left: Sorted<Row>, right: Sorted<Row>, steps: readonly ReadStep[]): number {
  for (const [index, { direction, read }] of steps.entries()) {
    const order = compareValues(valueOf(left, index, read), valueOf(right, index, read));
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return 0;
}

function valueOf({ image, values }: Sorted<Row>, index: number, read: ReadStep['read']): ColumnValue {
  // Steps are compared in turn, so that those before this one have their values.
  if (index === values.length) values.push(read(image));
  return values[index] ?? null;
}

function compareValues(left: ColumnValue, right: ColumnValue): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? -1 : 1;
}

/** What a column holds of an image, a text in the form in which it is sorted. */
function sortValue({ holds, read }: Column, image: Row): ColumnValue {
  const value = read(image);
  return holds === 'text' && typeof value === 'string' ? sortable(value) : value;
}
