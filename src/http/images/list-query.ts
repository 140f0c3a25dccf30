import type { ListAsk, SortDirection, SortKey } from '../../domain/ask.ts';
import { readWholeNumber } from '../../domain/images/filter-words.ts';
import { memberStatuses, memberStatusNames } from '../../domain/member-statuses.ts';
import { isRefused, type Refusal, refuse } from '../../domain/refusals.ts';
import type { VisibilityFilter } from '../../domain/visibilities.ts';
import { pythonStrip } from '../code-points.ts';
import { firstOf, lastOf, type QueryParameters, readQuery } from '../query.ts';

/** Parameters that are taken once: a repetition counts as an image property (RULES.md §4, `member_status`). */
const once: readonly string[] = ['limit', 'marker', 'member_status', 'sort'];
/** Parameters that are taken as often as they come. */
const always: ReadonlySet<string> = new Set(['tag', 'sort_key', 'sort_dir']);

/** The statuses that a value of `member_status` asks for, without it those that are listed; undefined where it is none. */
function statusesIn(value: string | undefined): ListAsk['memberStatuses'] | undefined {
  if (value === 'all') return 'all';
  if (value === undefined) return memberStatusNames.filter((name) => memberStatuses[name].listed);
  const asked = memberStatusNames.filter((name) => name === value);
  return asked.length === 0 ? undefined : asked;
}

/** What the filter `visibility` may say. */
type Visibilities = Readonly<Record<string, VisibilityFilter>>;

function limitProblem(limit: string | undefined): Refusal | undefined {
  if (limit === undefined) return undefined;
  const count = readWholeNumber(limit);
  if (count === undefined) return refuse('limitNotInteger');
  return count < 0 ? refuse('limitNegative') : undefined;
}

/** What is wrong with single parameters, in Glance's order. */
function parameterProblem(parameters: QueryParameters, visibilities: Visibilities): Refusal | undefined {
  const visibility = lastOf(parameters, 'visibility');
  if (visibility !== '' && !Object.hasOwn(visibilities, visibility))
    return refuse('visibilityUnknown', { visibility });
  if (lastOf(parameters, 'changes-since') !== '') return refuse('changesSinceGone');
  const memberStatus = firstOf(parameters, 'member_status');
  if (statusesIn(memberStatus) === undefined)
    return refuse('memberStatusUnknown', { status: memberStatus ?? '' });
  return limitProblem(firstOf(parameters, 'limit'));
}

/** The parameters that are left for filters. */
function filtersOf(parameters: QueryParameters): ListAsk['filters'] {
  const taken = new Set(once.map((name) => parameters.findIndex(([key]) => key === name)));
  return parameters
    .filter(([key], index) => !always.has(key) && !taken.has(index))
    .map(([key, value]) => ({ key, value }));
}

function askOf(parameters: QueryParameters): Omit<ListAsk, 'sortKeys' | 'sortDirections'> {
  const limit = firstOf(parameters, 'limit');
  const marker = firstOf(parameters, 'marker');
  return {
    ...(limit === undefined ? {} : { limit: readWholeNumber(limit) ?? 0 }),
    ...(marker === undefined ? {} : { marker }),
    memberStatuses: statusesIn(firstOf(parameters, 'member_status')) ?? [],
    tags: parameters.filter(([key]) => key === 'tag').map(([, value]) => pythonStrip(value)),
    filters: filtersOf(parameters),
  };
}

/**
 * Reads the query of GET /v2/images: all that Glance checks before it asks who may list images. What else
 * may be wrong shows later: `flagProblem` and `filterProblem` of the domain. Source: RULES.md §4, GET /v2/images;
 * asked of Glance 25.1.
 * @param query without the `?`.
 * @param visibilities what the filter `visibility` may say: the profile's `visibilityFilters`.
 */
export function readListQuery(
  query: string,
  visibilities: Visibilities,
): { readonly ask: ListAsk } | Refusal {
  const parameters = readQuery(query);
  if (parameters === undefined) return refuse('queryUndecodable');
  const refusal = parameterProblem(parameters, visibilities);
  if (refusal !== undefined) return refusal;
  const sorting = readSorting(parameters);
  if (isRefused(sorting)) return sorting;
  const { keys, directions } = sorting;
  const ask: ListAsk = {
    ...askOf(parameters),
    sortKeys: keys.length > 0 ? keys : ['created_at'],
    sortDirections: directions.length > 0 ? directions : ['desc'],
  };
  return { ask };
}

/** By what to sort. Empty lists stand for the defaults. */
export interface Sorting {
  readonly keys: readonly SortKey[];
  readonly directions: readonly SortDirection[];
}

type Read<T> = T | Refusal;

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
    if (refusal !== undefined) return refusal;
    sorting.keys.push(key as SortKey);
    sorting.directions.push(direction as SortDirection);
  }
  return sorting;
}

/** `sort_key=name&sort_dir=asc`: one direction goes for all keys. */
function readClassic(keysGiven: readonly string[], directionsGiven: readonly string[]): Read<Sorting> {
  const refusals = [...keysGiven.map(keyProblem), ...directionsGiven.map(directionProblem)];
  const refusal = refusals.find((each) => each !== undefined);
  if (refusal !== undefined) return refusal;
  if (directionsGiven.length > 1 && directionsGiven.length !== keysGiven.length) {
    return refuse('sortCountsDiffer');
  }
  return { keys: keysGiven as SortKey[], directions: directionsGiven as SortDirection[] };
}

/** Reads `sort`, or `sort_key` and `sort_dir`, in Glance's order of errors. Source: RULES.md §4, GET /v2/images. */
function readSorting(parameters: QueryParameters): Read<Sorting> {
  const all = (name: string): readonly string[] =>
    parameters.filter(([key]) => key === name).map(([, value]) => value);
  const [sort] = all('sort');
  const classic = { keys: all('sort_key'), directions: all('sort_dir') };
  if (sort === undefined)
    return readClassic(classic.keys.map(pythonStrip), classic.directions.map(pythonStrip));
  if (classic.keys.length + classic.directions.length > 0) return refuse('sortSyntaxMixed');
  return readSort(sort);
}
