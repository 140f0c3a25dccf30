import { tenantIdOf } from './seed/ids.ts';
import { imageProblems } from './seed/image-problems.ts';
import type { SeedProblem } from './seed/problem.ts';
import { shapeProblems } from './seed/shape-problems.ts';
import { tenantFinder } from './seed/tenants.ts';
import { tenantProblems } from './seed/tenant-problems.ts';
import { userProblems } from './seed/user-problems.ts';
import type { Seed } from './seed.ts';

/**
 * All that is wrong with a seed; empty: it can be planted. First its shape (keys, kinds of values, forms of texts);
 * where that is right, its meaning (who is who, what is there twice, what cannot be together).
 */
export function seedProblems(seed: unknown): readonly SeedProblem[] {
  const shape = shapeProblems(seed);
  return shape.length > 0 ? shape : meaningProblems(seed as Seed);
}

function meaningProblems(seed: Seed): readonly SeedProblem[] {
  const find = tenantFinder(seed.tenants, tenantIdOf);
  return [...tenantProblems(seed), ...userProblems(seed, find), ...imageProblems(seed, find)];
}
