import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The path of a file or directory that comes with the package. The package finds itself by its name: from `src/` and from
 * the bundles of `dist/`, which lie at other depths.
 */
export function packageFile(path: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('image-members-fake/package.json'));
  return join(root, path);
}
