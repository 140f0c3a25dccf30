import type { ListAsk, SortDirection } from '../ask.ts';
import type { Cloud } from '../cloud.ts';
import { sortable } from '../collation.ts';
import type { DeletedImage, Image } from '../model.ts';
import { remembered } from '../remembered.ts';
import { type Group, merged, type Place, placeOf } from './groups.ts';
import { columnOf, type ColumnValue } from './image-columns.ts';

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
  const found = Iterator.from(places(groups, direction ?? 'desc', behind))
    .map(({ key }) => images.get(key)!)
    .filter((image) => follows(image) && passes(image));
  return direction === undefined ? firstOf(found, steps, limit) : found.take(limit).toArray();
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

/** Whether an image belongs behind the marker. */
function isBehind(marker: Row, steps: readonly SortStep[]): (image: Image) => boolean {
  const start = valuesOf(marker, steps, filled);
  return (image) => compare(valuesOf(image, steps, filled), start, steps) > 0;
}

/** What an image is sorted by, step by step. */
type SortValues = readonly ColumnValue[];

/** The first of some images, in order. What has no value comes first, ascending. Only these are kept sorted. */
function firstOf(images: Iterable<Image>, steps: readonly SortStep[], count: number): readonly Image[] {
  const first: { readonly image: Image; readonly values: SortValues }[] = [];
  for (const image of images) {
    const values = valuesOf(image, steps, stored);
    const last = first.at(-1);
    if (first.length >= count && (last === undefined || compare(values, last.values, steps) > 0)) continue;
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(first[middle]!.values, values, steps) < 0) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, { image, values });
    if (first.length > count) first.pop();
  }
  return first.map(({ image }) => image);
}

function compare(left: SortValues, right: SortValues, steps: readonly SortStep[]): number {
  for (const [index, { direction }] of steps.entries()) {
    const order = compareValues(left[index] ?? null, right[index] ?? null);
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return 0;
}

function compareValues(left: ColumnValue, right: ColumnValue): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? -1 : 1;
}

type Read = (key: string, image: Row) => ColumnValue;

function valuesOf(image: Row, steps: readonly SortStep[], read: Read): SortValues {
  return steps.map(({ key }) => read(key, image));
}

/** The texts of an image in the form in which they are sorted, as far as a list was sorted by them. */
const formsOf = remembered((_image: Row): Map<string, string> => new Map());

/** What a column holds of an image; a text in the form in which it is sorted, which is made once for each image. */
const stored: Read = (key, image) => {
  const value = columnOf(key).read(image);
  if (typeof value !== 'string') return value;
  const forms = formsOf(image);
  const form = forms.get(key) ?? sortable(value);
  forms.set(key, form);
  return form;
};

/** Where a page begins, Glance takes nothing for an empty text, or for 0. */
const filled: Read = (key, image) => stored(key, image) ?? (columnOf(key).holds === 'number' ? 0 : '');
