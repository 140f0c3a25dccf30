import { sortable } from '../collation.ts';
import type { DeletedImage, Image } from '../model.ts';
import { type ColumnValue, columnOf } from './image-columns.ts';
import type { ListAsk, SortDirection } from './list-ask.ts';

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
type Read = (key: string, image: Row) => ColumnValue;

/** What an image is sorted by, step by step: texts in the form in which they are sorted. */
type SortValues = readonly ColumnValue[];

function valuesOf(image: Row, steps: readonly SortStep[], read: Read): SortValues {
  return steps.map(({ key }) => {
    const value = read(key, image);
    return typeof value === 'string' ? sortable(value) : value;
  });
}

function compareValues(left: ColumnValue, right: ColumnValue): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? -1 : 1;
}

function compare(left: SortValues, right: SortValues, steps: readonly SortStep[]): number {
  for (const [index, { direction }] of steps.entries()) {
    const order = compareValues(left[index] ?? null, right[index] ?? null);
    if (order !== 0) return direction === 'asc' ? order : -order;
  }
  return 0;
}

const stored: Read = (key, image) => columnOf(key).read(image);

/** Where a page begins, Glance takes nothing for an empty text, or for 0. */
const filled: Read = (key, image) => {
  const column = columnOf(key);
  return column.read(image) ?? (column.holds === 'number' ? 0 : '');
};

/** Images in the order of a list. What has no value comes first, ascending. Each text is folded once. */
export function inOrder(images: readonly Image[], steps: readonly SortStep[]): readonly Image[] {
  const rows = images.map((image) => ({ image, values: valuesOf(image, steps, stored) }));
  rows.sort((left, right) => compare(left.values, right.values, steps));
  return rows.map(({ image }) => image);
}

/** Whether an image belongs behind the marker. */
export function isBehind(marker: Row, steps: readonly SortStep[]): (image: Image) => boolean {
  const start = valuesOf(marker, steps, filled);
  return (image) => compare(valuesOf(image, steps, filled), start, steps) > 0;
}
