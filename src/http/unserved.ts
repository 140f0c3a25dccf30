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

const patterns: readonly RegExp[] = elsewhere.map((path) => {
  const segments = path.split('/').map((segment) => ({ '*': '[^/]+', '**': '.+' })[segment] ?? segment);
  return new RegExp(`^${segments.join('/')}$`);
});

/** Whether Glance answers under this path where the fake does not: said with 501, never with a wrong answer. */
export function isServedByGlance(path: RequestPath): boolean {
  const joined = path.segments.join('/');
  return !path.trailing && patterns.some((pattern) => pattern.test(joined));
}
