import type { DeletedImage, Image } from '../model.ts';
import { type ColumnValue, columnOf, compareTexts } from './image-columns.ts';
import type { ListAsk, SortDirection } from './list-ask.ts';

/** A column to sort by, and which way. */
export interface SortStep {
  readonly key: string;
  readonly direction: SortDirection;
}

/**
 * By what a list is sorted, ties included: `created_at` and `id` come last where they were not asked for.
 * They take the direction if only one was given, else `desc`. Source: RULES.md §4, GET /v2/images.
 */
export function sortSteps({ sortKeys, sortDirections }: ListAsk): readonly SortStep[] {
  const [only] = sortDirections.length === 1 ? sortDirections : [];
  const steps: SortStep[] = sortKeys.map((key, index) => ({
    key,
    direction: only ?? sortDirections[index] ?? 'desc',
  }));
  const ties = ['created_at', 'id'].filter((key) => !sortKeys.some((each) => each === key));
  return [...steps, ...ties.map((key) => ({ key, direction: only ?? 'desc' }))];
}

function compareValues(left: ColumnValue, right: ColumnValue): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return Number(left) - Number(right);
}

type Row = Image | DeletedImage;
type Read = (key: string, image: Row) => ColumnValue;

function compare(left: Row, right: Row, steps: readonly SortStep[], read: Read): number {
  for (const { key, direction } of steps) {
    const order = compareValues(read(key, left), read(key, right));
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

/** Orders two images. What has no value comes first, ascending. */
export function inOrder(steps: readonly SortStep[]): (left: Image, right: Image) => number {
  return (left, right) => compare(left, right, steps, stored);
}

/** Whether an image belongs behind the marker. */
export function isBehind(marker: Row, steps: readonly SortStep[]): (image: Image) => boolean {
  return (image) => compare(image, marker, steps, filled) > 0;
}
