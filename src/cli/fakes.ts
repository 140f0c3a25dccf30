import { createHost, type Host, type HostOptions } from '../host/host.ts';
import { createFake, type Fake } from '../world/fake.ts';
import type { FakeOptions } from '../world/options.ts';
import { SeedError } from '../world/seed-problems.ts';
import type { Seed } from '../world/seed.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { profileOf, releaseOf } from './profiles.ts';

/**
 * The cloud that the options of the world ask for: the seed, with the rules of the profile.
 * @throws UsageError where the seed is not right, or has what the profile does not.
 */
export async function fakeOf(args: CommandArguments): Promise<Fake> {
  return made(args, createFake);
}

/**
 * The same cloud as the default world of a host.
 * @param more what else there is to say about it.
 * @throws UsageError as `fakeOf`.
 */
export async function hostFor(args: CommandArguments, more: HostOptions): Promise<Host> {
  return made(args, (options) => createHost({ ...options, ...more }));
}

async function made<Made>(args: CommandArguments, make: (options: FakeOptions) => Made): Promise<Made> {
  const release = await releaseOf(args);
  const world = { profile: await profileOf(args), ...(release && { release }), seed: await seedOf(args) };
  const login = args.has('identity-v2') ? { identityV2: true } : {};
  try {
    return make({ ...world, ...login });
  } catch (error) {
    throw error instanceof SeedError ? new UsageError(await placed(error, args), { cause: error }) : error;
  }
}

/** What is said of a seed that its profile does not take: with line and column, where it came from a file. */
async function placed({ lines, problems }: SeedError, args: CommandArguments): Promise<readonly string[]> {
  const named = args.text('seed');
  if (named === undefined) return lines;
  const { seedFileSource } = await import('../seed-file.ts');
  return new SeedError(problems, seedFileSource(named)).lines;
}

/**
 * The seed that is asked for; the documents' own world where none is. YAML is loaded only where a file is read.
 * @throws UsageError with all problems of the seed, a line each.
 */
async function seedOf(args: CommandArguments): Promise<Seed> {
  if (args.text('seed') === undefined) return (await import('../world/documentation.ts')).documentation;
  return seedNamed(args);
}

/**
 * The seed that `--seed` names.
 * @throws UsageError with all problems of the seed, a line each.
 */
export async function seedNamed(args: CommandArguments): Promise<Seed> {
  const named = args.text('seed') ?? '';
  const { readSeedFile } = await import('../seed-file.ts');
  try {
    return readSeedFile(named);
  } catch (error) {
    if (error instanceof SeedError) throw new UsageError(error.lines, { cause: error });
    throw error;
  }
}
