import { createFake, type Fake, type FakeOptions } from '../world/fake.ts';
import { SeedError } from '../world/seed-error.ts';
import type { Seed } from '../world/seed.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';
import { profileOf } from './values.ts';

/**
 * The cloud that the options of the world ask for: the seed, with the rules of the profile.
 * @param more what else there is to say about it.
 * @throws Mistake where the seed is not right, or has what the profile does not.
 */
export async function fakeOf(given: Given, more: FakeOptions = {}): Promise<Fake> {
  const world = { profile: profileOf(given), seed: await seedOf(given) };
  const login = given.has('identity-v2') ? { identityV2: true } : {};
  try {
    return createFake({ ...world, ...login, ...more });
  } catch (error) {
    throw error instanceof SeedError ? new Mistake(await placed(error, given), { cause: error }) : error;
  }
}

/** What is said of a seed that its profile does not take: with line and column, where it came from a file. */
async function placed({ lines, problems }: SeedError, given: Given): Promise<readonly string[]> {
  const named = given.text('seed');
  if (named === undefined) return lines;
  const { seedFileSource } = await import('../seed-file.ts');
  return new SeedError(problems, seedFileSource(named)).lines;
}

/**
 * The seed that is asked for; the documents' own world where none is. YAML is loaded only where a file is read.
 * @throws Mistake with all problems of the seed, a line each.
 */
async function seedOf(given: Given): Promise<Seed> {
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
