import { SeedError } from '../world/seed-error.ts';
import type { Seed } from '../world/seed.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';

/**
 * The seed that is asked for; the documents' own world where none is. YAML is loaded only where a file is read.
 * @throws Mistake with all problems of the seed, a line each.
 */
export async function seedOf(given: Given): Promise<Seed> {
  const named = given.text('seed');
  if (named === undefined) return (await import('../world/documentation.ts')).documentation;
  const { readSeedFile } = await import('../seed-file.ts');
  try {
    return readSeedFile(named);
  } catch (error) {
    if (error instanceof SeedError) throw new Mistake(error.lines, { cause: error });
    throw error;
  }
}
