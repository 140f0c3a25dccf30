import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * Finds something in the packages that are installed where the command runs, or else beside this package.
 * @throws what `missing` makes of the last error, where it is in neither place.
 */
export function fromInstalled<Found>(
  find: (require: NodeJS.Require) => Found,
  missing: (options: ErrorOptions) => Error,
): Found {
  try {
    return find(createRequire(join(process.cwd(), 'package.json')));
  } catch {
    try {
      return find(createRequire(import.meta.filename));
    } catch (error) {
      throw missing({ cause: error });
    }
  }
}
