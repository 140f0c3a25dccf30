import { createHost, type Host, type HostOptions } from '../host/host.ts';
import { createFake, type Fake } from '../world/fake.ts';
import type { FakeOptions } from '../world/options.ts';
import { SeedError } from '../world/seed-error.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';
import { seedOf } from './seeds.ts';
import { profileOf } from './values.ts';

/**
 * The cloud that the options of the world ask for: the seed, with the rules of the profile.
 * @throws Mistake where the seed is not right, or has what the profile does not.
 */
export async function fakeOf(given: Given): Promise<Fake> {
  return made(given, createFake);
}

/**
 * The same cloud as the default world of a host.
 * @param more what else there is to say about it.
 * @throws Mistake as `fakeOf`.
 */
export async function hostFor(given: Given, more: HostOptions): Promise<Host> {
  return made(given, (options) => createHost({ ...options, ...more }));
}

async function made<Made>(given: Given, make: (options: FakeOptions) => Made): Promise<Made> {
  const world = { profile: profileOf(given), seed: await seedOf(given) };
  const login = given.has('identity-v2') ? { identityV2: true } : {};
  try {
    return make({ ...world, ...login });
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
