import { folded } from '../../domain/collation.ts';

type Test = (value: string) => boolean;

/** How a filter may compare, by what stands behind its name. Source: Keystone's API reference, filtering. */
const comparisons: Readonly<Record<string, (sought: string) => Test>> = {
  contains: (sought) => (value) => value.includes(sought),
  icontains: (sought) => foldedTest(sought, (value, key) => value.includes(key)),
  startswith: (sought) => (value) => value.startsWith(sought),
  istartswith: (sought) => foldedTest(sought, (value, key) => value.startsWith(key)),
  endswith: (sought) => (value) => value.endsWith(sought),
  iendswith: (sought) => foldedTest(sought, (value, key) => value.endsWith(key)),
};

function equals(sought: string): Test {
  return foldedTest(sought, (value, key) => value === key);
}

function foldedTest(sought: string, compare: (value: string, key: string) => boolean): Test {
  const key = folded(sought);
  return (value) => compare(folded(value), key);
}

/** An empty value means yes. Source: asked of Keystone 22. */
function truth(sought: string): string {
  return /^(?:0|f|false|off|n|no)$/i.test(sought) ? 'false' : 'true';
}

/**
 * The items that the query asks for. Other filters than the given ones, and comparisons that there are not, are
 * ignored, as Keystone ignores them; of a filter that is given twice the first counts.
 */
export function filtered(
  items: readonly Record<string, unknown>[],
  query: URLSearchParams,
  filters: readonly string[],
): readonly Record<string, unknown>[] {
  // The last entry of a name stays in a map.
  const first = new Map([...query].toReversed());
  const tests = [...first].flatMap(([key, sought]) => {
    const [filter = '', comparison = '', more] = key.split('__');
    const known = Object.hasOwn(comparisons, comparison) ? comparisons[comparison] : undefined;
    const testFor = comparison === '' ? equals : known;
    if (testFor === undefined || more !== undefined || !filters.includes(filter)) return [];
    return [{ filter, passes: testFor(sought), truth: truth(sought) }];
  });
  return items.filter((item) =>
    tests.every(({ filter, passes, truth: wanted }) => {
      const value = item[filter];
      if (typeof value === 'boolean') return String(value) === wanted;
      return typeof value === 'string' && passes(value);
    }),
  );
}
