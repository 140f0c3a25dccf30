import { folded } from '../../domain/collation.ts';

type Comparison = (value: string, sought: string) => boolean;

/** How a filter may compare, by what stands behind its name. Source: Keystone's API reference, filtering. */
const comparisons: Readonly<Record<string, Comparison>> = {
  contains: (value, sought) => value.includes(sought),
  icontains: (value, sought) => folded(value).includes(folded(sought)),
  startswith: (value, sought) => value.startsWith(sought),
  istartswith: (value, sought) => folded(value).startsWith(folded(sought)),
  endswith: (value, sought) => value.endsWith(sought),
  iendswith: (value, sought) => folded(value).endsWith(folded(sought)),
};

const equal: Comparison = (value, sought) => folded(value) === folded(sought);

/** An empty value means yes. Source: asked of Keystone 22. */
function truth(sought: string): string {
  return /^(?:0|f|false|off|n|no)$/i.test(sought) ? 'false' : 'true';
}

/**
 * The items that the query asks for. Filters other than the given ones are ignored, as Keystone ignores them;
 * of a filter that is given twice the first counts.
 */
export function filtered(
  items: readonly Record<string, unknown>[],
  query: URLSearchParams,
  filters: readonly string[],
): readonly Record<string, unknown>[] {
  const tests = [...new Set(query.keys())].flatMap((key) => {
    const [filter = '', comparison = ''] = key.split('__');
    const compare = comparison === '' ? equal : comparisons[comparison];
    return filters.includes(filter) && compare ? [{ filter, compare, sought: query.get(key) ?? '' }] : [];
  });
  return items.filter((item) =>
    tests.every(({ filter, compare, sought }) => {
      const value = item[filter];
      if (typeof value === 'boolean') return String(value) === truth(sought);
      return typeof value === 'string' && compare(value, sought);
    }),
  );
}
