import type { SortDirection, SortKey } from '../../domain/images/list-ask.ts';
import { type Refusal, refuse } from '../../domain/refusals.ts';
import { pythonStrip } from '../code-points.ts';
import type { QueryParameters } from '../query.ts';

/** By what to sort. Empty lists stand for the defaults. */
export interface Sorting {
  readonly keys: readonly SortKey[];
  readonly directions: readonly SortDirection[];
}

type Read<T> = T | { readonly refusal: Refusal };

const keys: readonly SortKey[] = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
];
const directions: readonly SortDirection[] = ['asc', 'desc'];

function keyProblem(key: string): Refusal | undefined {
  return keys.includes(key as SortKey) ? undefined : refuse('sortKeyUnknown', { key });
}

function directionProblem(direction: string): Refusal | undefined {
  return directions.includes(direction as SortDirection)
    ? undefined
    : refuse('sortDirectionUnknown', { direction });
}

/** `sort=name:asc,size`: a direction that is left out is `desc`. */
function readSort(text: string): Read<Sorting> {
  const sorting = { keys: [] as SortKey[], directions: [] as SortDirection[] };
  for (const part of pythonStrip(text).split(',')) {
    const colon = part.indexOf(':');
    const key = pythonStrip(colon < 0 ? part : part.slice(0, colon));
    const direction = pythonStrip((colon < 0 ? '' : part.slice(colon + 1)) || 'desc');
    const refusal = keyProblem(key) ?? directionProblem(direction);
    if (refusal !== undefined) return { refusal };
    sorting.keys.push(key as SortKey);
    sorting.directions.push(direction as SortDirection);
  }
  return sorting;
}

/** `sort_key=name&sort_dir=asc`: one direction goes for all keys. */
function readClassic(keysGiven: readonly string[], directionsGiven: readonly string[]): Read<Sorting> {
  const refusals = [...keysGiven.map(keyProblem), ...directionsGiven.map(directionProblem)];
  const refusal = refusals.find((each) => each !== undefined);
  if (refusal !== undefined) return { refusal };
  if (directionsGiven.length > 1 && directionsGiven.length !== keysGiven.length) {
    return { refusal: refuse('sortCountsDiffer') };
  }
  return { keys: keysGiven as SortKey[], directions: directionsGiven as SortDirection[] };
}

/** Reads `sort`, or `sort_key` and `sort_dir`, in Glance's order of errors. Source: RULES.md §4, GET /v2/images. */
export function readSorting(parameters: QueryParameters): Read<Sorting> {
  const all = (name: string): readonly string[] =>
    parameters.filter(([key]) => key === name).map(([, value]) => value);
  const [sort] = all('sort');
  const classic = { keys: all('sort_key'), directions: all('sort_dir') };
  if (sort === undefined)
    return readClassic(classic.keys.map(pythonStrip), classic.directions.map(pythonStrip));
  if (classic.keys.length + classic.directions.length > 0) return { refusal: refuse('sortSyntaxMixed') };
  return readSort(sort);
}
