import type { RequestPath } from './path.ts';

/** Paths that Glance 25.1 has and that are nothing to image sharing: `*` stands for one segment, `**` for the rest. */
const elsewhere: readonly string[] = [
  'v2/images/*/import',
  'v2/images/*/locations',
  'v2/images/*/tasks',
  'v2/stores/*/*',
  'v2/info/**',
  'v2/tasks',
  'v2/tasks/*',
  'v2/cache',
  'v2/cache/*',
  'v2/queued_images/**',
  'v2/cached_images',
  'v2/cached_images/*',
  'v2/metadefs/**',
  'v2/schemas/task',
  'v2/schemas/tasks',
  'v2/schemas/metadefs/*',
];

const patterns: readonly (readonly [path: string, matches: RegExp])[] = elsewhere.map((path) => {
  const segments = path.split('/').map((segment) => ({ '*': '[^/]+', '**': '.+' })[segment] ?? segment);
  return [path, new RegExp(`^${segments.join('/')}$`)];
});

/**
 * The path of Glance that a path is an instance of, where the fake does not answer: said with 501, never with a wrong
 * answer. `*` stands for one segment, `**` for the rest; undefined: there is none.
 */
export function unservedPath({ segments, trailing }: RequestPath): string | undefined {
  const joined = segments.join('/');
  return trailing ? undefined : patterns.find(([, matches]) => matches.test(joined))?.[0];
}
