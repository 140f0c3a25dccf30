import type { Image } from '../model.ts';
import { isRefused, type Refusal, refuse } from '../refusals.ts';
import type { ListAsk, ListFilter } from '../ask.ts';
import { type Condition, carriesTag, columnIs, filterOf, hasForm, isProperty } from './list-filters.ts';

/** Filters of which Glance takes the first by itself; a repetition counts as a filter of its own. */
const apart: readonly string[] = ['visibility', 'checksum', 'os_hash_value', 'tags'];
/** Filters that Glance replaces by what it made of them. */
const replaced: ReadonlySet<string> = new Set(['os_hidden', 'protected', 'deleted']);
/** Filters that make Glance fail. */
const broken: ReadonlySet<string> = new Set(['properties', 'changes-since']);

/**
 * Tables that the database joins with the one of the images: one for each tag and for each property that is asked for.
 * Source: the MySQL manual, 61 tables in a join; asked of Glance 25.1.
 */
const mostJoins = 60;

/** The value of a filter that counts where it is not taken by itself: the last. */
export function lastFilter({ filters }: Pick<ListAsk, 'filters'>, name: string): string | undefined {
  return filters.findLast(({ key }) => key === name)?.value;
}

/** The value of a filter that counts where it is taken by itself: the first. */
export function firstFilter({ filters }: Pick<ListAsk, 'filters'>, name: string): string | undefined {
  return filters.find(({ key }) => key === name)?.value;
}

/**
 * `flagsKnown`: `os_hidden` and `protected` are `true` or `false`; Glance looks before it asks who may list
 * images. Source: RULES.md §4, GET /v2/images.
 */
export function flagProblem(ask: ListAsk): Refusal | undefined {
  const hidden = lastFilter(ask, 'os_hidden')?.toLowerCase() ?? 'false';
  if (hidden !== 'true' && hidden !== 'false')
    return refuse('filterNotBoolean', { filter: 'os_hidden', value: hidden });
  const kept = lastFilter(ask, 'protected') ?? 'false';
  return kept === 'true' || kept === 'false'
    ? undefined
    : refuse('filterNotBoolean', { filter: 'protected', value: kept });
}

/** The filters that are left once the others are taken out: each once, where it came first, with its last value. */
function others(ask: ListAsk): readonly ListFilter[] {
  const taken = new Set(apart.map((name) => ask.filters.findIndex(({ key }) => key === name)));
  const left = ask.filters.filter(({ key }, index) => {
    const withTags = key === 'tags' && ask.tags.length > 0;
    return !replaced.has(key) && !withTags && !taken.has(index);
  });
  const single = new Map(left.map(({ key, value }) => [key, value]));
  const all = Array.from(single, ([key, value]) => ({ key, value }));
  return [...all.filter(({ key }) => hasForm(key)), ...all.filter(({ key }) => !hasForm(key))];
}

/** The tags that an image must have. A parameter `tags` is read letter by letter, as Glance does. */
function wantedTags(ask: ListAsk): readonly string[] {
  return ask.tags.length > 0 ? ask.tags : Array.from(firstFilter(ask, 'tags') ?? '');
}

/**
 * `filtersPossible`: what is wrong with the filters; Glance finds out once it makes the list, after the
 * policy. Source: RULES.md §4, GET /v2/images; asked of Glance 25.1.
 */
export function filterProblem(ask: ListAsk): Refusal | undefined {
  if (ask.filters.some(({ key }) => broken.has(key))) return refuse('serverErred');
  const left = others(ask);
  const joins = wantedTags(ask).length + left.filter(({ key }) => isProperty(key)).length;
  const tooMany = joins > mostJoins ? refuse('serverErred') : undefined;
  return left.map(({ key, value }) => filterOf(key, value)).find((filter) => isRefused(filter)) ?? tooMany;
}

/** Whether an image passes all filters. @throws where a filter is refused: `filterProblem` was not asked. */
export function conditionOf(ask: ListAsk): (image: Image) => boolean {
  const hidden = lastFilter(ask, 'os_hidden')?.toLowerCase() === 'true';
  const kept = lastFilter(ask, 'protected');
  const conditions: Condition[] = [(image) => image.hidden === hidden, ...wantedTags(ask).map(carriesTag)];
  if (kept !== undefined) conditions.push((image) => image.protected === (kept === 'true'));
  for (const name of ['checksum', 'os_hash_value']) {
    const value = firstFilter(ask, name);
    if (value !== undefined) conditions.push(columnIs(name, value));
  }
  for (const { key, value } of others(ask)) {
    const filter = filterOf(key, value);
    if (isRefused(filter)) throw new Error(`the filter ${key} was refused and is used all the same`);
    conditions.push(filter);
  }
  return (image) => conditions.every((passes) => passes(image));
}
